import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './max-connections.ts';
import { database } from './testing/database.ts';

const budget = (max: number) => ({
  connectionBudget: {
    target: [
      {
        kind: 'connections',
        id: 'budget',
        def: { max, reserved: 3, inUse: 1, databaseLimit: -1, roleLimits: {} },
      },
    ],
  },
});
const of = (minAcu: number, maxAcu: number) => ({ capacity: { minAcu, maxAcu } });
const OTHER = 'The target takes another number of connections than its capacity gives.';

testCheck(
  check,
  { ...database(), capacity: { minAcu: 0.5, maxAcu: 1 } },
  {
    pass: [
      { name: '1 ACU', artifacts: budget(189) },
      { name: '4 ACU', subject: of(1, 4), artifacts: budget(823) },
      { name: '16 ACU', subject: of(1, 16), artifacts: budget(3_360) },
      { name: '64 ACU', subject: of(1, 64), artifacts: budget(5_000) },
      { name: '64 ACU that may fall to a half', subject: of(0.5, 64), artifacts: budget(2_000) },
    ],
    fail: [
      {
        name: 'a capacity that was raised without a reboot',
        subject: of(1, 4),
        artifacts: budget(189),
        message: OTHER,
      },
      { name: 'a fixed number', artifacts: budget(1_000), message: OTHER },
      {
        name: 'all of 64 ACU that may fall to a half',
        subject: of(0.5, 64),
        artifacts: budget(5_000),
        message: OTHER,
      },
    ],
    unknown: [
      {
        name: 'a target that says nothing',
        artifacts: { connectionBudget: { target: [] } },
        message: 'The target did not say how many connections it takes.',
      },
    ],
    error: [
      {
        name: 'a target that could not be seen',
        artifacts: { connectionBudget: { target: denied('postgresql:x') } },
        message: 'AWS denied postgresql:x.',
      },
    ],
  },
);
