import type {
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type { Operation } from '../../../core/aws.ts';

/** Facts about a secret, never its value. A secret that is scheduled for deletion is still described. */
export const describeSecret: Operation<DescribeSecretCommandInput, DescribeSecretCommandOutput> = {
  service: 'secrets-manager',
  name: 'DescribeSecret',
  action: 'secretsmanager:DescribeSecret',
  bucket: 'secrets-manager-describe',
  required: ['ARN', 'Name'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};
