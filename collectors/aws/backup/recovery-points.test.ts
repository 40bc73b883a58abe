import { BackupClient, ListRecoveryPointsByBackupVaultCommand } from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { recoveryPoints } from './recovery-points.ts';

const backup = mockClient(BackupClient);
const spec = { backup: { plans: { a: { vault: 'main' } } } } as unknown as Partial<Spec>;

beforeEach(() => {
  backup.reset();
});

test('reads the vault to its end', async () => {
  backup
    .on(ListRecoveryPointsByBackupVaultCommand, { NextToken: 'more' })
    .resolves({ RecoveryPoints: [{}] });
  backup.on(ListRecoveryPointsByBackupVaultCommand, { NextToken: undefined }).resolves({
    RecoveryPoints: [
      {
        RecoveryPointArn: 'arn:point',
        ResourceArn: 'arn:store',
        Status: 'COMPLETED',
        CreationDate: new Date('2026-11-23T00:00:00Z'),
        IsEncrypted: true,
        CreatedBy: { BackupPlanArn: 'arn:plan' },
      },
    ],
    NextToken: 'more',
  });
  const { items, operations } = await collectWith(recoveryPoints, spec);
  expect(items['main']).toMatchObject({
    value: [
      {
        arn: 'arn:point',
        source: 'arn:store',
        status: 'COMPLETED',
        createdAt: '2026-11-23T00:00:00.000Z',
        encrypted: true,
        plan: 'arn:plan',
      },
      { arn: null, source: null, status: null, createdAt: null, encrypted: null, plan: null },
    ],
  });
  expect(operations).toEqual(actionsOf(recoveryPoints));
});

test.each([
  ['ResourceNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  backup
    .on(ListRecoveryPointsByBackupVaultCommand)
    .rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(recoveryPoints, spec)).items['main']?.state).toBe(state);
});

test('an answer without the list is not seen', async () => {
  backup.on(ListRecoveryPointsByBackupVaultCommand).resolves({});
  expect((await collectWith(recoveryPoints, spec)).items['main']?.state).toBe('unseen');
});
