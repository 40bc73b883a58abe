import { denied, testCheck } from '../../core/testing/test-check.ts';
import { CLUSTER_ARN, storeSubject } from './testing/fixtures.ts';
import check from './no-failed-jobs.ts';

const job = (state: string | null, source: string | null = CLUSTER_ARN) => ({
  source,
  state,
  message: 'Access denied.',
  createdAt: '2026-11-22T05:00:00.000Z',
});
const having = (...jobs: ReturnType<typeof job>[]) => ({ jobs: { Aurora: jobs } });
const HAS_FAILED = 'A backup job of the store has failed.';
const LEFT_OUT = 'AWS Backup leaves out what became of a job, or what it was of.';

testCheck(
  check,
  { ...storeSubject() },
  {
    pass: [
      { name: 'completed and under way', artifacts: having(job('COMPLETED'), job('RUNNING')) },
      {
        name: 'one of another store failed',
        artifacts: having(job('COMPLETED'), job('FAILED', `${CLUSTER_ARN}-2`)),
      },
    ],
    fail: [
      {
        name: 'no job at all',
        artifacts: having(),
        message: 'AWS Backup has made no job of the store.',
      },
      ...['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL'].map((state) => ({
        name: state,
        artifacts: having(job('COMPLETED'), job(state)),
        message: HAS_FAILED,
        details: [`${state} 2026-11-22T05:00:00.000Z: Access denied.`],
      })),
    ],
    unknown: [
      {
        name: 'a state that is left out',
        artifacts: having(job('COMPLETED'), job(null)),
        message: LEFT_OUT,
      },
      {
        name: 'a job of nobody knows what',
        artifacts: having(job('COMPLETED'), job('FAILED', null)),
        message: LEFT_OUT,
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { jobs: { Aurora: denied('backup:ListBackupJobs') } },
        message: 'AWS denied backup:ListBackupJobs.',
      },
    ],
  },
);
