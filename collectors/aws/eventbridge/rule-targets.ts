import type { Target } from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { listTargetsByRule } from './operations.ts';
import { ruleKey, ruleKeys } from './rules.ts';

/** Where a rule sends events. Null is what EventBridge left out. */
export const RuleTargets = z.array(
  z.strictObject({
    id: z.string().nullable(),
    arn: z.string().nullable(),
    roleArn: z.string().nullable(),
    messageGroupId: z.string().nullable(),
    deadLetterArn: z.string().nullable(),
    /** 185 where it is left out. */
    maxRetries: z.int().nullable(),
    /** A day where it is left out. */
    maxAgeSeconds: z.int().nullable(),
  }),
);
export type RuleTargets = z.infer<typeof RuleTargets>;

/** Of every declared rule, by `<bus>/<rule>`. Absent: there is no such rule. */
export const ruleTargets = defineCollector<RuleTargets>({
  id: 'aws/eventbridge/rule-targets',
  title: 'Targets of EventBridge rules',
  operations: [listTargetsByRule],
  item: RuleTargets,
  keys: ruleKeys,
  collect: async ({ aws, spec }) => {
    const rules = Object.entries(spec.buses ?? {}).flatMap(([bus, of]) =>
      Object.keys(of.rules).map((rule) => ({ bus, rule })),
    );
    const entries = await Promise.all(
      rules.map(async ({ bus, rule }): Promise<[string, Observation<RuleTargets>]> => {
        const answer = await aws.read(listTargetsByRule, { Rule: rule, EventBusName: bus });
        return [ruleKey(bus, rule), observe(answer, ({ Targets = [] }) => Targets.map(toItem))];
      }),
    );
    return Object.fromEntries(entries);
  },
});

function toItem(target: Target): RuleTargets[number] {
  return {
    id: target.Id ?? null,
    arn: target.Arn ?? null,
    roleArn: target.RoleArn ?? null,
    messageGroupId: target.SqsParameters?.MessageGroupId ?? null,
    deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
    maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? null,
    maxAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds ?? null,
  };
}
