import { invalid } from '../aws-failure.ts';
import type { JsonCompletion } from '../completion.ts';
import { stringOf } from '../json.ts';

/** What AWS gives an account that has asked for nothing, of those quotas that the emulator does not know. */
const DEFAULTS: Readonly<Record<string, number>> = {
  'ec2 L-0263D0A3': 5,
  'fargate L-3032A538': 4000,
  'fargate L-36FBB829': 4000,
  'rds L-7B6409FD': 40,
  'rds L-952B80B8': 40,
  'vpc L-DF5E4CA3': 5000,
  'vpc L-E79EC296': 2500,
  'vpc L-FE5A380F': 5,
};

export const SERVICE_QUOTAS_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'servicequotas',
    operations: ['GetServiceQuota', 'GetAWSDefaultServiceQuota'],
    gap: 'Only quotas of VPCs are known.',
    answer(parameters) {
      const ServiceCode = stringOf(parameters, 'ServiceCode') ?? '';
      const QuotaCode = stringOf(parameters, 'QuotaCode') ?? '';
      const Value = DEFAULTS[`${ServiceCode} ${QuotaCode}`];
      if (Value === undefined) {
        throw invalid(
          'NoSuchResourceException',
          'The request failed because the quota does not exist.',
        );
      }
      return { Quota: { ServiceCode, QuotaCode, Value, Adjustable: true, Unit: 'None' } };
    },
  },
];
