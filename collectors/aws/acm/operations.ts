import type {
  DescribeCertificateCommandInput,
  DescribeCertificateCommandOutput,
} from '@aws-sdk/client-acm';
import type { Operation } from '../../../core/aws.ts';

export const describeCertificate: Operation<
  DescribeCertificateCommandInput,
  DescribeCertificateCommandOutput
> = {
  service: 'acm',
  name: 'DescribeCertificate',
  action: 'acm:DescribeCertificate',
  bucket: 'acm',
  required: ['Certificate'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};
