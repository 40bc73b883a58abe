import type {
  GetAWSDefaultServiceQuotaCommandInput,
  GetAWSDefaultServiceQuotaCommandOutput,
  GetServiceQuotaCommandInput,
  GetServiceQuotaCommandOutput,
} from '@aws-sdk/client-service-quotas';
import type { Operation } from '../../../core/aws.ts';

/** Of a quota that nobody ever raised there may be no record. */
export const getServiceQuota: Operation<GetServiceQuotaCommandInput, GetServiceQuotaCommandOutput> =
  {
    service: 'service-quotas',
    name: 'GetServiceQuota',
    action: 'servicequotas:GetServiceQuota',
    bucket: 'service-quotas',
    required: ['Quota'],
    absentCodes: ['NoSuchResourceException'],
    pages: null,
  };

export const getAwsDefaultServiceQuota: Operation<
  GetAWSDefaultServiceQuotaCommandInput,
  GetAWSDefaultServiceQuotaCommandOutput
> = {
  service: 'service-quotas',
  name: 'GetAWSDefaultServiceQuota',
  action: 'servicequotas:GetAWSDefaultServiceQuota',
  bucket: 'service-quotas',
  required: ['Quota'],
  absentCodes: ['NoSuchResourceException'],
  pages: null,
};
