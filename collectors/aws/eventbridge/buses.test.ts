import { DescribeEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { eventBuses } from './buses.ts';

const events = mockClient(EventBridgeClient);
const spec = { buses: { main: { rules: {} } } } as unknown as Partial<Spec>;

beforeEach(() => {
  events.reset();
});

test.each([
  ['a policy', { Arn: 'arn:bus', Policy: '{}' }, { arn: 'arn:bus', policy: '{}' }],
  ['no policy', { Arn: 'arn:bus' }, { arn: 'arn:bus', policy: null }],
])('%s', async (_, answer, value) => {
  events.on(DescribeEventBusCommand, { Name: 'main' }).resolves(answer);
  const { items, operations } = await collectWith(eventBuses, spec);
  expect(items['main']).toMatchObject({ state: 'present', value });
  expect(operations).toEqual(actionsOf(eventBuses));
});

test.each([
  ['ResourceNotFoundException', 'absent'],
  ['AccessDeniedException', 'unseen'],
])('%s: %s', async (name, state) => {
  events.on(DescribeEventBusCommand).rejects(Object.assign(new Error('No.'), { name }));
  expect((await collectWith(eventBuses, spec)).items['main']?.state).toBe(state);
});

test('an empty answer is not seen', async () => {
  events.on(DescribeEventBusCommand).resolves({});
  expect((await collectWith(eventBuses, spec)).items['main']?.state).toBe('unseen');
});
