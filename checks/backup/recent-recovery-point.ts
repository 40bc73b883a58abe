import { backupPlans, type BackupPlan } from '../../collectors/aws/backup/plans.ts';
import { recoveryPoints, type RecoveryPoint } from '../../collectors/aws/backup/recovery-points.ts';
import { resourceTags } from '../../collectors/aws/resource-groups-tagging-api/resource-tags.ts';
import { defineCheck, type ArtifactsOf } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { asksForTags, membershipOf } from './membership.ts';
import { ABSENT_VAULT, maxPointAgeMs, planNamed, type DeclaredPlan } from './plans.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

const HOUR_MS = 60 * 60_000;
const NEEDS = { points: recoveryPoints, plans: backupPlans, tags: resourceTags };

export default defineCheck({
  id: 'backup/recent-recovery-point',
  title: 'The newest recovery point of the store is as young as each of its plans makes it',
  risk: 'The backup stopped some time ago, and what came after it is lost.',
  remediation: 'Start a backup job of the store, and read why the last ones failed.',
  fix: {
    cli: 'aws backup start-backup-job --backup-vault-name <vault> --resource-arn <arn> --iam-role-arn <role-arn>',
    cdk: 'plan.addRule(new backup.BackupPlanRule({ scheduleExpression: events.Schedule.rate(Duration.hours(<hours>)) }))',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::BackupVault',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRecoveryPointsByBackupVault.html',
  ],
  controls: [],
  proves: ['aurora/backup', 'aurora/recovery'],
  needs: NEEDS,
  none: NO_STORES,
  subjects: plannedStores,

  evaluate({ type, id, objectives }, artifacts, context) {
    const arn = arnOf(type, id, context);
    const resource = { resource: arn };
    const plans = plansOf(arn, objectives?.plans ?? {}, artifacts);
    const expected = {
      maxAgeHours: Object.fromEntries(
        plans.map(({ name, declared }) => [name, maxPointAgeMs(declared) / HOUR_MS]),
      ),
    };
    const lists = plans.map(({ declared }) => artifacts.points.get(declared.vault));
    if (lists.includes(null)) return fail(ABSENT_VAULT, expected, {}, resource);

    const judged = plans.map(({ name, declared, deployed }, index) => {
      const own = (lists[index] ?? []).filter(({ source }) => source === arn);
      const isShared = plans.some(
        (other) => other.name !== name && other.declared.vault === declared.vault,
      );
      // What another plan puts into the same vault is not what this one makes.
      const made = isShared
        ? own.filter(({ plan }) => plan !== null && plan === deployed?.arn)
        : own;
      return { name, ...stateOf(made, context.takenAt - maxPointAgeMs(declared)) };
    });
    const actual = {
      plans: Object.fromEntries(
        judged.map(({ name, points, usable, newest }) => [name, { points, usable, newest }]),
      ),
    };
    const having = (state: State) => judged.filter((one) => one.state === state);
    for (const [state, message] of FAILS) {
      const failing = having(state);
      if (failing.length === 0) continue;
      const details = plans.length > 1 ? failing.map(({ name }) => `By plan ${name}.`) : [];
      return fail(message, expected, actual, { ...resource, details });
    }
    if (having('untold').length > 0) {
      return unknown('AWS Backup leaves out the state or the time of a recovery point.');
    }
    return pass(expected, actual, resource);
  },
});

type State = 'fresh' | 'untold' | 'none' | 'unusable' | 'old';

const FAILS: readonly (readonly [State, string])[] = [
  ['none', 'The store has no recovery point.'],
  ['unusable', 'The store has no usable recovery point.'],
  ['old', 'The newest recovery point is too old.'],
];

/** Whether one of the points can be restored and was made since, in epoch milliseconds. */
function stateOf(points: readonly RecoveryPoint[], since: number) {
  const usable = points.filter(({ status }) => status === 'COMPLETED' || status === 'AVAILABLE');
  const times = usable.flatMap(({ createdAt }) =>
    createdAt === null ? [] : [Date.parse(createdAt)],
  );
  const newest = times.length === 0 ? null : Math.max(...times);
  const isUntold = points.some(({ status }) => status === null) || times.length < usable.length;
  const state = (): State => {
    if (newest !== null && newest >= since) return 'fresh';
    if (isUntold) return 'untold';
    if (points.length === 0) return 'none';
    return newest === null ? 'unusable' : 'old';
  };
  return {
    state: state(),
    points: points.length,
    usable: usable.length,
    newest: newest === null ? null : new Date(newest).toISOString(),
  };
}

interface StorePlan {
  readonly name: string;
  readonly declared: DeclaredPlan;
  /** Null where there is no such plan, or no other from which it would have to be told apart. */
  readonly deployed: BackupPlan | null;
}

/**
 * The declared plans that back up the store, each of which has to. What a plan selects is asked only where there are
 * several; a plan that does not exist is to back up everything, and so are all where none selects the store.
 */
function plansOf(
  arn: string,
  declared: Readonly<Record<string, DeclaredPlan>>,
  artifacts: ArtifactsOf<typeof NEEDS>,
): readonly StorePlan[] {
  const all = Object.entries(declared).map(([name, plan]) => ({ name, declared: plan }));
  if (all.length < 2) return all.map((plan) => ({ ...plan, deployed: null }));
  const existing = artifacts.plans.get('all');
  const plans = all.map((plan) => {
    const found = planNamed(existing, plan.name);
    return { ...plan, deployed: found === 'several' ? null : found };
  });
  const selections = plans.flatMap(({ deployed }) => deployed?.selections ?? []);
  const tags = selections.some(asksForTags) ? (artifacts.tags.get(arn) ?? {}) : {};
  // Whether the region has opted in is for another check: here it must not excuse a plan.
  const store = { arn, tags, optedIn: true, needsOptIn: true };
  const selecting = plans.filter(
    ({ deployed }) =>
      deployed?.selections.some((one) => membershipOf(one, store) === 'selected') ?? true,
  );
  return selecting.length === 0 ? plans : selecting;
}
