import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord } from '../json.ts';

export const SERVICE_QUOTAS_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Another value of a quota: `{ quotaCode, value }`. */
    name: 'servicequotas/quota',
    form: 'json',
    service: 'servicequotas',
    operations: ['GetServiceQuota'],
    edit(body, { quotaCode, value }) {
      const quota = body['Quota'];
      return isJsonRecord(quota) && quota['QuotaCode'] === quotaCode
        ? { ...body, Quota: { ...quota, Value: value } }
        : body;
    },
  },
];
