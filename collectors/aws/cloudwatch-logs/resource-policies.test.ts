import {
  CloudWatchLogsClient,
  DescribeResourcePoliciesCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { logResourcePolicies } from './resource-policies.ts';

const logs = mockClient(CloudWatchLogsClient);
const toLogs = {
  buses: { main: { rules: { orders: { state: 'ENABLED', targets: [{ logGroup: '/events' }] } } } },
} as Partial<Spec>;

beforeEach(() => {
  logs.reset();
});

test('keeps the texts of all pages and declares what it sends', async () => {
  logs
    .on(DescribeResourcePoliciesCommand)
    .resolvesOnce({ resourcePolicies: [{ policyDocument: '{"a":1}' }], nextToken: '2' })
    .resolves({ resourcePolicies: [{ policyDocument: '{"b":2}' }] });
  const { items, operations } = await collectWith(logResourcePolicies, toLogs);
  expect(items['all']).toMatchObject({ state: 'present', value: ['{"a":1}', '{"b":2}'] });
  expect(operations).toEqual(actionsOf(logResourcePolicies));
});

test('asks nothing where no rule writes to a log group', async () => {
  const { items } = await collectWith(logResourcePolicies, { buses: { main: { rules: {} } } });
  expect(items).toEqual({});
  expect(logs.calls()).toHaveLength(0);
});

test.each<[string, () => void]>([
  ['a denial', () => logs.on(DescribeResourcePoliciesCommand).rejects(DENIED)],
  ['an answer without the list', () => logs.on(DescribeResourcePoliciesCommand).resolves({})],
])('%s leaves them unseen', async (_, answer) => {
  answer();
  const { items } = await collectWith(logResourcePolicies, toLogs);
  expect(items['all']?.state).toBe('unseen');
});
