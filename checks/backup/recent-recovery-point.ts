import { recoveryPoints } from '../../collectors/aws/backup/recovery-points.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT_VAULT, maxPointAgeMs } from './plans.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

const HOUR_MS = 60 * 60_000;

export default defineCheck({
  id: 'backup/recent-recovery-point',
  title: 'The newest recovery point of the store is as young as the plan makes it',
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
  needs: { points: recoveryPoints },
  none: NO_STORES,
  subjects: plannedStores,

  evaluate({ type, id, objectives }, { points }, context) {
    const arn = arnOf(type, id, context);
    const plans = Object.values(objectives?.plans ?? {});
    const maxAgeHours = Math.min(...plans.map(maxPointAgeMs)) / HOUR_MS;
    const expected = { maxAgeHours };
    const resource = { resource: arn };
    const vaults = [...new Set(plans.map(({ vault }) => vault))];
    const listed = vaults.map((vault) => points.get(vault));
    if (listed.every((list) => list === null)) {
      return fail(ABSENT_VAULT, expected, {}, resource);
    }
    const own = listed.flatMap((list) => list ?? []).filter(({ source }) => source === arn);
    const usable = own.filter(({ status }) => status === 'COMPLETED' || status === 'AVAILABLE');
    const times = usable.flatMap(({ createdAt }) =>
      createdAt === null ? [] : [Date.parse(createdAt)],
    );
    const newest = times.length === 0 ? null : Math.max(...times);
    const actual = {
      points: own.length,
      usable: usable.length,
      newest: newest === null ? null : new Date(newest).toISOString(),
    };
    if (newest !== null && context.takenAt - newest <= maxAgeHours * HOUR_MS) {
      return pass(expected, actual, resource);
    }
    if (own.some(({ status }) => status === null) || times.length < usable.length) {
      return unknown('AWS Backup leaves out the state or the time of a recovery point.');
    }
    if (own.length === 0) {
      return fail('The store has no recovery point.', expected, actual, resource);
    }
    return newest === null
      ? fail('The store has no usable recovery point.', expected, actual, resource)
      : fail('The newest recovery point is too old.', expected, actual, resource);
  },
});
