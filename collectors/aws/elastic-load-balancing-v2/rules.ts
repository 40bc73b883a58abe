import type { Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, present, type Observation } from '../../../core/observation.ts';
import { actionsOfAnswer, Forward, forwardsOfAnswer, ListenerAction } from './actions.ts';
import { listeners, type Listeners } from './listeners.ts';
import { describeListeners, describeLoadBalancers, describeRules } from './operations.ts';

/** All rules of all listeners of one load balancer. Null is what AWS left out. */
export const ListenerRules = z.array(
  z.strictObject({
    listenerArn: z.string(),
    rules: z.array(
      z.strictObject({
        arn: z.string().nullable(),
        /** A number as AWS writes it, or `default`. */
        priority: z.string().nullable(),
        actions: z.array(ListenerAction).nullable(),
        forwards: z.array(Forward).nullable(),
        conditions: z
          .array(
            z.strictObject({
              /** Such as `path-pattern` or `host-header`. */
              field: z.string().nullable(),
              /** Of paths and hosts; empty for the other fields. */
              values: z.array(z.string()),
            }),
          )
          .nullable(),
      }),
    ),
  }),
);
export type ListenerRules = z.infer<typeof ListenerRules>;

/** The rules of every declared load balancer, by its name: of all of its listeners, or not seen at all. */
export const listenerRules = defineCollector<ListenerRules>({
  id: 'aws/elastic-load-balancing-v2/rules',
  title: 'Rules of the listeners of load balancers',
  operations: [describeLoadBalancers, describeListeners, describeRules],
  item: ListenerRules,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: async (context) => {
    const found = await listeners.collect(context);
    const observed = await Promise.all(
      Object.entries(found).map(async ([name, list]) => [name, await rulesOf(context, list)]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<ListenerRules>>;
  },
});

async function rulesOf(
  { aws }: CollectContext,
  found: Observation<Listeners>,
): Promise<Observation<ListenerRules>> {
  if (found.state !== 'present') return found;
  const answers = await Promise.all(
    found.value.map(async ({ arn }) => ({
      arn,
      answer: await aws.read(describeRules, { ListenerArn: arn }),
    })),
  );
  const items: ListenerRules = [];
  const calls: CallId[] = [...found.calls];
  for (const { arn, answer } of answers) {
    if (answer.state !== 'answered') return observe<unknown, ListenerRules>(answer, () => null);
    calls.push(...answer.calls);
    items.push({ listenerArn: arn, rules: (answer.value.Rules ?? []).map(toRule) });
  }
  return present(items, calls);
}

function toRule({
  RuleArn,
  Priority,
  Actions,
  Conditions,
}: Rule): ListenerRules[number]['rules'][number] {
  return {
    arn: RuleArn ?? null,
    priority: Priority ?? null,
    actions: actionsOfAnswer(Actions),
    forwards: forwardsOfAnswer(Actions),
    conditions:
      Conditions?.map((condition) => ({
        field: condition.Field ?? null,
        values: valuesOf(condition),
      })) ?? null,
  };
}

/** Either form: the old list beside the field, or the configuration of the field. */
function valuesOf({ Field, Values, PathPatternConfig, HostHeaderConfig }: RuleCondition): string[] {
  if (Field === 'path-pattern') return PathPatternConfig?.Values ?? Values ?? [];
  if (Field === 'host-header') return HostHeaderConfig?.Values ?? Values ?? [];
  return [];
}
