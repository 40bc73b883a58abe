import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './blocking-not-count.ts';
import { COMMON, groupRule, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const counting = webAclSubject({ mode: 'count' });
const overridden = (action: string | null) => ({ rule: 'SizeRestrictions_BODY', action });
const UNTOLD = 'WAF does not say what a rule group or one of its rules does.';
const COUNTS = 'Rule groups do not block all that they are to block.';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'it blocks', artifacts: having() },
    {
      name: 'it counts, as declared before the users come',
      subject: counting,
      artifacts: having({ rules: [groupRule({}, { override: 'Count' })] }),
    },
    {
      name: 'a rule of it blocks, as it does anyway',
      artifacts: having({ rules: [groupRule({ overrides: [overridden('Block')] })] }),
    },
    {
      name: 'it counts once and blocks once',
      artifacts: having({ rules: [groupRule({}, { override: 'Count' }), groupRule()] }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    {
      name: 'a group in Count is still there (S4)',
      artifacts: having({ rules: [groupRule({}, { override: 'Count' })] }),
      message: COUNTS,
    },
    ...['Count', 'Allow', 'Challenge', 'Captcha'].map((action) => ({
      name: `a rule of it is overridden to ${action} (S4)`,
      artifacts: having({ rules: [groupRule({ overrides: [overridden(action)] })] }),
      message: COUNTS,
      details: [`Not as declared: ${COMMON}.`],
    })),
    {
      name: 'it blocks, and lets pass before',
      artifacts: having({
        rules: [groupRule({ overrides: [overridden('Allow')] }), groupRule()],
      }),
      message: COUNTS,
    },
    {
      name: 'it looks at a part of the requests',
      artifacts: having({ rules: [groupRule({ hasScopeDown: true })] }),
      message: COUNTS,
    },
    {
      name: 'it blocks what it is to count',
      subject: counting,
      artifacts: having(),
      message: 'Rule groups block what they are to count.',
    },
    {
      name: 'it is missing',
      artifacts: having({ rules: [] }),
      message: 'Declared rule groups are missing.',
    },
  ],
  unknown: [
    {
      name: 'the rules are left out',
      artifacts: having({ rules: null }),
      message: 'WAF does not give the rules of the web ACL.',
    },
    {
      name: 'whether it counts is left out',
      artifacts: having({ rules: [groupRule({}, { override: null })] }),
      message: UNTOLD,
    },
    {
      name: 'whether it counts is left out, where it is to count',
      subject: counting,
      artifacts: having({ rules: [groupRule({}, { override: null })] }),
      message: UNTOLD,
    },
    {
      name: 'what a rule of it does is left out',
      artifacts: having({ rules: [groupRule({ overrides: [overridden(null)] })] }),
      message: UNTOLD,
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
