import { BackupClient, ListRestoreJobsCommand } from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { restoreJobs } from './restore-jobs.ts';

const backup = mockClient(BackupClient);
const spec = { aurora: { main: {} }, tables: { sessions: {} } } as unknown as Partial<Spec>;

beforeEach(() => {
  backup.reset();
});

test('all jobs of each declared type, over all pages', async () => {
  backup
    .on(ListRestoreJobsCommand, { ByResourceType: 'Aurora' })
    .resolvesOnce({ RestoreJobs: [{ RestoreJobId: '1', Status: 'FAILED' }], NextToken: 'next' })
    .resolves({
      RestoreJobs: [
        {
          RestoreJobId: '2',
          Status: 'COMPLETED',
          SourceResourceArn: 'arn:main',
          ValidationStatus: 'SUCCESSFUL',
          CreationDate: new Date('2026-10-31T23:45:00Z'),
          CompletionDate: new Date('2026-11-01T00:00:00Z'),
        },
      ],
    });
  backup.on(ListRestoreJobsCommand, { ByResourceType: 'DynamoDB' }).resolves({ RestoreJobs: [] });
  const { items, operations } = await collectWith(restoreJobs, spec);
  expect(items['Aurora']).toMatchObject({
    state: 'present',
    value: [
      { status: 'FAILED', source: null, validation: null, createdAt: null, completedAt: null },
      {
        status: 'COMPLETED',
        source: 'arn:main',
        validation: 'SUCCESSFUL',
        createdAt: '2026-10-31T23:45:00.000Z',
        completedAt: '2026-11-01T00:00:00.000Z',
      },
    ],
  });
  expect(items['DynamoDB']).toMatchObject({ state: 'present', value: [] });
  expect(backup.commandCalls(ListRestoreJobsCommand).map(({ args }) => args[0].input)).toEqual(
    expect.arrayContaining([
      { ByResourceType: 'Aurora', MaxResults: 1000 },
      { ByResourceType: 'Aurora', MaxResults: 1000, NextToken: 'next' },
      { ByResourceType: 'DynamoDB', MaxResults: 1000 },
    ]),
  );
  expect(operations).toEqual(actionsOf(restoreJobs));
});

test('types that the spec does not declare are not asked for', async () => {
  backup.on(ListRestoreJobsCommand).resolves({ RestoreJobs: [] });
  const { items } = await collectWith(restoreJobs, { tables: { sessions: {} } } as never);
  expect(Object.keys(items)).toEqual(['DynamoDB']);
});

test.each([
  [
    'denied',
    () =>
      backup
        .on(ListRestoreJobsCommand)
        .rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' })),
  ],
  ['without the list', () => backup.on(ListRestoreJobsCommand).resolves({})],
])('are not seen when the answer is %s', async (_, answer) => {
  answer();
  const { items } = await collectWith(restoreJobs, spec);
  expect([items['Aurora']?.state, items['DynamoDB']?.state]).toEqual(['unseen', 'unseen']);
});
