import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { ruleTargets } from './rule-targets.ts';
import { eventRules } from './rules.ts';

const events = mockClient(EventBridgeClient);
const spec = { buses: { main: { rules: { orders: {}, users: {} } } } } as unknown as Partial<Spec>;
const MISSING = Object.assign(new Error('no bus'), { name: 'ResourceNotFoundException' });
const ARN = 'arn:aws:events:us-east-1:123456789012:rule/main/orders';

beforeEach(() => {
  events.reset();
});

describe('rules', () => {
  test('of a bus by one list, all pages of it', async () => {
    events
      .on(ListRulesCommand, { EventBusName: 'main' })
      .resolvesOnce({ Rules: [{ Name: 'other' }], NextToken: '2' })
      .resolves({
        Rules: [
          { Name: 'orders', Arn: ARN, State: 'ENABLED', EventPattern: '{"source":["shop"]}' },
        ],
      });
    const { items, operations } = await collectWith(eventRules, spec);
    expect(items['main/orders']).toMatchObject({
      state: 'present',
      value: {
        arn: ARN,
        state: 'ENABLED',
        pattern: '{"source":["shop"]}',
        scheduleExpression: null,
      },
    });
    // The whole list has no such rule.
    expect(items['main/users']?.state).toBe('absent');
    expect(events.commandCalls(ListRulesCommand)[0]?.args[0].input).toMatchObject({ Limit: 100 });
    expect(operations).toEqual(actionsOf(eventRules));
  });

  test.each<[string, () => void, string]>([
    ['no such bus', () => events.on(ListRulesCommand).rejects(MISSING), 'absent'],
    ['a denial', () => events.on(ListRulesCommand).rejects(DENIED), 'unseen'],
    ['an answer without the list', () => events.on(ListRulesCommand).resolves({}), 'unseen'],
    [
      'a token that repeats',
      () => events.on(ListRulesCommand).resolves({ Rules: [], NextToken: 'again' }),
      'unseen',
    ],
  ])('%s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(eventRules, spec);
    expect(items['main/orders']?.state).toBe(state);
  });
});

describe('targets', () => {
  test('keeps the facts and declares what it sends', async () => {
    events.on(ListTargetsByRuleCommand).resolves({ Targets: [] });
    events.on(ListTargetsByRuleCommand, { Rule: 'orders', EventBusName: 'main' }).resolves({
      Targets: [
        {
          Id: '1',
          Arn: 'arn:queue',
          RoleArn: 'arn:role',
          SqsParameters: { MessageGroupId: 'orders' },
          DeadLetterConfig: { Arn: 'arn:dlq' },
          RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 60 },
        },
        { Id: '2', Arn: 'arn:other' },
      ],
    });
    const { items, operations } = await collectWith(ruleTargets, spec);
    expect(items['main/orders']).toMatchObject({
      state: 'present',
      value: [
        {
          id: '1',
          arn: 'arn:queue',
          roleArn: 'arn:role',
          messageGroupId: 'orders',
          deadLetterArn: 'arn:dlq',
          maxRetries: 5,
          maxAgeSeconds: 60,
        },
        { id: '2', roleArn: null, messageGroupId: null, deadLetterArn: null, maxRetries: null },
      ],
    });
    expect(items['main/users']).toMatchObject({ state: 'present', value: [] });
    expect(operations).toEqual(actionsOf(ruleTargets));
  });

  test.each<[string, () => void, string]>([
    ['no such rule', () => events.on(ListTargetsByRuleCommand).rejects(MISSING), 'absent'],
    ['a denial', () => events.on(ListTargetsByRuleCommand).rejects(DENIED), 'unseen'],
    [
      'an answer without the list',
      () => events.on(ListTargetsByRuleCommand).resolves({}),
      'unseen',
    ],
  ])('%s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(ruleTargets, spec);
    expect(items['main/orders']?.state).toBe(state);
  });
});
