import { denied, testCheck } from '../../core/testing/test-check.ts';
import { CLUSTER_ARN, storeSubject } from './testing/fixtures.ts';
import check from './recent-recovery-point.ts';

// The tests judge as of noon on 23 November 2026.
const point = (createdAt: string | null, status: string | null = 'COMPLETED') => ({
  arn: 'arn:point',
  source: CLUSTER_ARN,
  status,
  createdAt,
  encrypted: true,
});
const FRESH = '2026-11-23T05:00:00.000Z';
const OLD = '2026-11-21T05:00:00.000Z';
const having = (...points: ReturnType<typeof point>[]) => ({ points: { main: points } });

testCheck(
  check,
  { ...storeSubject() },
  {
    pass: [
      { name: 'of this morning', artifacts: having(point(FRESH)) },
      {
        name: 'of yesterday, within the window in which jobs start',
        artifacts: having(point('2026-11-22T05:30:00.000Z')),
      },
      {
        name: 'the newest of several',
        artifacts: having(point(OLD), point(FRESH, 'AVAILABLE'), point(FRESH, 'EXPIRED')),
      },
    ],
    fail: [
      {
        name: 'no vault',
        artifacts: { points: { main: null } },
        message: 'The backup vault does not exist.',
      },
      { name: 'none', artifacts: having(), message: 'The store has no recovery point.' },
      {
        name: 'of another store',
        artifacts: having({ ...point(FRESH), source: `${CLUSTER_ARN}-2` }),
        message: 'The store has no recovery point.',
      },
      {
        name: 'two days old',
        artifacts: having(point(OLD)),
        message: 'The newest recovery point is too old.',
      },
      {
        name: 'only in part',
        artifacts: having(point(FRESH, 'PARTIAL')),
        message: 'The store has no usable recovery point.',
      },
      {
        name: 'being deleted',
        artifacts: having(point(FRESH, 'DELETING'), point(OLD)),
        message: 'The newest recovery point is too old.',
      },
    ],
    unknown: [
      {
        name: 'without a time',
        artifacts: having(point(null)),
        message: 'AWS Backup leaves out the state or the time of a recovery point.',
      },
      {
        name: 'without a state',
        artifacts: having(point(FRESH, null), point(OLD)),
        message: 'AWS Backup leaves out the state or the time of a recovery point.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { points: { main: denied('backup:ListRecoveryPointsByBackupVault') } },
        message: 'AWS denied backup:ListRecoveryPointsByBackupVault.',
      },
    ],
  },
);
