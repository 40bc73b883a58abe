import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord } from '../json.ts';
import { withMembers } from './members.ts';

export const ACM_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** `{ members }`: of every certificate. */
    name: 'acm/certificate',
    form: 'json',
    service: 'acm',
    operations: ['DescribeCertificate'],
    edit(body, { members }) {
      const certificate = body['Certificate'];
      return isJsonRecord(certificate)
        ? { ...body, Certificate: withMembers(certificate, members) }
        : body;
    },
  },
];
