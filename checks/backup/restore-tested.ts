import { restoreJobs } from '../../collectors/aws/backup/restore-jobs.ts';
import { defineCheck } from '../../core/check.ts';
import { pass, unknown } from '../../core/judgement.ts';
import { restoresOf, withoutGoodEnough } from './restores.ts';
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

    const restores = restoresOf(arn, all);
    const { own, good, latest } = restores;
    const actual = {
      restores: own.length,
      successful: good.length,
      latest: latest === null ? null : new Date(latest.endedAt).toISOString(),
    };
    if (latest === null || context.takenAt - latest.endedAt > maxAgeDays * DAY_MS) {
      const message = 'The last successful restore is too long ago.';
      return withoutGoodEnough(restores, message, expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
