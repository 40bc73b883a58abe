// A healthy rule, for the tables of the checks of EventBridge.
import type { EventRule } from '../../../collectors/aws/eventbridge/rules.ts';
import type { RuleTargets } from '../../../collectors/aws/eventbridge/rule-targets.ts';
import type { RuleSpec } from '../../../core/spec/sections/messaging.ts';

export const PLACE = 'us-east-1:123456789012';
export const RULE_ARN = `arn:aws:events:${PLACE}:rule/main/orders`;
export const QUEUE_ARN = `arn:aws:sqs:${PLACE}:orders`;
export const DLQ_ARN = `arn:aws:sqs:${PLACE}:orders-dlq`;

/** Without a pattern where it is said to be undefined. */
export function ruleSubject(
  facts: Partial<Omit<RuleSpec, 'pattern'>> & { pattern?: undefined } = {},
) {
  const declared: RuleSpec = {
    state: 'ENABLED',
    targets: [{ queue: 'orders', deadLetterQueue: 'orders-dlq' }],
    ...facts,
    pattern: { source: ['shop'], 'detail-type': ['Order', 'Return'] },
  };
  if ('pattern' in facts) delete declared.pattern;
  return {
    name: 'main/orders',
    path: ['buses', 'main', 'rules', 'orders'],
    bus: 'main',
    rule: 'orders',
    declared,
  };
}

export function ruleArtifact(facts: Partial<EventRule> = {}): EventRule {
  return {
    arn: RULE_ARN,
    state: 'ENABLED',
    pattern: '{"detail-type":["Return","Order"],"source":["shop"]}',
    scheduleExpression: null,
    ...facts,
  };
}

export function targetArtifact(facts: Partial<RuleTargets[number]> = {}): RuleTargets[number] {
  return {
    id: '1',
    arn: QUEUE_ARN,
    roleArn: null,
    messageGroupId: null,
    deadLetterArn: DLQ_ARN,
    maxRetries: null,
    maxAgeSeconds: null,
    ...facts,
  };
}
