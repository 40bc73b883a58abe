import { denied, testCheck } from '../../core/testing/test-check.ts';
import type { ContinuousBackups } from '../../collectors/aws/dynamodb/continuous-backups.ts';
import check from './dynamodb-pitr.ts';

const subject = {
  name: 'sessions',
  path: ['tables', 'sessions'],
  declared: {
    partitionKey: { attribute: 'id', type: 'S' as const },
    billing: 'PAY_PER_REQUEST' as const,
    pointInTimeRecoveryDays: 7,
  },
};
const backups = (facts: Partial<ContinuousBackups>) => ({
  backups: {
    sessions: {
      status: 'ENABLED',
      recoveryPeriodDays: 35,
      latestRestorableTime: '2026-11-23T11:55:00.000Z',
      ...facts,
    },
  },
});

testCheck(check, subject, {
  pass: [
    { name: 'on, and further back than declared', artifacts: backups({}) },
    { name: 'on, with the declared days', artifacts: backups({ recoveryPeriodDays: 7 }) },
    { name: 'AWS leaves the default period out', artifacts: backups({ recoveryPeriodDays: null }) },
  ],
  fail: [
    {
      name: 'off',
      artifacts: backups({ status: 'DISABLED' }),
      message: 'Point-in-time recovery is off.',
    },
    {
      name: 'six days of seven',
      artifacts: backups({ recoveryPeriodDays: 6 }),
      message: 'Recovery does not reach back far enough.',
    },
    {
      name: 'it stands still',
      artifacts: backups({ latestRestorableTime: '2026-11-23T11:44:00.000Z' }),
      message: 'The latest restorable time is too long ago.',
    },
    {
      name: 'the table is gone',
      artifacts: { backups: { sessions: null } },
      message: 'The table does not exist.',
    },
  ],
  unknown: [
    {
      name: 'AWS leaves the status out',
      artifacts: backups({ status: null }),
      message: 'AWS does not say whether point-in-time recovery is on.',
    },
    {
      name: 'AWS leaves the restorable time out',
      artifacts: backups({ latestRestorableTime: null }),
      message: 'AWS reports no restorable time for the table.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { backups: { sessions: denied('dynamodb:DescribeContinuousBackups') } },
      message: 'AWS denied dynamodb:DescribeContinuousBackups.',
    },
  ],
});
