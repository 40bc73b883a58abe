import type { JsonCompletion } from '../completion.ts';
import { isJsonRecord, stringOf } from '../json.ts';
import { missing, one, own, remove } from './backup-answers.ts';
import { readList, writeList } from './backup-state.ts';

/** Plans that test restores. */
export const BACKUP_RESTORE_TESTING_COMPLETIONS: readonly JsonCompletion[] = [
  {
    ...own(['CreateRestoreTestingPlan'], 'backup/restore-testing-plans'),
    async answer(parameters, context) {
      const plan = parameters['RestoreTestingPlan'];
      if (!isJsonRecord(plan)) throw missing('RestoreTestingPlan');
      const name = stringOf(plan, 'RestoreTestingPlanName') ?? '';
      const created = {
        CreationTime: context.now.getTime() / 1000,
        RestoreTestingPlanName: name,
        RestoreTestingPlanArn: `arn:aws:backup:${context.call.region}:${await context.accountId()}:restore-testing-plan:${name}`,
      };
      const list = await readList('restore-testing-plans', context);
      const stored = { ScheduleExpressionTimezone: 'Etc/UTC', StartWindowHours: 24, ...plan };
      await writeList('restore-testing-plans', [...list, { ...stored, ...created }], context);
      return created;
    },
  },
  {
    ...own(['ListRestoreTestingPlans'], 'backup/restore-testing-plans'),
    async answer(_parameters, context) {
      const list = await readList('restore-testing-plans', context);
      return {
        RestoreTestingPlans: list.map(
          ({ RecoveryPointSelection: _selection, ...listed }) => listed,
        ),
      };
    },
  },
  {
    ...own(['GetRestoreTestingPlan'], 'backup/restore-testing-plans'),
    async answer(parameters, context) {
      const list = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      return { RestoreTestingPlan: one(list, 'RestoreTestingPlanName', name) };
    },
  },
  {
    ...own(['DeleteRestoreTestingPlan'], 'backup/restore-testing-plans'),
    answer: (parameters, context) =>
      remove(
        'restore-testing-plans',
        'RestoreTestingPlanName',
        parameters['RestoreTestingPlanName'],
        context,
      ),
  },
  {
    ...own(['CreateRestoreTestingSelection'], 'backup/restore-testing-selections'),
    async answer(parameters, context) {
      const plans = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      const { RestoreTestingPlanArn } = one(plans, 'RestoreTestingPlanName', name);
      const selection = parameters['RestoreTestingSelection'];
      if (!isJsonRecord(selection)) throw missing('RestoreTestingSelection');
      const created = {
        CreationTime: context.now.getTime() / 1000,
        RestoreTestingPlanName: name,
        RestoreTestingSelectionName: selection['RestoreTestingSelectionName'],
      };
      const list = await readList('restore-testing-selections', context);
      const stored = { ...selection, ...created };
      await writeList('restore-testing-selections', [...list, stored], context);
      return { ...created, RestoreTestingPlanArn };
    },
  },
  {
    ...own(['ListRestoreTestingSelections'], 'backup/restore-testing-selections'),
    async answer(parameters, context) {
      const plans = await readList('restore-testing-plans', context);
      const name = parameters['RestoreTestingPlanName'];
      one(plans, 'RestoreTestingPlanName', name);
      const list = await readList('restore-testing-selections', context);
      return {
        RestoreTestingSelections: list.filter(
          ({ RestoreTestingPlanName }) => RestoreTestingPlanName === name,
        ),
      };
    },
  },
];
