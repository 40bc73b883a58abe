import type { z } from 'zod';
import type { WebAclSpec } from '../../core/spec/sections/load-balancing.ts';
import type { SandboxContext } from './context.ts';
import { loadBalancerArn } from './lookup.ts';

const TARGET = 'AWSWAF_20190729';

/** Web ACLs with their managed groups and rate limit, each in front of its load balancer. */
export async function deployWebAcls(context: SandboxContext): Promise<void> {
  for (const [name, acl] of Object.entries(context.spec.webAcls ?? {})) {
    await context.make('web ACL', name, async () => {
      const { Summary } = await waf(context, 'CreateWebACL', {
        Name: name,
        Scope: 'REGIONAL',
        DefaultAction: { [acl.defaultAction]: {} },
        Rules: rulesOf(acl),
        VisibilityConfig: visibility(name),
        Tags: Object.entries(context.spec.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      });
      const { ARN } = Summary as { ARN: string };
      await waf(context, 'AssociateWebACL', {
        WebACLArn: ARN,
        ResourceArn: await loadBalancerArn(context, acl.loadBalancer),
      });
      if (acl.logDestination !== undefined) {
        await waf(context, 'PutLoggingConfiguration', {
          LoggingConfiguration: {
            ResourceArn: ARN,
            LogDestinationConfigs: [logDestination(context, acl.logDestination)],
            RedactedFields: ['authorization', 'cookie'].map((Name) => ({ SingleHeader: { Name } })),
          },
        });
      }
    });
  }
}

function waf({ wire }: SandboxContext, operation: string, parameters: object) {
  return wire.json('wafv2', TARGET, operation, { ...parameters });
}

function rulesOf({
  managedGroups,
  mode,
  rateLimit,
}: z.infer<typeof WebAclSpec>): Record<string, unknown>[] {
  const groups = managedGroups.map((group, index) => ({
    Name: group,
    Priority: index,
    Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: group } },
    OverrideAction: mode === 'count' ? { Count: {} } : { None: {} },
    VisibilityConfig: visibility(group),
  }));
  const rate = rateLimit && {
    Name: 'rate-limit',
    Priority: managedGroups.length,
    Statement: {
      RateBasedStatement: {
        Limit: rateLimit.requests,
        EvaluationWindowSec: rateLimit.windowSeconds,
        AggregateKeyType: 'IP',
      },
    },
    Action: { Block: {} },
    VisibilityConfig: visibility('rate-limit'),
  };
  return [...groups, ...(rate ? [rate] : [])];
}

function visibility(MetricName: string) {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName };
}

function logDestination({ region, account }: SandboxContext, name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:logs:${region}:${account}:log-group:${name}`;
}
