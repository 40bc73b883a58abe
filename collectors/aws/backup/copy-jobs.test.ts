import { BackupClient, ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { copyJobs } from './copy-jobs.ts';

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
  backup.on(ListCopyJobsCommand).resolves({ CopyJobs: [] });
  backup.on(ListCopyJobsCommand, { ByResourceType: 'Aurora' }).resolves({
    CopyJobs: [
      {
        ResourceArn: 'arn:a',
        DestinationBackupVaultArn: 'arn:v',
        State: 'COMPLETED',
        CompletionDate: new Date('2026-11-23T00:00:00Z'),
      },
      {},
    ],
  });
  const { items, operations } = await collectWith(copyJobs, spec);
  expect(items).toMatchObject({
    Aurora: {
      state: 'present',
      value: [
        {
          source: 'arn:a',
          destinationVault: 'arn:v',
          state: 'COMPLETED',
          completedAt: '2026-11-23T00:00:00.000Z',
        },
        { source: null, state: null },
      ],
    },
    DynamoDB: { state: 'present', value: [] },
  });
  expect(operations).toEqual(actionsOf(copyJobs));
});

test('a denial is no absence, and an answer without the list tells nothing', async () => {
  backup
    .on(ListCopyJobsCommand, { ByResourceType: 'Aurora' })
    .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
  backup.on(ListCopyJobsCommand, { ByResourceType: 'DynamoDB' }).resolves({});
  const { items } = await collectWith(copyJobs, spec);
  expect([items['Aurora']?.state, items['DynamoDB']?.state]).toEqual(['unseen', 'unseen']);
});

test('a spec without plans asks nothing', async () => {
  expect((await collectWith(copyJobs, { aurora: {} })).items).toEqual({});
});
