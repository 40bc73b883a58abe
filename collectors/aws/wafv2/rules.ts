import type {
  FirewallManagerRuleGroup,
  ManagedRuleGroupStatement,
  OverrideAction,
  RateBasedStatement,
  Rule,
  RuleAction,
  RuleGroupReferenceStatement,
  Statement,
} from '@aws-sdk/client-wafv2';
import { z } from 'zod';

/** What a rule of a group does in the place of what the group says. */
const RuleOverride = z.strictObject({
  rule: z.string().nullable(),
  /** As of a rule of one's own; `Count` too for one that is excluded, as it was once called. */
  action: z.string().nullable(),
});
type RuleOverride = z.infer<typeof RuleOverride>;

const ManagedGroup = z.strictObject({
  vendor: z.string().nullable(),
  name: z.string().nullable(),
  version: z.string().nullable(),
  overrides: z.array(RuleOverride),
  /** Whether the group sees a part of the requests alone. */
  hasScopeDown: z.boolean(),
});
export type ManagedGroup = z.infer<typeof ManagedGroup>;

const OwnGroup = z.strictObject({
  arn: z.string().nullable(),
  overrides: z.array(RuleOverride),
});
type OwnGroup = z.infer<typeof OwnGroup>;

const RateLimit = z.strictObject({
  requests: z.number().nullable(),
  /** 300 where AWS leaves it out. */
  windowSeconds: z.number().nullable(),
  /** `IP`, `FORWARDED_IP`, `CUSTOM_KEYS` or `CONSTANT`. */
  aggregateBy: z.string().nullable(),
  /** What the custom keys are of, such as `Header` or `IP`; null for one that is none of those known. */
  customKeys: z.array(z.string().nullable()),
  /** What becomes of a request without a valid address in the header: `MATCH` or `NO_MATCH`. Null where no header counts. */
  withoutForwardedAddress: z.string().nullable(),
  hasScopeDown: z.boolean(),
});

/** One rule of a web ACL, or a group that Firewall Manager puts before or after them. */
export const WebAclRule = z.strictObject({
  name: z.string().nullable(),
  /** WAF tries its rules from the lowest on. */
  priority: z.int().nullable(),
  ofFirewallManager: z.boolean(),
  /** What a rule of one's own does: `Allow`, `Block`, `Count`, `Captcha` or `Challenge`. Null for a group. */
  action: z.string().nullable(),
  /** Whether a group only counts whatever its rules do: `Count` or `None`. Null for a rule of one's own. */
  override: z.string().nullable(),
  /** The managed groups anywhere within its statement. */
  managedGroups: z.array(ManagedGroup),
  /** The groups of one's own anywhere within its statement, of whose rules nothing is read. */
  ownGroups: z.array(OwnGroup),
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
    priority: rule.Priority ?? null,
    ofFirewallManager: false,
    action: actionOf(rule.Action),
    override: overrideOf(rule.OverrideAction),
    managedGroups: found.managedGroups,
    ownGroups: found.ownGroups,
    rateLimit: rateOf(rule.Statement?.RateBasedStatement),
    ipSets: found.ipSets,
    metrics: rule.VisibilityConfig?.CloudWatchMetricsEnabled ?? null,
  };
}

export function firewallManagerRuleOf(group: FirewallManagerRuleGroup): WebAclRule {
  const { ManagedRuleGroupStatement: managed, RuleGroupReferenceStatement: own } =
    group.FirewallManagerStatement ?? {};
  return {
    name: group.Name ?? null,
    priority: group.Priority ?? null,
    ofFirewallManager: true,
    action: null,
    override: overrideOf(group.OverrideAction),
    managedGroups: managed === undefined ? [] : [groupOf(managed)],
    ownGroups: own === undefined ? [] : [ownGroupOf(own)],
    rateLimit: null,
    ipSets: [],
    metrics: group.VisibilityConfig?.CloudWatchMetricsEnabled ?? null,
  };
}

interface Parts {
  readonly managedGroups: ManagedGroup[];
  readonly ownGroups: OwnGroup[];
  readonly ipSets: string[];
}

/** Statements stand within one another: what is negated or narrowed is there all the same. */
function partsOf(statement: Statement | undefined): Parts {
  if (statement === undefined) return { managedGroups: [], ownGroups: [], ipSets: [] };
  const within = [
    ...(statement.AndStatement?.Statements ?? []),
    ...(statement.OrStatement?.Statements ?? []),
    statement.NotStatement?.Statement,
    statement.RateBasedStatement?.ScopeDownStatement,
    statement.ManagedRuleGroupStatement?.ScopeDownStatement,
  ].map(partsOf);
  const managed = statement.ManagedRuleGroupStatement;
  const own = statement.RuleGroupReferenceStatement;
  const set = statement.IPSetReferenceStatement?.ARN;
  return {
    managedGroups: [
      ...(managed === undefined ? [] : [groupOf(managed)]),
      ...within.flatMap(({ managedGroups }) => managedGroups),
    ],
    ownGroups: [
      ...(own === undefined ? [] : [ownGroupOf(own)]),
      ...within.flatMap(({ ownGroups }) => ownGroups),
    ],
    ipSets: [...(set === undefined ? [] : [set]), ...within.flatMap(({ ipSets }) => ipSets)],
  };
}

function groupOf(group: ManagedRuleGroupStatement): ManagedGroup {
  return {
    vendor: group.VendorName ?? null,
    name: group.Name ?? null,
    version: group.Version ?? null,
    overrides: overridesOf(group),
    hasScopeDown: group.ScopeDownStatement !== undefined,
  };
}

function ownGroupOf(group: RuleGroupReferenceStatement): OwnGroup {
  return { arn: group.ARN ?? null, overrides: overridesOf(group) };
}

function overridesOf({
  RuleActionOverrides = [],
  ExcludedRules = [],
}: ManagedRuleGroupStatement | RuleGroupReferenceStatement): RuleOverride[] {
  return [
    ...RuleActionOverrides.map(({ Name, ActionToUse }) => ({
      rule: Name ?? null,
      action: actionOf(ActionToUse),
    })),
    ...ExcludedRules.map(({ Name }) => ({ rule: Name ?? null, action: 'Count' })),
  ];
}

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatementCustomKey.html */
const CUSTOM_KEYS = [
  ...['IP', 'ForwardedIP', 'ASN', 'Header', 'Cookie', 'QueryArgument', 'QueryString'],
  ...['HTTPMethod', 'LabelNamespace', 'UriPath', 'JA3Fingerprint', 'JA4Fingerprint'],
];

function rateOf(rate: RateBasedStatement | undefined): WebAclRule['rateLimit'] {
  if (rate === undefined) return null;
  return {
    requests: rate.Limit ?? null,
    windowSeconds: rate.EvaluationWindowSec ?? null,
    aggregateBy: rate.AggregateKeyType ?? null,
    customKeys: (rate.CustomKeys ?? []).map((key) => firstMember(key, CUSTOM_KEYS)),
    withoutForwardedAddress: rate.ForwardedIPConfig?.FallbackBehavior ?? null,
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
