import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { resourceTags } from './resource-tags.ts';

const tagging = mockClient(ResourceGroupsTaggingAPIClient);
const account = { id: '123456789012', region: 'us-east-1' };
const spec = {
  account,
  aurora: { orders: {} },
  tables: { carts: {} },
  backup: { plans: { a: {} } },
} as unknown as Partial<Spec>;
const ORDERS = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';
const CARTS = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts';

beforeEach(() => {
  tagging.reset();
});

test('what the API leaves out was never tagged', async () => {
  tagging.on(GetResourcesCommand, { ResourceARNList: [ORDERS, CARTS] }).resolves({
    ResourceTagMappingList: [{ ResourceARN: CARTS, Tags: [{ Key: 'team', Value: 'shop' }] }],
  });
  const { items, operations } = await collectWith(resourceTags, spec);
  expect(items).toMatchObject({
    [ORDERS]: { state: 'present', value: {} },
    [CARTS]: { state: 'present', value: { team: 'shop' } },
  });
  expect(operations).toEqual(actionsOf(resourceTags));
});

test('asks for a hundred at once', async () => {
  tagging.on(GetResourcesCommand).resolves({ ResourceTagMappingList: [] });
  const tables = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`t${index}`, {}]));
  await collectWith(resourceTags, { ...spec, tables } as unknown as Partial<Spec>);
  const calls = tagging.commandCalls(GetResourcesCommand);
  expect(calls.map(({ args }) => args[0].input.ResourceARNList?.length)).toEqual([100, 51]);
});

test.each([
  [
    'a denial',
    () =>
      tagging
        .on(GetResourcesCommand)
        .rejects(Object.assign(new Error('No.'), { name: 'AccessDeniedException' })),
  ],
  ['an empty answer', () => tagging.on(GetResourcesCommand).resolves({})],
  [
    'a first page',
    () =>
      tagging
        .on(GetResourcesCommand)
        .resolves({ ResourceTagMappingList: [], PaginationToken: 'more' }),
  ],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(resourceTags, spec)).items[ORDERS]?.state).toBe('unseen');
});
