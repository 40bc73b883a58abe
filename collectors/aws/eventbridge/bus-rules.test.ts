import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { busRules } from './bus-rules.ts';

const events = mockClient(EventBridgeClient);
const spec = { buses: { orders: { rules: {} } } } as unknown as Partial<Spec>;
const failure = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  events.reset();
});

test('every rule of the bus is told, with who made it', async () => {
  events
    .on(ListRulesCommand)
    .resolvesOnce({ Rules: [{ Name: 'a', Arn: 'arn:a' }], NextToken: 'more' })
    .resolves({ Rules: [{ Name: 'b', Arn: 'arn:b', ManagedBy: 'prod.vhs.events.aws.internal' }] });
  const { items, operations } = await collectWith(busRules, spec);
  expect(items['orders']).toMatchObject({
    state: 'present',
    value: [
      { name: 'a', arn: 'arn:a', managedBy: null },
      { name: 'b', arn: 'arn:b', managedBy: 'prod.vhs.events.aws.internal' },
    ],
  });
  expect(operations).toEqual(actionsOf(busRules));
});

test('there may be no such bus', async () => {
  events.on(ListRulesCommand).rejects(failure('ResourceNotFoundException'));
  expect((await collectWith(busRules, spec)).items['orders']?.state).toBe('absent');
});

test.each([
  ['a denial', () => events.on(ListRulesCommand).rejects(failure('AccessDeniedException'))],
  ['an answer without a list', () => events.on(ListRulesCommand).resolves({})],
  ['a rule without a name', () => events.on(ListRulesCommand).resolves({ Rules: [{}] })],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(busRules, spec)).items['orders']?.state).toBe('unseen');
});
