import type {
  FirewallManagerRuleGroup,
  ManagedRuleGroupStatement,
  OverrideAction,
  RateBasedStatement,
  Rule,
  RuleAction,
  Statement,
} from '@aws-sdk/client-wafv2';
import { z } from 'zod';

const ManagedGroup = z.strictObject({
  vendor: z.string().nullable(),
  name: z.string().nullable(),
  version: z.string().nullable(),
  /** Rules of the group that only count, by name: overridden, or excluded as it was once called. */
  counted: z.array(z.string()),
  /** Whether the group sees a part of the requests alone. */
  hasScopeDown: z.boolean(),
});
export type ManagedGroup = z.infer<typeof ManagedGroup>;

const RateLimit = z.strictObject({
  requests: z.number().nullable(),
  /** 300 where AWS leaves it out. */
  windowSeconds: z.number().nullable(),
  /** `IP`, `FORWARDED_IP`, `CUSTOM_KEYS` or `CONSTANT`. */
  aggregateBy: z.string().nullable(),
  hasScopeDown: z.boolean(),
});

/** One rule of a web ACL, or a group that Firewall Manager puts before or after them. */
export const WebAclRule = z.strictObject({
  name: z.string().nullable(),
  ofFirewallManager: z.boolean(),
  /** What a rule of one's own does: `Allow`, `Block`, `Count`, `Captcha` or `Challenge`. Null for a group. */
  action: z.string().nullable(),
  /** Whether a group only counts whatever its rules do: `Count` or `None`. Null for a rule of one's own. */
  override: z.string().nullable(),
  /** The managed groups anywhere within its statement. */
  managedGroups: z.array(ManagedGroup),
  rateLimit: RateLimit.nullable(),
  /** ARNs of the sets of addresses anywhere within its statement. */
  ipSets: z.array(z.string()),
  metrics: z.boolean().nullable(),
});
export type WebAclRule = z.infer<typeof WebAclRule>;

export function ruleOf(rule: Rule): WebAclRule {
  const found = partsOf(rule.Statement);
  return {
    name: rule.Name ?? null,
    ofFirewallManager: false,
    action: actionOf(rule.Action),
    override: overrideOf(rule.OverrideAction),
    managedGroups: found.managedGroups,
    rateLimit: rateOf(rule.Statement?.RateBasedStatement),
    ipSets: found.ipSets,
    metrics: rule.VisibilityConfig?.CloudWatchMetricsEnabled ?? null,
  };
}

export function firewallManagerRuleOf(group: FirewallManagerRuleGroup): WebAclRule {
  const managed = group.FirewallManagerStatement?.ManagedRuleGroupStatement;
  return {
    name: group.Name ?? null,
    ofFirewallManager: true,
    action: null,
    override: overrideOf(group.OverrideAction),
    managedGroups: managed === undefined ? [] : [groupOf(managed)],
    rateLimit: null,
    ipSets: [],
    metrics: group.VisibilityConfig?.CloudWatchMetricsEnabled ?? null,
  };
}

interface Parts {
  readonly managedGroups: ManagedGroup[];
  readonly ipSets: string[];
}

/** Statements stand within one another: what is negated or narrowed is there all the same. */
function partsOf(statement: Statement | undefined): Parts {
  if (statement === undefined) return { managedGroups: [], ipSets: [] };
  const within = [
    ...(statement.AndStatement?.Statements ?? []),
    ...(statement.OrStatement?.Statements ?? []),
    statement.NotStatement?.Statement,
    statement.RateBasedStatement?.ScopeDownStatement,
    statement.ManagedRuleGroupStatement?.ScopeDownStatement,
  ].map(partsOf);
  const managed = statement.ManagedRuleGroupStatement;
  const set = statement.IPSetReferenceStatement?.ARN;
  return {
    managedGroups: [
      ...(managed === undefined ? [] : [groupOf(managed)]),
      ...within.flatMap(({ managedGroups }) => managedGroups),
    ],
    ipSets: [...(set === undefined ? [] : [set]), ...within.flatMap(({ ipSets }) => ipSets)],
  };
}

function groupOf(group: ManagedRuleGroupStatement): ManagedGroup {
  const overridden = (group.RuleActionOverrides ?? []).filter(
    ({ ActionToUse }) => ActionToUse?.Count !== undefined,
  );
  return {
    vendor: group.VendorName ?? null,
    name: group.Name ?? null,
    version: group.Version ?? null,
    counted: [...overridden, ...(group.ExcludedRules ?? [])].map(({ Name }) => Name ?? ''),
    hasScopeDown: group.ScopeDownStatement !== undefined,
  };
}

function rateOf(rate: RateBasedStatement | undefined): WebAclRule['rateLimit'] {
  if (rate === undefined) return null;
  return {
    requests: rate.Limit ?? null,
    windowSeconds: rate.EvaluationWindowSec ?? null,
    aggregateBy: rate.AggregateKeyType ?? null,
    hasScopeDown: rate.ScopeDownStatement !== undefined,
  };
}

function actionOf(action: RuleAction | undefined): string | null {
  return firstMember(action, ['Allow', 'Block', 'Count', 'Captcha', 'Challenge']);
}

function overrideOf(action: OverrideAction | undefined): string | null {
  return firstMember(action, ['Count', 'None']);
}

/** WAF says which of several it is by which member is there. */
export function firstMember(value: object | undefined, names: readonly string[]): string | null {
  if (value === undefined) return null;
  const members = value as Readonly<Record<string, unknown>>;
  return names.find((name) => members[name] !== undefined) ?? null;
}
