import { backupJobs, JOBS_WINDOW_DAYS } from '../../collectors/aws/backup/backup-jobs.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

/** How a job ends that made no whole backup. */
const FAILED = ['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'];

export default defineCheck({
  id: 'backup/no-failed-jobs',
  title: 'No backup job of the store has failed within the last week',
  risk: 'The next backup fails as well, and nobody is told.',
  remediation:
    'Read the message of the job; mostly the role lacks a permission, or the window collides with maintenance.',
  fix: {
    cli: 'aws backup list-backup-jobs --by-resource-arn <arn> --query "BackupJobs[].[State,StatusMessage]"',
    cdk: 'new backup.BackupSelection(this, "<id>", { backupPlan, resources, role })',
  },
  severity: 'medium',
  resourceType: 'AWS::Backup::BackupPlan',
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupJobs.html'],
  controls: [],
  proves: ['aurora/backup'],
  needs: { jobs: backupJobs },
  none: NO_STORES,
  subjects: plannedStores,

  evaluate({ type, id }, { jobs }, context) {
    const arn = arnOf(type, id, context);
    const expected = { windowDays: JOBS_WINDOW_DAYS, failed: 0 };
    const resource = { resource: arn };
    const all = jobs.get(type);
    if (all === null) return unknown('AWS Backup does not list jobs of this kind.');
    const own = all.filter(({ source }) => source === arn);
    const failed = own.filter(({ state }) => state !== null && FAILED.includes(state));
    const actual = { jobs: own.length, failed: failed.length };
    if (failed.length > 0) {
      return fail('A backup job of the store has failed.', expected, actual, {
        ...resource,
        details: failed.map(
          ({ state, createdAt, message }) =>
            `${state ?? ''} ${createdAt ?? 'at an unknown time'}: ${message ?? 'no message'}`,
        ),
      });
    }
    if (own.length === 0) {
      return fail('AWS Backup has made no job of the store.', expected, actual, resource);
    }
    if (own.some(({ state }) => state === null) || all.some(({ source }) => source === null)) {
      return unknown('AWS Backup leaves out what became of a job, or what it was of.');
    }
    return pass(expected, actual, resource);
  },
});
