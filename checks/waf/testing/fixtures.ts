// A healthy web ACL, for the tables of the checks of WAF.
import type { ManagedGroup, WebAclRule } from '../../../collectors/aws/wafv2/rules.ts';
import type { WebAcl } from '../../../collectors/aws/wafv2/web-acls.ts';
import type { WebAclSpec } from '../../../core/spec/sections/load-balancing.ts';

export const COMMON = 'AWSManagedRulesCommonRuleSet';

export function webAclSubject(facts: Partial<WebAclSpec> = {}) {
  const declared: WebAclSpec = {
    loadBalancer: 'public',
    defaultAction: 'Allow',
    managedGroups: [COMMON],
    mode: 'block',
    rateLimit: { requests: 2000, windowSeconds: 300 },
    ...facts,
  };
  return { name: 'api', path: ['webAcls', 'api'], declared };
}

export function ruleArtifact(facts: Partial<WebAclRule> = {}): WebAclRule {
  return {
    name: 'own',
    priority: 0,
    ofFirewallManager: false,
    action: 'Block',
    override: null,
    managedGroups: [],
    ownGroups: [],
    rateLimit: null,
    ipSets: [],
    metrics: true,
    ...facts,
  };
}

/** A rule that is a managed group. */
export function groupRule(
  facts: Partial<ManagedGroup> = {},
  rule: Partial<WebAclRule> = {},
): WebAclRule {
  const group = {
    vendor: 'AWS',
    name: COMMON,
    version: null,
    overrides: [],
    hasScopeDown: false,
    ...facts,
  };
  return ruleArtifact({
    name: 'group',
    action: null,
    override: 'None',
    managedGroups: [group],
    ...rule,
  });
}

export function webAclArtifact(facts: Partial<WebAcl> = {}): WebAcl {
  return {
    arn: 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/api/1234',
    name: 'api',
    defaultAction: 'Allow',
    rules: [groupRule()],
    metrics: true,
    ...facts,
  };
}
