import { BackupClient, DescribeRegionSettingsCommand } from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { regionSettings } from './region-settings.ts';

const backup = mockClient(BackupClient);
const spec = {
  aurora: { orders: {} },
  tables: { carts: {} },
  backup: { plans: { a: { vault: 'main' } } },
} as unknown as Partial<Spec>;

beforeEach(() => {
  backup.reset();
});

test('one call tells of all types; a type that is not listed is not told', async () => {
  backup
    .on(DescribeRegionSettingsCommand)
    .resolves({ ResourceTypeOptInPreference: { Aurora: false } });
  const { items, operations } = await collectWith(regionSettings, spec);
  expect(items).toMatchObject({
    Aurora: { value: { optedIn: false } },
    DynamoDB: { value: { optedIn: null } },
  });
  expect(backup.commandCalls(DescribeRegionSettingsCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(regionSettings));
});

test('an empty answer tells nothing', async () => {
  backup.on(DescribeRegionSettingsCommand).resolves({});
  expect((await collectWith(regionSettings, spec)).items['Aurora']?.state).toBe('unseen');
});
