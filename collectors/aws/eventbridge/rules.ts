import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { listRules } from './operations.ts';

/** One rule as it is deployed. Null is what EventBridge left out. */
export const EventRule = z.strictObject({
  arn: z.string().nullable(),
  /** `ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. */
  state: z.string().nullable(),
  /** JSON. Null for a rule that has a schedule alone. */
  pattern: z.string().nullable(),
  scheduleExpression: z.string().nullable(),
});
export type EventRule = z.infer<typeof EventRule>;

/** Every declared rule, by `<bus>/<rule>`. Absent: the whole list of its bus has none of that name, or there is no such bus. */
export const eventRules = defineCollector<EventRule>({
  id: 'aws/eventbridge/rules',
  title: 'EventBridge rules with their states and patterns',
  operations: [listRules],
  item: EventRule,
  keys: ruleKeys,
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      Object.entries(spec.buses ?? {}).map(async ([bus, { rules }]) => {
        const answer = await aws.read(listRules, { EventBusName: bus });
        return Object.keys(rules).map((name): [string, Observation<EventRule>] => [
          ruleKey(bus, name),
          observe(answer, ({ Rules }) => {
            const rule = Rules?.find(({ Name }) => Name === name);
            if (rule === undefined) return null;
            return {
              arn: rule.Arn ?? null,
              state: rule.State ?? null,
              pattern: rule.EventPattern ?? null,
              scheduleExpression: rule.ScheduleExpression ?? null,
            };
          }),
        ]);
      }),
    );
    return Object.fromEntries(entries.flat());
  },
});

export function ruleKeys(spec: Spec): readonly string[] {
  return Object.entries(spec.buses ?? {}).flatMap(([bus, { rules }]) =>
    Object.keys(rules).map((name) => ruleKey(bus, name)),
  );
}

export function ruleKey(bus: string, rule: string): string {
  return `${bus}/${rule}`;
}
