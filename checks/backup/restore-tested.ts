import { restoreJobs, type RestoreJob } from '../../collectors/aws/backup/restore-jobs.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { arnOf, declaredStores, NO_STORES } from './stores.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A quarter, for a spec without objectives. */
const DEFAULT_MAX_AGE_DAYS = 90;

/** A backup that nobody has restored is a hope (A11). Restores that were made without AWS Backup are not on its record. */
export default defineCheck({
  id: 'backup/restore-tested',
  title: 'A restore of the store has succeeded within the declared time',
  risk: 'The backups turn out to be unusable on the day that they are needed.',
  remediation:
    'Run a restore, or create an AWS Backup restore testing plan that does so on a schedule.',
  fix: {
    cli: 'aws backup create-restore-testing-plan --restore-testing-plan file://<plan>.json',
    cdk: 'new backup.CfnRestoreTestingPlan(this, "<id>", { restoreTestingPlanName: "<name>", scheduleExpression: "cron(0 5 ? * SUN *)", recoveryPointSelection })',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::RestoreTestingPlan',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRestoreJobs.html',
  ],
  controls: [],
  proves: ['aurora/recovery'],
  needs: { jobs: restoreJobs },
  none: NO_STORES,
  subjects: declaredStores,

  evaluate({ type, id, objectives }, { jobs }, context) {
    const maxAgeDays = objectives?.restoreTestMaxAgeDays ?? DEFAULT_MAX_AGE_DAYS;
    const expected = { maxAgeDays };
    const arn = arnOf(type, id, context);
    const resource = { resource: arn };
    const all = jobs.get(type);
    if (all === null) return unknown('AWS Backup does not list restore jobs of this kind.');

    const own = all.filter(({ source }) => source === arn);
    const good = own.filter(isGood);
    const ends = good.flatMap(({ completedAt }) =>
      completedAt === null ? [] : [Date.parse(completedAt)],
    );
    const latest = ends.length === 0 ? null : Math.max(...ends);
    const actual = {
      restores: own.length,
      successful: good.length,
      latest: latest === null ? null : new Date(latest).toISOString(),
    };
    if (latest === null || context.takenAt - latest > maxAgeDays * DAY_MS) {
      if (all.some((job) => job.source === null && (isGood(job) || isMoving(job)))) {
        return unknown('AWS Backup leaves out what a restore was made of.');
      }
      if (own.some(({ status }) => status === null) || ends.length < good.length) {
        return unknown('AWS Backup leaves out how, or when, a restore ended.');
      }
      if (own.some(isMoving)) {
        return unsettled('A restore of the store is under way.', expected, actual, resource);
      }
      if (own.length === 0) {
        return fail('AWS Backup knows of no restore of the store.', expected, actual, resource);
      }
      if (latest === null) {
        return fail('No restore of the store has succeeded.', expected, actual, resource);
      }
      return fail('The last successful restore is too long ago.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

/** Restored, and not found wanting: without a validation AWS's own word is all there is. */
function isGood({ status, validation }: RestoreJob): boolean {
  return status === 'COMPLETED' && (validation === null || validation === 'SUCCESSFUL');
}

function isMoving({ status, validation }: RestoreJob): boolean {
  return (
    status === 'PENDING' ||
    status === 'RUNNING' ||
    (status === 'COMPLETED' && validation === 'VALIDATING')
  );
}
