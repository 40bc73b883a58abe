import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { Attributes, attributesOf } from './attributes.ts';
import { loadBalancers, type LoadBalancerItem } from './load-balancers.ts';
import { describeLoadBalancerAttributes, describeLoadBalancers } from './operations.ts';

/** The attributes of every declared load balancer, by its name. */
export const loadBalancerAttributes = defineCollector<Attributes>({
  id: 'aws/elastic-load-balancing-v2/load-balancer-attributes',
  title: 'Attributes of load balancers',
  operations: [describeLoadBalancers, describeLoadBalancerAttributes],
  item: Attributes,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: async (context) => {
    const observed = await Promise.all(
      Object.entries(await loadBalancers.collect(context)).map(async ([name, balancer]) => [
        name,
        await attributesFor(context, balancer),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<Attributes>>;
  },
});

async function attributesFor(
  { aws }: CollectContext,
  balancer: Observation<LoadBalancerItem>,
): Promise<Observation<Attributes>> {
  if (balancer.state !== 'present') return balancer;
  const answer = await aws.read(describeLoadBalancerAttributes, {
    LoadBalancerArn: balancer.value.arn,
  });
  return observe(answer, (output) => attributesOf(output.Attributes));
}
