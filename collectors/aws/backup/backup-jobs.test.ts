import { BackupClient, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { backupJobs } from './backup-jobs.ts';

const backup = mockClient(BackupClient);
const spec = {
  aurora: { orders: {} },
  tables: { carts: {} },
  backup: { plans: { a: { vault: 'main' } } },
} as unknown as Partial<Spec>;

beforeEach(() => {
  backup.reset();
});

test('asks once for each declared type', async () => {
  backup.on(ListBackupJobsCommand).resolves({ BackupJobs: [] });
  backup.on(ListBackupJobsCommand, { ByResourceType: 'Aurora' }).resolves({
    BackupJobs: [
      {
        ResourceArn: 'arn:a',
        State: 'FAILED',
        StatusMessage: 'No role.',
        CreationDate: new Date('2026-11-23T00:00:00Z'),
      },
      {},
    ],
  });
  const { items, operations } = await collectWith(backupJobs, spec);
  expect(items).toMatchObject({
    Aurora: {
      state: 'present',
      value: [
        {
          source: 'arn:a',
          state: 'FAILED',
          message: 'No role.',
          createdAt: '2026-11-23T00:00:00.000Z',
        },
        { source: null, state: null },
      ],
    },
    DynamoDB: { state: 'present', value: [] },
  });
  expect(operations).toEqual(actionsOf(backupJobs));
  expect(
    backup.commandCalls(ListBackupJobsCommand)[0]?.args[0].input.ByCreatedAfter,
  ).toBeInstanceOf(Date);
});

test('a denial is no absence, and an answer without the list tells nothing', async () => {
  backup
    .on(ListBackupJobsCommand, { ByResourceType: 'Aurora' })
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  backup.on(ListBackupJobsCommand, { ByResourceType: 'DynamoDB' }).resolves({});
  const { items } = await collectWith(backupJobs, spec);
  expect([items['Aurora']?.state, items['DynamoDB']?.state]).toEqual(['unseen', 'unseen']);
});

test('a spec without plans asks nothing', async () => {
  expect((await collectWith(backupJobs, { aurora: {} })).items).toEqual({});
});
