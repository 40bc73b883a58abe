import type { WebAclSpec } from '../../core/spec/sections/load-balancing.ts';
import type { SandboxContext } from './context.ts';
import { found, loadBalancerArn } from './lookup.ts';

const TARGET = 'AWSWAF_20190729';

/** Web ACLs with their managed groups and rate limit, each in front of its load balancer. */
export async function deployWebAcls(context: SandboxContext): Promise<void> {
  for (const [name, acl] of Object.entries(context.spec.webAcls ?? {})) {
    await context.make('web ACL', name, async () => {
      const arn = await createWebAcl(context, name, acl);
      await associate(context, arn, acl.loadBalancer);
      await logRequests(context, arn, acl);
    });
  }
}

/** Tells the ARN. */
export async function createWebAcl(
  context: SandboxContext,
  name: string,
  acl: WebAclSpec,
): Promise<string> {
  const { Summary } = await waf(context, 'CreateWebACL', {
    Name: name,
    Scope: 'REGIONAL',
    DefaultAction: { [acl.defaultAction]: {} },
    Rules: rulesOf(acl),
    VisibilityConfig: visibility(name),
    Tags: Object.entries(context.spec.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  });
  return (Summary as { ARN: string }).ARN;
}

/** Puts a web ACL in front of a load balancer, in the place of another. */
export async function associate(
  context: SandboxContext,
  WebACLArn: string,
  loadBalancer: string,
): Promise<void> {
  const ResourceArn = await loadBalancerArn(context, loadBalancer);
  await waf(context, 'AssociateWebACL', { WebACLArn, ResourceArn });
}

export async function disassociate(context: SandboxContext, loadBalancer: string): Promise<void> {
  const ResourceArn = await loadBalancerArn(context, loadBalancer);
  await waf(context, 'DisassociateWebACL', { ResourceArn });
}

/** Logs to the declared destination, without credentials and with what is to be different. */
export async function logRequests(
  context: SandboxContext,
  ResourceArn: string,
  { logDestination: destination }: WebAclSpec,
  different: object = {},
): Promise<void> {
  if (destination === undefined) return;
  await waf(context, 'PutLoggingConfiguration', {
    LoggingConfiguration: {
      ResourceArn,
      LogDestinationConfigs: [logDestination(context, destination)],
      RedactedFields: ['authorization', 'cookie'].map((Name) => ({ SingleHeader: { Name } })),
      ...different,
    },
  });
}

export async function stopLogging(context: SandboxContext, ResourceArn: string): Promise<void> {
  await waf(context, 'DeleteLoggingConfiguration', { ResourceArn });
}

/** The ARN of a deployed web ACL. */
export async function webAclArn(context: SandboxContext, name: string): Promise<string> {
  const { WebACLs } = await waf(context, 'ListWebACLs', { Scope: 'REGIONAL' });
  const acls = WebACLs as readonly { Name: string; ARN: string }[];
  return found(acls.find(({ Name }) => Name === name)?.ARN, 'web ACL', name);
}

function waf({ wire }: SandboxContext, operation: string, parameters: object) {
  return wire.json('wafv2', TARGET, operation, { ...parameters });
}

function rulesOf({ managedGroups, mode, rateLimit }: WebAclSpec): Record<string, unknown>[] {
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
        AggregateKeyType: rateLimit.aggregateBy ?? 'IP',
        ...(rateLimit.aggregateBy === 'FORWARDED_IP' && {
          ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'MATCH' },
        }),
      },
    },
    Action: { Block: {} },
    VisibilityConfig: visibility('rate-limit'),
  };
  return [...groups, ...(rate ? [rate] : [])];
}

/** A rule, or a web ACL, that reports. */
export function visibility(MetricName: string) {
  return { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName };
}

function logDestination({ region, account }: SandboxContext, name: string): string {
  return name.startsWith('arn:') ? name : `arn:aws:logs:${region}:${account}:log-group:${name}`;
}
