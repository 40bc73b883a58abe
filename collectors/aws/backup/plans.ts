import type { BackupRule, BackupSelection, Conditions } from '@aws-sdk/client-backup';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import {
  getBackupPlan,
  getBackupSelection,
  listBackupPlans,
  listBackupSelections,
} from './operations.ts';

const KeyValue = z.strictObject({ key: z.string(), value: z.string() });

/** What a plan backs up. AWS leaves out lists that are empty. */
export const PlanSelection = z.strictObject({
  name: z.string(),
  /** ARNs, with `*` for any text. */
  resources: z.array(z.string()),
  notResources: z.array(z.string()),
  /** Tags of which one suffices. */
  tags: z.array(KeyValue),
  /** What must hold of the tags of every resource, all of it; keys are written `aws:ResourceTag/<key>`. */
  conditions: z.strictObject({
    stringEquals: z.array(KeyValue),
    stringNotEquals: z.array(KeyValue),
    stringLike: z.array(KeyValue),
    stringNotLike: z.array(KeyValue),
  }),
});
export type PlanSelection = z.infer<typeof PlanSelection>;

/** One rule of a plan. Null is what AWS left out. */
export const PlanRule = z.strictObject({
  name: z.string(),
  vault: z.string().nullable(),
  /** A `cron()` or `rate()` expression; null is five o'clock every day. */
  schedule: z.string().nullable(),
  /** Null keeps for ever. */
  deleteAfterDays: z.int().nullable(),
  continuous: z.boolean(),
  /** ARNs of the vaults to which copies go. */
  copies: z.array(z.string()),
});
export type PlanRule = z.infer<typeof PlanRule>;

export const BackupPlan = z.strictObject({
  name: z.string(),
  arn: z.string(),
  rules: z.array(PlanRule),
  selections: z.array(PlanSelection),
});
export type BackupPlan = z.infer<typeof BackupPlan>;

/** Every plan of the account in the region, declared or not, under the key `all`. */
export const backupPlans = defineCollector<BackupPlan[]>({
  id: 'aws/backup/plans',
  title: 'AWS Backup plans with their rules and what they back up',
  operations: [listBackupPlans, getBackupPlan, listBackupSelections, getBackupSelection],
  item: z.array(BackupPlan),
  keys: planKeys,
  collect: async (context) =>
    Object.fromEntries(
      await Promise.all(
        planKeys(context.spec).map(async (key) => [key, await allPlans(context)] as const),
      ),
    ),
});

/** One key, of a spec that declares plans. */
function planKeys({ backup }: Spec): readonly string[] {
  return Object.keys(backup?.plans ?? {}).length === 0 ? [] : ['all'];
}

async function allPlans(context: CollectContext): Promise<Observation<BackupPlan[]>> {
  const listed = await context.aws.read(listBackupPlans, {});
  if (listed.state === 'failed') return unseen(listed.cause);
  if (listed.state === 'absent') return absent(listed.calls);
  const found = await Promise.all(
    (listed.value.BackupPlansList ?? []).map(async ({ BackupPlanId }) =>
      BackupPlanId === undefined
        ? malformed(listBackupPlans, listed.calls, 'A plan in it has no id.')
        : describePlan(context, BackupPlanId),
    ),
  );
  return together(listed.calls, found);
}

async function describePlan(
  context: CollectContext,
  BackupPlanId: string,
): Promise<Observation<BackupPlan>> {
  const [plan, listed] = await Promise.all([
    context.aws.read(getBackupPlan, { BackupPlanId }),
    context.aws.read(listBackupSelections, { BackupPlanId }),
  ]);
  if (plan.state === 'failed') return unseen(plan.cause);
  if (listed.state === 'failed') return unseen(listed.cause);
  // A plan that was deleted since it was listed backs up nothing.
  if (plan.state === 'absent') return absent(plan.calls);
  if (listed.state === 'absent') return absent(listed.calls);
  const found = await Promise.all(
    (listed.value.BackupSelectionsList ?? []).map(async ({ SelectionId }) =>
      SelectionId === undefined
        ? malformed(listBackupSelections, listed.calls, 'A selection in it has no id.')
        : describeSelection(context, BackupPlanId, SelectionId),
    ),
  );
  const selections = together(listed.calls, found);
  if (selections.state !== 'present') return selections;
  const { BackupPlanArn: arn, BackupPlan: document } = plan.value;
  const { BackupPlanName: name, Rules: rules } = document ?? {};
  if (arn === undefined || name === undefined || rules === undefined) {
    return malformed(getBackupPlan, plan.calls, 'The plan in it has no ARN, name or rules.');
  }
  return present({ name, arn, rules: rules.map(toRule), selections: selections.value }, [
    ...plan.calls,
    ...selections.calls,
  ]);
}

async function describeSelection(
  { aws }: CollectContext,
  BackupPlanId: string,
  SelectionId: string,
): Promise<Observation<PlanSelection>> {
  const answer = await aws.read(getBackupSelection, { BackupPlanId, SelectionId });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent(answer.calls);
  const { BackupSelection: selection } = answer.value;
  return selection === undefined
    ? malformed(getBackupSelection, answer.calls, 'It has no selection.')
    : present(toSelection(selection), answer.calls);
}

/** All that is there; what was not seen hides the rest. */
function together<Item>(
  before: readonly CallId[],
  found: readonly Observation<Item>[],
): Observation<Item[]> {
  const items: Item[] = [];
  const calls = [...before];
  for (const one of found) {
    if (one.state === 'unseen') return one;
    calls.push(...one.calls);
    if (one.state === 'present') items.push(one.value);
  }
  return present(items, calls);
}

function toRule(rule: BackupRule): PlanRule {
  return {
    name: rule.RuleName ?? '',
    vault: rule.TargetBackupVaultName ?? null,
    schedule: rule.ScheduleExpression ?? null,
    deleteAfterDays: rule.Lifecycle?.DeleteAfterDays ?? null,
    continuous: rule.EnableContinuousBackup ?? false,
    copies: (rule.CopyActions ?? []).flatMap(
      ({ DestinationBackupVaultArn }) => DestinationBackupVaultArn ?? [],
    ),
  };
}

function toSelection(selection: BackupSelection): PlanSelection {
  const { StringEquals, StringNotEquals, StringLike, StringNotLike } = selection.Conditions ?? {};
  return {
    name: selection.SelectionName ?? '',
    resources: selection.Resources ?? [],
    notResources: selection.NotResources ?? [],
    tags: (selection.ListOfTags ?? []).map(({ ConditionKey, ConditionValue }) => ({
      key: ConditionKey ?? '',
      value: ConditionValue ?? '',
    })),
    conditions: {
      stringEquals: parametersOf(StringEquals),
      stringNotEquals: parametersOf(StringNotEquals),
      stringLike: parametersOf(StringLike),
      stringNotLike: parametersOf(StringNotLike),
    },
  };
}

function parametersOf(conditions: Conditions['StringEquals']) {
  return (conditions ?? []).map(({ ConditionKey, ConditionValue }) => ({
    key: ConditionKey ?? '',
    value: ConditionValue ?? '',
  }));
}
