import type { JsonDeviation } from '../deviation.ts';
import { isJsonRecord, recordsOf } from '../json.ts';
import { withMembers } from './members.ts';

export const BACKUP_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** Other members of every rule of a plan: `{ plan, members }`. */
    name: 'backup/plan-rules',
    form: 'json',
    service: 'backup',
    operations: ['GetBackupPlan'],
    edit(body, { plan, members }) {
      const document = body['BackupPlan'];
      if (!isJsonRecord(document) || document['BackupPlanName'] !== plan) return body;
      const Rules = recordsOf(document, 'Rules').map((rule) => withMembers(rule, members));
      return { ...body, BackupPlan: { ...document, Rules } };
    },
  },
];
