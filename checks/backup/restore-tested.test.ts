import { denied, testCheck } from '../../core/testing/test-check.ts';
import type { RestoreJob } from '../../collectors/aws/backup/restore-jobs.ts';
import check from './restore-tested.ts';

const subject = {
  name: 'Aurora main',
  path: ['aurora', 'main'],
  type: 'Aurora' as const,
  id: 'main',
  objectives: { rpoMinutes: 5, rtoMinutes: 30, restoreTestMaxAgeDays: 90 },
  plans: {},
};
const job = (facts: Partial<RestoreJob> = {}): RestoreJob => ({
  source: 'arn:aws:rds:us-east-1:123456789012:cluster:main',
  status: 'COMPLETED',
  validation: 'SUCCESSFUL',
  createdAt: '2026-10-31T23:45:00.000Z',
  completedAt: '2026-11-01T00:00:00.000Z',
  ...facts,
});
const jobs = (...list: RestoreJob[]) => ({ jobs: { Aurora: list } });

testCheck(check, subject, {
  pass: [
    { name: 'restored and validated three weeks ago', artifacts: jobs(job()) },
    { name: 'restored without validation', artifacts: jobs(job({ validation: null })) },
    {
      name: 'a failure after a success does not undo it',
      artifacts: jobs(job(), job({ status: 'FAILED', completedAt: '2026-11-20T00:00:00.000Z' })),
    },
    {
      name: 'a restore without a source does not undo it',
      artifacts: jobs(job(), job({ source: null })),
    },
    {
      name: 'ninety days ago, and no objective is declared',
      subject: { objectives: undefined },
      artifacts: jobs(job({ completedAt: '2026-08-25T12:00:00.000Z' })),
    },
    {
      name: 'a table',
      subject: { name: 'DynamoDB sessions', type: 'DynamoDB', id: 'sessions' },
      artifacts: {
        jobs: {
          DynamoDB: [job({ source: 'arn:aws:dynamodb:us-east-1:123456789012:table/sessions' })],
        },
      },
    },
  ],
  fail: [
    { name: 'never', artifacts: jobs(), message: 'AWS Backup knows of no restore of the store.' },
    {
      name: 'only another cluster was',
      artifacts: jobs(job({ source: 'arn:aws:rds:us-east-1:123456789012:cluster:main-2' })),
      message: 'AWS Backup knows of no restore of the store.',
    },
    {
      name: 'only a cluster of that name in another account was',
      artifacts: jobs(job({ source: 'arn:aws:rds:us-east-1:999999999999:cluster:main' })),
      message: 'AWS Backup knows of no restore of the store.',
    },
    {
      name: 'every restore failed',
      artifacts: jobs(job({ status: 'FAILED' }), job({ status: 'ABORTED' })),
      message: 'No restore of the store has succeeded.',
    },
    {
      name: 'it was restored, but the validation failed',
      artifacts: jobs(job({ validation: 'FAILED' })),
      message: 'No restore of the store has succeeded.',
    },
    {
      name: 'it was restored, and nobody finished the validation',
      artifacts: jobs(job({ validation: 'TIMED_OUT' })),
      message: 'No restore of the store has succeeded.',
    },
    {
      name: 'every other restore failed, and it is not known of what',
      artifacts: jobs(job({ status: 'FAILED' }), job({ source: null, status: 'FAILED' })),
      message: 'No restore of the store has succeeded.',
    },
    {
      name: 'ninety-one days ago, and no objective is declared',
      subject: { objectives: undefined },
      artifacts: jobs(job({ completedAt: '2026-08-24T12:00:00.000Z' })),
      message: 'The last successful restore is too long ago.',
    },
    {
      name: 'eight days ago of seven',
      subject: { objectives: { rpoMinutes: 5, rtoMinutes: 30, restoreTestMaxAgeDays: 7 } },
      artifacts: jobs(job({ completedAt: '2026-11-15T12:00:00.000Z' })),
      message: 'The last successful restore is too long ago.',
    },
    {
      name: 'ninety-one days ago',
      artifacts: jobs(job({ completedAt: '2026-08-24T12:00:00.000Z' })),
      message: 'The last successful restore is too long ago.',
    },
  ],
  unsettled: [
    ...['PENDING', 'RUNNING'].map((status) => ({
      name: `a first restore is ${status}`,
      artifacts: jobs(job({ status, validation: null, completedAt: null })),
      message: 'A restore of the store is under way.',
    })),
    {
      name: 'a first restore is being validated',
      artifacts: jobs(job({ validation: 'VALIDATING' })),
      message: 'A restore of the store is under way.',
    },
  ],
  unknown: [
    {
      name: 'a restore that succeeded may have been of it',
      artifacts: jobs(job({ source: null })),
      message: 'AWS Backup leaves out what a restore was made of.',
    },
    {
      name: 'AWS leaves the time out',
      artifacts: jobs(job({ completedAt: null })),
      message: 'AWS Backup leaves out how, or when, a restore ended.',
    },
    {
      name: 'AWS leaves the status out',
      artifacts: jobs(job({ status: null })),
      message: 'AWS Backup leaves out how, or when, a restore ended.',
    },
    {
      name: 'AWS lists nothing of the kind',
      artifacts: { jobs: { Aurora: null } },
      message: 'AWS Backup does not list restore jobs of this kind.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { jobs: { Aurora: denied('backup:ListRestoreJobs') } },
      message: 'AWS denied backup:ListRestoreJobs.',
    },
  ],
});
