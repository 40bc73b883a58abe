import type { Listener } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { actionsOfAnswer, Forward, forwardsOfAnswer, ListenerAction } from './actions.ts';
import { loadBalancers, type LoadBalancerItem } from './load-balancers.ts';
import { describeListeners, describeLoadBalancers } from './operations.ts';

/** All listeners of one load balancer. Null is what AWS left out. */
export const Listeners = z.array(
  z.strictObject({
    arn: z.string(),
    protocol: z.string().nullable(),
    port: z.int().nullable(),
    defaultActions: z.array(ListenerAction).nullable(),
    /** Where its default action forwards to. */
    defaultForwards: z.array(Forward).nullable(),
    /** Of a listener that speaks TLS. */
    sslPolicy: z.string().nullable(),
  }),
);
export type Listeners = z.infer<typeof Listeners>;
export type ListenerItem = Listeners[number];

/** The listeners of every declared load balancer, by its name; an empty list when it has none. */
export const listeners = defineCollector<Listeners>({
  id: 'aws/elastic-load-balancing-v2/listeners',
  title: 'Listeners of load balancers',
  operations: [describeLoadBalancers, describeListeners],
  item: Listeners,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: async (context) => {
    const balancers = await loadBalancers.collect(context);
    const observed = await Promise.all(
      Object.entries(balancers).map(async ([name, balancer]) => [
        name,
        await listenersOf(context, balancer),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<Listeners>>;
  },
});

async function listenersOf(
  { aws }: CollectContext,
  balancer: Observation<LoadBalancerItem>,
): Promise<Observation<Listeners>> {
  if (balancer.state !== 'present') return balancer;
  const answer = await aws.read(describeListeners, { LoadBalancerArn: balancer.value.arn });
  return observe(answer, (output) => (output.Listeners ?? []).map(toItem));
}

function toItem(listener: Listener): ListenerItem {
  return {
    arn: listener.ListenerArn ?? '',
    protocol: listener.Protocol ?? null,
    port: listener.Port ?? null,
    defaultActions: actionsOfAnswer(listener.DefaultActions),
    defaultForwards: forwardsOfAnswer(listener.DefaultActions),
    sslPolicy: listener.SslPolicy ?? null,
  };
}
