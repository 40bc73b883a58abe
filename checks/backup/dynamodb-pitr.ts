import { continuousBackups } from '../../collectors/aws/dynamodb/continuous-backups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

const MINUTE_MS = 60_000;
/** DynamoDB's latest restorable time is typically five minutes before now. */
const MAX_LAG_MINUTES = 15;
/** Without a period of its own, recovery reaches back this far. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
const DEFAULT_PERIOD_DAYS = 35;

export default defineCheck({
  id: 'backup/dynamodb-pitr',
  title: 'The DynamoDB table can be restored to any recent time within the declared days',
  risk: 'A bad write or a dropped table cannot be undone.',
  remediation: 'Enable point-in-time recovery with the declared RecoveryPeriodInDays.',
  fix: {
    cli: 'aws dynamodb update-continuous-backups --table-name <table> --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=<days>',
    cdk: 'new dynamodb.TableV2(this, "<id>", { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: <days> } })',
  },
  severity: 'high',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  ],
  controls: ['Security Hub 2026-08 DynamoDB.2'],
  proves: ['messaging/discovery-store'],
  needs: { backups: continuousBackups },
  none: 'The spec declares no DynamoDB table.',
  subjects: (spec) =>
    Object.entries(spec.tables ?? {}).map(([name, declared]) => ({
      name,
      path: ['tables', name],
      declared,
    })),

  evaluate({ name, declared }, { backups }, { takenAt, partition, region, account }) {
    const expected = {
      status: 'ENABLED',
      minPeriodDays: declared.pointInTimeRecoveryDays,
      maxLagMinutes: MAX_LAG_MINUTES,
    };
    const found = backups.get(name);
    if (found === null) return fail('The table does not exist.', expected, {});

    const resource = { resource: `arn:${partition}:dynamodb:${region}:${account}:table/${name}` };
    const { status, latestRestorableTime } = found;
    if (status === null) return unknown('AWS does not say whether point-in-time recovery is on.');
    const periodDays = found.recoveryPeriodDays ?? DEFAULT_PERIOD_DAYS;
    const actual = { status, periodDays, latestRestorableTime };
    if (status !== 'ENABLED') {
      return fail('Point-in-time recovery is off.', expected, actual, resource);
    }
    if (periodDays < declared.pointInTimeRecoveryDays) {
      return fail('Recovery does not reach back far enough.', expected, actual, resource);
    }
    if (latestRestorableTime === null) {
      return unknown('AWS reports no restorable time for the table.');
    }
    if (takenAt - Date.parse(latestRestorableTime) > MAX_LAG_MINUTES * MINUTE_MS) {
      return fail('The latest restorable time is too long ago.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
