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

/** Those of which an account has no record before somebody asks for more. */
const UNRECORDED = ['rds L-952B80B8'];

export const SERVICE_QUOTAS_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'servicequotas',
    operations: ['GetServiceQuota', 'GetAWSDefaultServiceQuota'],
    gap: 'Only quotas of VPCs are known.',
    answer(parameters, { call }) {
      const ServiceCode = stringOf(parameters, 'ServiceCode') ?? '';
      const QuotaCode = stringOf(parameters, 'QuotaCode') ?? '';
      const name = `${ServiceCode} ${QuotaCode}`;
      const Value = DEFAULTS[name];
      const isOwn = call.operation === 'GetServiceQuota';
      if (Value === undefined || (isOwn && UNRECORDED.includes(name))) {
        throw invalid(
          'NoSuchResourceException',
          'The request failed because the quota does not exist.',
        );
      }
      return { Quota: { ServiceCode, QuotaCode, Value, Adjustable: true, Unit: 'None' } };
    },
  },
];
