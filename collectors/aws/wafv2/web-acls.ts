import type { WebACL } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { describeByNames, LOAD_BALANCERS } from '../elastic-load-balancing-v2/by-names.ts';
import { describeLoadBalancers } from '../elastic-load-balancing-v2/operations.ts';
import { malformed } from '../malformed.ts';
import { getWebAclForResource, listResourcesForWebAcl, listWebAcls } from './operations.ts';
import { firewallManagerRuleOf, firstMember, ruleOf, WebAclRule } from './rules.ts';

/** The web ACL that stands in front of a load balancer. Null is what WAF left out. */
export const WebAcl = z.strictObject({
  arn: z.string(),
  name: z.string().nullable(),
  /** `Allow` or `Block`. */
  defaultAction: z.string().nullable(),
  /** Null when WAF left out the list of its own rules: that is not the same as none. */
  rules: z.array(WebAclRule).nullable(),
  metrics: z.boolean().nullable(),
});
export type WebAcl = z.infer<typeof WebAcl>;

/**
 * For each declared web ACL, by its name, what stands in front of its load balancer, whatever its name is. Absent:
 * nothing does, or the load balancer does not exist.
 */
export const webAcls = defineCollector<WebAcl>({
  id: 'aws/wafv2/web-acls',
  title: 'The web ACLs in front of load balancers, with their rules',
  operations: [describeLoadBalancers, getWebAclForResource, listWebAcls, listResourcesForWebAcl],
  item: WebAcl,
  keys: ({ webAcls: declared }) => Object.keys(declared ?? {}),
  collect: async (context) => {
    const declared = Object.entries(context.spec.webAcls ?? {});
    const balancers = await balancerArns(
      context,
      declared.map(([, { loadBalancer }]) => loadBalancer),
    );
    const entries = await Promise.all(
      declared.map(async ([name, { loadBalancer }]): Promise<[string, Observation<WebAcl>]> => {
        const balancer = balancers[loadBalancer];
        return [name, await inFrontOf(context, name, balancer)];
      }),
    );
    return Object.fromEntries(entries);
  },
});

function balancerArns(context: CollectContext, names: readonly string[]) {
  return describeByNames(
    context,
    LOAD_BALANCERS,
    [...new Set(names)],
    ({ LoadBalancerArn }) => LoadBalancerArn ?? null,
  );
}

async function inFrontOf(
  context: CollectContext,
  name: string,
  balancer: Observation<string | null> | undefined,
): Promise<Observation<WebAcl>> {
  if (balancer === undefined || balancer.state === 'absent') return absent(balancer?.calls ?? []);
  if (balancer.state === 'unseen') return balancer;
  const ResourceArn = balancer.value;
  if (ResourceArn === null) {
    return malformed(describeLoadBalancers, balancer.calls, 'The load balancer has no ARN.');
  }
  const answer = await context.aws.read(getWebAclForResource, { ResourceArn });
  if (answer.state === 'failed') return unseen(answer.cause);
  const calls = [...balancer.calls, ...answer.calls];
  if (answer.state === 'absent') return absent(calls);
  const acl = answer.value.WebACL;
  if (acl === undefined) return confirmedAbsence(context, name, ResourceArn, calls);
  return acl.ARN === undefined
    ? malformed(getWebAclForResource, calls, 'The web ACL has no ARN.')
    : present(toItem(acl, acl.ARN), calls);
}

/** An answer without a web ACL is what an empty body looks like too: the declared one must say so as well. */
async function confirmedAbsence(
  { aws }: CollectContext,
  name: string,
  balancer: string,
  calls: readonly CallId[],
): Promise<Observation<WebAcl>> {
  const listed = await aws.read(listWebAcls, { Scope: 'REGIONAL' });
  if (listed.state === 'failed') return unseen(listed.cause);
  const seen = [...calls, ...listed.calls];
  const acls = listed.state === 'absent' ? [] : (listed.value.WebACLs ?? []);
  const WebACLArn = acls.find(({ Name }) => Name === name)?.ARN;
  if (WebACLArn === undefined) return absent(seen);
  const resources = await aws.read(listResourcesForWebAcl, {
    WebACLArn,
    ResourceType: 'APPLICATION_LOAD_BALANCER',
  });
  if (resources.state === 'failed') return unseen(resources.cause);
  const all = [...seen, ...resources.calls];
  const arns = resources.state === 'absent' ? [] : (resources.value.ResourceArns ?? []);
  return arns.includes(balancer)
    ? malformed(getWebAclForResource, all, 'It names no web ACL where one names the load balancer.')
    : absent(all);
}

function toItem(acl: WebACL, arn: string): WebAcl {
  return {
    arn,
    name: acl.Name ?? null,
    defaultAction: firstMember(acl.DefaultAction, ['Allow', 'Block']),
    // Rules may stand in groups of Firewall Manager alone.
    rules:
      acl.Rules === undefined
        ? null
        : [
            ...(acl.PreProcessFirewallManagerRuleGroups ?? []).map(firewallManagerRuleOf),
            ...acl.Rules.map(ruleOf),
            ...(acl.PostProcessFirewallManagerRuleGroups ?? []).map(firewallManagerRuleOf),
          ],
    metrics: acl.VisibilityConfig?.CloudWatchMetricsEnabled ?? null,
  };
}
