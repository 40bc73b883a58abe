import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { describeByNames, LOAD_BALANCERS } from './by-names.ts';
import { describeLoadBalancers } from './operations.ts';

/** One load balancer. Null is what AWS left out. */
export const LoadBalancerItem = z.strictObject({
  arn: z.string(),
  /** `active`, `provisioning`, `active_impaired` or `failed`. */
  state: z.string().nullable(),
  stateReason: z.string().nullable(),
  scheme: z.string().nullable(),
  type: z.string().nullable(),
  vpcId: z.string().nullable(),
  dnsName: z.string().nullable(),
  securityGroups: z.array(z.string()).nullable(),
  zones: z
    .array(z.strictObject({ name: z.string().nullable(), subnetId: z.string().nullable() }))
    .nullable(),
});
export type LoadBalancerItem = z.infer<typeof LoadBalancerItem>;

/** Every declared load balancer, by name. */
export const loadBalancers = defineCollector<LoadBalancerItem>({
  id: 'aws/elastic-load-balancing-v2/load-balancers',
  title: 'Load balancers',
  operations: [describeLoadBalancers],
  item: LoadBalancerItem,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: (context) =>
    describeByNames(context, LOAD_BALANCERS, Object.keys(context.spec.loadBalancers ?? {}), toItem),
});

function toItem(balancer: LoadBalancer): LoadBalancerItem {
  return {
    arn: balancer.LoadBalancerArn ?? '',
    state: balancer.State?.Code ?? null,
    stateReason: balancer.State?.Reason ?? null,
    scheme: balancer.Scheme ?? null,
    type: balancer.Type ?? null,
    vpcId: balancer.VpcId ?? null,
    dnsName: balancer.DNSName ?? null,
    securityGroups: balancer.SecurityGroups ?? null,
    zones:
      balancer.AvailabilityZones?.map(({ ZoneName, SubnetId }) => ({
        name: ZoneName ?? null,
        subnetId: SubnetId ?? null,
      })) ?? null,
  };
}
