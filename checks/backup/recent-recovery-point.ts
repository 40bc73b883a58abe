import { backupPlans } from '../../collectors/aws/backup/plans.ts';
import { recoveryPoints, type RecoveryPoint } from '../../collectors/aws/backup/recovery-points.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT_VAULT, maxPointAgeMs, planNamed, SEVERAL_PLANS } from './plans.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

const HOUR_MS = 60 * 60_000;

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
  needs: { points: recoveryPoints, plans: backupPlans },
  none: NO_STORES,
  subjects: plannedStores,

  evaluate({ type, id, plans: wanted }, artifacts, context) {
    const arn = arnOf(type, id, context);
    const resource = { resource: arn };
    const plans = Object.entries(wanted).map(([name, declared]) => ({ name, declared }));
    const expected = {
      maxAgeHours: Object.fromEntries(
        plans.map(({ name, declared }) => [name, maxPointAgeMs(declared) / HOUR_MS]),
      ),
    };
    const lists = plans.map(({ declared }) => artifacts.points.get(declared.vault));
    if (lists.includes(null)) return fail(ABSENT_VAULT, expected, {}, resource);

    const shared = (vault: string) =>
      plans.filter(({ declared }) => declared.vault === vault).length > 1;
    const judged = plans.flatMap(({ name, declared }, index) => {
      const own = (lists[index] ?? []).filter(({ source }) => source === arn);
      // Only who shares a vault has to be told apart: what another plan puts into it is not what this one makes.
      const made = shared(declared.vault)
        ? madeBy(planNamed(artifacts.plans.get('all'), name), own)
        : own;
      return made === null
        ? []
        : [{ name, ...stateOf(made, context.takenAt - maxPointAgeMs(declared)) }];
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
    if (judged.length < plans.length) return unknown(SEVERAL_PLANS);
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

/** The points that a plan made; null where several plans have its name. */
function madeBy(
  plan: ReturnType<typeof planNamed>,
  points: readonly RecoveryPoint[],
): readonly RecoveryPoint[] | null {
  if (plan === 'several') return null;
  return points.filter((point) => point.plan !== null && point.plan === plan?.arn);
}

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
