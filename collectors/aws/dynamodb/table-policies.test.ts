import { DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { tablePolicies } from './table-policies.ts';

const dynamodb = mockClient(DynamoDBClient);
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  tables: { carts: {} },
} as unknown as Partial<Spec>;
const ResourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/carts';

beforeEach(() => {
  dynamodb.reset();
});

test('asks by the ARN of the table', async () => {
  dynamodb.on(GetResourcePolicyCommand, { ResourceArn }).resolves({ Policy: '{}' });
  const { items, operations } = await collectWith(tablePolicies, spec);
  expect(items['carts']).toMatchObject({ value: { policy: '{}' } });
  expect(operations).toEqual(actionsOf(tablePolicies));
});

test.each([
  ['PolicyNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  dynamodb.on(GetResourcePolicyCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(tablePolicies, spec)).items['carts']?.state).toBe(state);
});

test('an empty answer is not seen', async () => {
  dynamodb.on(GetResourcePolicyCommand).resolves({});
  expect((await collectWith(tablePolicies, spec)).items['carts']?.state).toBe('unseen');
});
