import { randomUUID } from 'node:crypto';
import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord, stringOf } from '../json.ts';
import { missing, notFound, one, own, remove } from './backup-answers.ts';
import { readList, writeList } from './backup-state.ts';

/** What a plan backs up. */
export const BACKUP_SELECTION_COMPLETIONS: readonly JsonCompletion[] = [
  {
    ...own(['CreateBackupSelection'], 'backup/selections'),
    async answer(parameters, context) {
      const plan = await existingPlan(parameters, context);
      const selection = parameters['BackupSelection'];
      if (!isJsonRecord(selection)) throw missing('BackupSelection');
      const created = {
        BackupPlanId: plan,
        SelectionId: randomUUID(),
        CreationDate: context.now.getTime() / 1000,
      };
      const list = await readList('selections', context);
      await writeList('selections', [...list, { ...created, BackupSelection: selection }], context);
      return created;
    },
  },
  {
    ...own(['ListBackupSelections'], 'backup/selections'),
    async answer(parameters, context) {
      const plan = await existingPlan(parameters, context);
      const list = await readList('selections', context);
      return {
        BackupSelectionsList: list
          .filter(({ BackupPlanId }) => BackupPlanId === plan)
          .map(({ BackupSelection, ...rest }) => ({
            ...rest,
            ...(isJsonRecord(BackupSelection) && {
              SelectionName: BackupSelection['SelectionName'],
              IamRoleArn: BackupSelection['IamRoleArn'],
            }),
          })),
      };
    },
  },
  {
    ...own(['GetBackupSelection'], 'backup/selections'),
    async answer(parameters, context) {
      const list = await readList('selections', context);
      return one(list, 'SelectionId', parameters['SelectionId']);
    },
  },
  {
    ...own(['DeleteBackupSelection'], 'backup/selections'),
    answer: (parameters, context) =>
      remove('selections', 'SelectionId', parameters['SelectionId'], context),
  },
];

async function existingPlan(parameters: JsonRecord, context: CompletionContext): Promise<unknown> {
  const id = stringOf(parameters, 'BackupPlanId') ?? '';
  const plan = await context.askRest('backup', `/backup/plans/${encodeURIComponent(id)}`);
  if (plan === null) throw notFound('Backup plan');
  return plan['BackupPlanId'];
}
