import { denied, testCheck } from '../../core/testing/test-check.ts';
import { CLUSTER_ARN, planArtifact, storeSubject } from './testing/fixtures.ts';
import check from './recent-recovery-point.ts';

// The tests judge as of noon on 23 November 2026.
const point = (
  createdAt: string | null,
  status: string | null = 'COMPLETED',
  plan: string | null = null,
) => ({
  arn: 'arn:point',
  source: CLUSTER_ARN,
  status,
  createdAt,
  encrypted: true,
  plan,
});
const FRESH = '2026-11-23T05:00:00.000Z';
const OLD = '2026-11-21T05:00:00.000Z';
type Points = readonly ReturnType<typeof point>[];
const having = (...points: Points) => ({ points: { main: [...points] }, plans: {} });

const WEEK_AGO = '2026-11-14T05:00:00.000Z';
const { daily } = storeSubject().plans;
/** A plan that makes a point a week, beside the daily one. */
const withWeekly = (vault: string) => ({
  plans: { daily, weekly: { ...daily, vault, intervalHours: 168 } },
});
const DAILY = 'arn:plan:daily';
const WEEKLY = 'arn:plan:weekly';
const twoPlans = (main: Points, weekly: Points | null) => ({
  points: { main: [...main], weekly: weekly === null ? null : [...weekly] },
  plans: {
    all: [
      planArtifact({ name: 'daily', arn: DAILY }),
      planArtifact({ name: 'weekly', arn: WEEKLY }),
    ],
  },
});

const TWO_OF_A_NAME = [
  planArtifact({ name: 'daily', arn: DAILY }),
  planArtifact({ name: 'weekly', arn: WEEKLY }),
  planArtifact({ name: 'weekly', arn: `${WEEKLY}-2` }),
];

testCheck(
  check,
  { ...storeSubject() },
  {
    pass: [
      {
        name: 'of each of two plans, as young as it makes them',
        subject: withWeekly('weekly'),
        artifacts: twoPlans([point(FRESH)], [point('2026-11-17T05:00:00.000Z')]),
      },
      {
        name: 'of each of two plans in one vault',
        subject: withWeekly('main'),
        artifacts: twoPlans(
          [
            point(FRESH, 'COMPLETED', DAILY),
            point('2026-11-17T05:00:00.000Z', 'COMPLETED', WEEKLY),
          ],
          [],
        ),
      },
      { name: 'of this morning', artifacts: having(point(FRESH)) },
      {
        name: 'of two plans with a vault each, of which one has the name of a third',
        subject: withWeekly('weekly'),
        artifacts: { ...twoPlans([point(FRESH)], [point(FRESH)]), plans: { all: TWO_OF_A_NAME } },
      },
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
        name: 'a weekly plan that has stopped, behind a daily one that works',
        subject: withWeekly('weekly'),
        artifacts: twoPlans([point(FRESH)], [point(WEEK_AGO)]),
        message: 'The newest recovery point is too old.',
        details: ['By plan weekly.'],
      },
      {
        name: 'a weekly plan that has stopped, in the vault of the daily one',
        subject: withWeekly('main'),
        artifacts: twoPlans(
          [point(FRESH, 'COMPLETED', DAILY), point(WEEK_AGO, 'COMPLETED', WEEKLY)],
          [],
        ),
        message: 'The newest recovery point is too old.',
        details: ['By plan weekly.'],
      },
      {
        name: 'a weekly plan that never worked',
        subject: withWeekly('weekly'),
        artifacts: twoPlans([point(FRESH)], []),
        message: 'The store has no recovery point.',
        details: ['By plan weekly.'],
      },
      {
        name: 'two plans of one vault, of which neither exists',
        subject: withWeekly('main'),
        artifacts: { ...twoPlans([point(FRESH)], []), plans: { all: [] } },
        message: 'The store has no recovery point.',
        details: ['By plan daily.', 'By plan weekly.'],
      },
      {
        name: 'two plans of one vault, of which one stopped and one has the name of a third',
        subject: withWeekly('main'),
        artifacts: {
          ...twoPlans([point(OLD, 'COMPLETED', DAILY), point(FRESH, 'COMPLETED', WEEKLY)], []),
          plans: { all: TWO_OF_A_NAME },
        },
        message: 'The newest recovery point is too old.',
        details: ['By plan daily.'],
      },
      {
        name: 'the vault of one of two plans is gone',
        subject: withWeekly('weekly'),
        artifacts: twoPlans([point(FRESH)], null),
        message: 'The backup vault does not exist.',
      },
      {
        name: 'no vault',
        artifacts: { ...having(), points: { main: null } },
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
        name: 'one vault of two plans, of which one has the name of a third',
        subject: withWeekly('main'),
        artifacts: {
          ...twoPlans([point(FRESH, 'COMPLETED', DAILY), point(FRESH, 'COMPLETED', WEEKLY)], []),
          plans: {
            all: TWO_OF_A_NAME,
          },
        },
        message: 'Several backup plans have the declared name.',
      },
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
        name: 'which of two plans made what is in their vault is denied',
        subject: withWeekly('main'),
        artifacts: {
          ...twoPlans([point(FRESH)], []),
          plans: { all: denied('backup:GetBackupSelection') },
        },
        message: 'AWS denied backup:GetBackupSelection.',
      },
      {
        name: 'denied',
        artifacts: {
          ...having(),
          points: { main: denied('backup:ListRecoveryPointsByBackupVault') },
        },
        message: 'AWS denied backup:ListRecoveryPointsByBackupVault.',
      },
    ],
  },
);
