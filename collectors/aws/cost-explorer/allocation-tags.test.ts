import { CostExplorerClient, ListCostAllocationTagsCommand } from '@aws-sdk/client-cost-explorer';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { allocationTags } from './allocation-tags.ts';

const client = mockClient(CostExplorerClient);
const spec: Partial<Spec> = { tags: { Project: 'shop', Team: 'a' } };

beforeEach(() => {
  client.reset();
});

test('asks once; a key that nobody used is absent', async () => {
  client.on(ListCostAllocationTagsCommand).resolves({
    CostAllocationTags: [{ TagKey: 'Project', Type: 'UserDefined', Status: 'Active' }],
  });
  const { items, operations } = await collectWith(allocationTags, spec);
  expect(items).toMatchObject({
    Project: { state: 'present', value: { status: 'Active' } },
    Team: { state: 'absent' },
  });
  expect(client.commandCalls(ListCostAllocationTagsCommand)).toHaveLength(1);
  expect(operations).toEqual(actionsOf(allocationTags));
});

test('an answer without the list is not seen', async () => {
  client.on(ListCostAllocationTagsCommand).resolves({});
  expect((await collectWith(allocationTags, spec)).items['Project']?.state).toBe('unseen');
});
