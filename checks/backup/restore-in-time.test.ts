import type { RestoreJob } from '../../collectors/aws/backup/restore-jobs.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './restore-in-time.ts';

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
  createdAt: '2026-11-01T00:00:00.000Z',
  completedAt: '2026-11-01T00:30:00.000Z',
  ...facts,
});
const jobs = (...list: RestoreJob[]) => ({ jobs: { Aurora: list } });
const slow = (facts: Partial<RestoreJob> = {}) =>
  job({ completedAt: '2026-11-01T00:30:00.001Z', ...facts });
/** A quick one of a month before. */
const earlier = (facts: Partial<RestoreJob> = {}) =>
  job({
    createdAt: '2026-10-01T00:00:00.000Z',
    completedAt: '2026-10-01T00:10:00.000Z',
    ...facts,
  });

const TOO_LONG = 'The last successful restore took longer than the recovery time objective.';
const NO_START = 'AWS Backup does not say when the last successful restore began.';
const WHICH = 'AWS Backup leaves out which restore of the store was the last.';

testCheck(check, subject, {
  pass: [
    { name: 'in the declared minutes', artifacts: jobs(job()) },
    { name: 'restored without validation', artifacts: jobs(job({ validation: null })) },
    {
      name: 'an earlier one was slower',
      artifacts: jobs(
        earlier({ completedAt: '2026-10-01T09:00:00.000Z' }),
        job(),
        earlier({ completedAt: '2026-10-01T08:00:00.000Z' }),
      ),
    },
    {
      name: 'a later one failed, after hours',
      artifacts: jobs(job(), job({ status: 'FAILED', completedAt: '2026-11-01T09:00:00.000Z' })),
    },
    {
      name: 'a later one is under way',
      artifacts: jobs(job(), job({ status: 'RUNNING', validation: null, completedAt: null })),
    },
    {
      name: 'a failed one without a source',
      artifacts: jobs(job(), job({ source: null, status: 'FAILED' })),
    },
    {
      name: 'an earlier one without a source',
      artifacts: jobs(job(), earlier({ source: null })),
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
    { name: 'a moment longer', artifacts: jobs(slow()), message: TOO_LONG },
    {
      name: 'an earlier one was in time',
      artifacts: jobs(earlier(), slow(), earlier()),
      message: TOO_LONG,
    },
    {
      name: 'longer, and a later one failed',
      artifacts: jobs(slow(), job({ status: 'FAILED', completedAt: null })),
      message: TOO_LONG,
    },
    { name: 'never', artifacts: jobs(), message: 'AWS Backup knows of no restore of the store.' },
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
      name: 'it was restored in time, but the validation failed',
      artifacts: jobs(job({ validation: 'FAILED' })),
      message: 'No restore of the store has succeeded.',
    },
  ],
  unsettled: [
    ...['PENDING', 'RUNNING'].map((status) => ({
      name: `a first restore is ${status}`,
      artifacts: jobs(job({ status, validation: null, completedAt: null })),
      message: 'A restore of the store is under way.',
    })),
    {
      name: 'the last one took too long, and another is under way',
      artifacts: jobs(slow(), job({ status: 'RUNNING', validation: null, completedAt: null })),
      message: 'A restore of the store is under way.',
    },
    {
      name: 'a first restore is being validated',
      artifacts: jobs(job({ validation: 'VALIDATING' })),
      message: 'A restore of the store is under way.',
    },
  ],
  unknown: [
    { name: 'no start', artifacts: jobs(job({ createdAt: null })), message: NO_START },
    {
      name: 'no start of the last one, and an earlier one was in time',
      artifacts: jobs(earlier(), job({ createdAt: null })),
      message: NO_START,
    },
    {
      name: 'a start after the end',
      artifacts: jobs(job({ createdAt: '2026-11-02T00:00:00.000Z' })),
      message: NO_START,
    },
    {
      name: 'no end',
      artifacts: jobs(job({ completedAt: null })),
      message: 'AWS Backup leaves out how, or when, a restore ended.',
    },
    {
      name: 'no end of one, and another was in time',
      artifacts: jobs(job(), job({ completedAt: null })),
      message: WHICH,
    },
    {
      name: 'no status of a later one',
      artifacts: jobs(earlier(), slow({ status: null })),
      message: WHICH,
    },
    {
      name: 'a later one that may have been of it',
      artifacts: jobs(earlier(), slow({ source: null })),
      message: WHICH,
    },
    {
      name: 'longer, and another that may have been of it',
      artifacts: jobs(slow(), job({ source: null })),
      message: 'AWS Backup leaves out what a restore was made of.',
    },
    {
      name: 'no status at all',
      artifacts: jobs(job({ status: null })),
      message: 'AWS Backup leaves out how, or when, a restore ended.',
    },
    {
      name: 'AWS lists nothing of the kind',
      artifacts: { jobs: { Aurora: null } },
      message: 'AWS Backup does not list restore jobs of this kind.',
    },
    {
      name: 'no objective',
      subject: { objectives: undefined },
      artifacts: jobs(job()),
      message: 'The spec declares no recovery time objective.',
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
