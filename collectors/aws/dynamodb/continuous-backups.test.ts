import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { continuousBackups } from './continuous-backups.ts';

const dynamodb = mockClient(DynamoDBClient);
const spec = { tables: { sessions: {} } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => {
  dynamodb.reset();
});

test('keeps the facts and declares what it sends', async () => {
  dynamodb.on(DescribeContinuousBackupsCommand, { TableName: 'sessions' }).resolves({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: 'ENABLED',
        RecoveryPeriodInDays: 7,
        LatestRestorableDateTime: new Date('2026-11-23T11:55:00Z'),
      },
    },
  });
  const { items, operations } = await collectWith(continuousBackups, spec);
  expect(items['sessions']).toMatchObject({
    state: 'present',
    value: {
      status: 'ENABLED',
      recoveryPeriodDays: 7,
      latestRestorableTime: '2026-11-23T11:55:00.000Z',
    },
  });
  expect(operations).toEqual(actionsOf(continuousBackups));
});

test('what AWS leaves out is null', async () => {
  dynamodb.on(DescribeContinuousBackupsCommand).resolves({
    ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED' },
  });
  const { items } = await collectWith(continuousBackups, spec);
  expect(items['sessions']).toMatchObject({
    value: { status: null, recoveryPeriodDays: null, latestRestorableTime: null },
  });
});

test.each([
  [
    'a table that is not found is absent',
    () => dynamodb.on(DescribeContinuousBackupsCommand).rejects(named('TableNotFoundException')),
    'absent',
  ],
  [
    'a denial is not',
    () => dynamodb.on(DescribeContinuousBackupsCommand).rejects(named('AccessDeniedException')),
    'unseen',
  ],
  [
    'an answer without the description is not seen',
    () => dynamodb.on(DescribeContinuousBackupsCommand).resolves({} as never),
    'unseen',
  ],
])('%s', async (_, answer, state) => {
  answer();
  const { items } = await collectWith(continuousBackups, spec);
  expect(items['sessions']?.state).toBe(state);
});
