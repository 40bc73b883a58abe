import {
  BackupClient,
  GetBackupVaultAccessPolicyCommand,
  ListBackupVaultsCommand,
} from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { backupVaults } from './vaults.ts';

const backup = mockClient(BackupClient);
const spec = {
  backup: { plans: { a: { vault: 'main' }, b: { vault: 'main' }, c: { vault: 'other' } } },
} as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  backup.reset();
  backup.on(ListBackupVaultsCommand).resolves({
    BackupVaultList: [
      {
        BackupVaultName: 'main',
        BackupVaultArn: 'arn:main',
        Locked: true,
        LockDate: new Date('2026-11-01T00:00:00Z'),
        MinRetentionDays: 7,
      },
    ],
  });
  backup.on(GetBackupVaultAccessPolicyCommand).rejects(named('ResourceNotFoundException'));
});

test('lists vaults once; one that is not listed is absent', async () => {
  const { items, operations } = await collectWith(backupVaults, spec);
  expect(items).toMatchObject({
    main: {
      state: 'present',
      value: {
        arn: 'arn:main',
        locked: true,
        lockDate: '2026-11-01T00:00:00.000Z',
        minRetentionDays: 7,
        policy: null,
      },
    },
    other: { state: 'absent' },
  });
  expect(backup.commandCalls(ListBackupVaultsCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(backupVaults));
});

test('keeps the policy', async () => {
  backup.on(GetBackupVaultAccessPolicyCommand).resolves({ Policy: '{}' });
  expect((await collectWith(backupVaults, spec)).items['main']).toMatchObject({
    value: { policy: '{}' },
  });
});

test.each([
  [
    'the list is denied',
    () => backup.on(ListBackupVaultsCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'the policy is denied',
    () => backup.on(GetBackupVaultAccessPolicyCommand).rejects(named('AccessDeniedException')),
  ],
  ['an answer without vaults', () => backup.on(ListBackupVaultsCommand).resolves({})],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(backupVaults, spec)).items['main']?.state).toBe('unseen');
});
