import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { testWholeList } from '../testing/test-whole-list.ts';
import { SCOPE_TAGS, scopeArns } from './scope-arns.ts';

const tagging = mockClient(ResourceGroupsTaggingAPIClient);
const tags = { Project: 'shop', Stage: 'live' };
const ORDERS = 'arn:aws:sqs:us-east-1:123456789012:orders';
const CARTS = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts';

testWholeList(scopeArns, {
  mock: tagging,
  on: () => tagging.on(GetResourcesCommand),
  key: SCOPE_TAGS,
  scope: { tags },
  pages: [
    { ResourceTagMappingList: [{ ResourceARN: ORDERS }], PaginationToken: 'more' },
    { ResourceTagMappingList: [{ ResourceARN: CARTS }], PaginationToken: '' },
  ],
  items: [ORDERS, CARTS],
  unidentified: { ResourceTagMappingList: [{}] },
});

test('a resource must carry every tag', async () => {
  tagging.on(GetResourcesCommand).resolves({ ResourceTagMappingList: [] });
  await collectWith(scopeArns, { scope: { tags } });
  const [call] = tagging.commandCalls(GetResourcesCommand);
  expect(call?.args[0].input.TagFilters).toEqual([
    { Key: 'Project', Values: ['shop'] },
    { Key: 'Stage', Values: ['live'] },
  ]);
});

test('a scope without tags asks for nothing: no filter lets everything through', () => {
  expect(scopeArns.keys({ scope: { namePrefixes: ['a'] } } as unknown as Spec)).toEqual([]);
  expect(scopeArns.keys({ scope: { namePrefixes: ['a'], tags: {} } } as unknown as Spec)).toEqual(
    [],
  );
});
