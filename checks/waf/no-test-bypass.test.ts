import type { WebAclRule } from '../../collectors/aws/wafv2/rules.ts';
import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-test-bypass.ts';
import { groupRule, ruleArtifact, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const PAST = 'A rule lets requests past the others.';
const UNSEEN = 'What a rule or a rule group of the web ACL lets past was not seen.';
const overridden = (action: string | null) => ({ rule: 'SizeRestrictions_BODY', action });
const allowing = (facts: Partial<WebAclRule>) => ruleArtifact({ action: 'Allow', ...facts });
const ownGroup = (overrides: ReturnType<typeof overridden>[], facts: Partial<WebAclRule> = {}) =>
  ruleArtifact({
    action: null,
    override: 'None',
    ownGroups: [{ arn: 'arn:group', overrides }],
    ...facts,
  });
const SET = 'arn:aws:wafv2:us-east-1:123456789012:regional/ipset/load/1';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'no rule allows', artifacts: having() },
    {
      name: 'a group that only counts allows nothing',
      artifacts: having({
        rules: [
          groupRule({ overrides: [overridden('Allow')] }, { override: 'Count' }),
          ownGroup([], { override: 'Count' }),
        ],
      }),
    },
    {
      name: 'at the end, where all others may come as well',
      artifacts: having({ rules: [groupRule(), allowing({ priority: 1 })] }),
    },
    {
      name: 'at the end, and what becomes of all others is left out',
      artifacts: having({ defaultAction: null, rules: [groupRule(), allowing({ priority: 1 })] }),
    },
    {
      name: 'before groups that only count',
      artifacts: having({
        rules: [
          allowing({ priority: 0 }),
          groupRule({}, { override: 'Count', priority: 1 }),
          groupRule({}, { override: 'Count', priority: 2, ofFirewallManager: true }),
        ],
      }),
    },
    {
      name: 'the last rule says who may come, where all others are blocked',
      subject: webAclSubject({ defaultAction: 'Block' }),
      artifacts: having({
        defaultAction: 'Block',
        rules: [
          groupRule({}, { ofFirewallManager: true, priority: 9 }),
          allowing({ name: 'b', priority: 3 }),
          allowing({ name: 'a', priority: 2 }),
          groupRule({}, { priority: 1 }),
        ],
      }),
    },
    {
      name: 'one blocks addresses',
      artifacts: having({ rules: [ruleArtifact({ ipSets: [SET] })] }),
    },
    {
      name: 'before a rule that only counts, where all else is blocked',
      subject: webAclSubject({ defaultAction: 'Block' }),
      artifacts: having({
        defaultAction: 'Block',
        rules: [allowing({ priority: 0 }), ruleArtifact({ action: 'Count', priority: 1 })],
      }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    {
      name: 'the load generator is let past',
      artifacts: having({
        rules: [ruleArtifact({ name: 'load', action: 'Allow', ipSets: [SET] }), groupRule()],
      }),
      message: PAST,
    },
    {
      name: 'by anything that it sends, such as a header or a label',
      artifacts: having({ rules: [allowing({ priority: 0 }), groupRule({}, { priority: 1 })] }),
      message: PAST,
    },
    {
      name: 'before the others, and what becomes of all others is left out',
      artifacts: having({
        defaultAction: null,
        rules: [allowing({ priority: 0 }), groupRule({}, { priority: 1 })],
      }),
      message: PAST,
    },
    {
      name: 'addresses of the load generator at the end, where all others are blocked',
      artifacts: having({
        defaultAction: 'Block',
        rules: [groupRule(), allowing({ priority: 1, ipSets: [SET] })],
      }),
      message: PAST,
    },
    {
      name: 'before the others, where all else is blocked',
      artifacts: having({
        defaultAction: 'Block',
        rules: [allowing({ priority: 0 }), groupRule({}, { priority: 1 })],
      }),
      message: PAST,
    },
    {
      name: 'before a group of Firewall Manager, where all else is blocked',
      artifacts: having({
        defaultAction: 'Block',
        rules: [allowing({ priority: 1 }), groupRule({}, { ofFirewallManager: true })],
      }),
      message: PAST,
    },
    {
      name: 'a rule of a managed group is overridden to allow',
      artifacts: having({ rules: [groupRule({ overrides: [overridden('Allow')] })] }),
      message: PAST,
    },
    {
      name: 'a rule of a group of one’s own is overridden to allow',
      artifacts: having({ rules: [ownGroup([overridden('Allow')])] }),
      message: PAST,
    },
  ],
  unknown: [
    {
      name: 'the rules are left out',
      artifacts: having({ rules: null }),
      message: 'WAF does not give the rules of the web ACL.',
    },
    {
      name: 'a group of one’s own, whose rules nobody read',
      artifacts: having({ rules: [groupRule(), ownGroup([])] }),
      message: UNSEEN,
    },
    {
      name: 'a rule without an action',
      artifacts: having({ rules: [ruleArtifact({ action: null })] }),
      message: UNSEEN,
    },
    {
      name: 'an override without an action',
      artifacts: having({ rules: [groupRule({ overrides: [overridden(null)] })] }),
      message: UNSEEN,
    },
    {
      name: 'the order is left out',
      artifacts: having({ rules: [allowing({ priority: null }), groupRule()] }),
      message: UNSEEN,
    },
    {
      name: 'the order of another rule is left out',
      artifacts: having({
        rules: [allowing({ priority: 1 }), groupRule({}, { priority: null })],
      }),
      message: UNSEEN,
    },
  ],
  error: [
    {
      name: 'it could not be seen',
      artifacts: { acls: { api: denied('wafv2:GetWebACLForResource') } },
      message: 'AWS denied wafv2:GetWebACLForResource.',
    },
  ],
});
