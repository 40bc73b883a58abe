import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './blocking-not-count.ts';
import { groupRule, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const counting = webAclSubject({ mode: 'count' });
const COUNTS = 'Rule groups count or overlook what they are to block.';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'it blocks', artifacts: having() },
    {
      name: 'it counts, as declared before the users come',
      subject: counting,
      artifacts: having({ rules: [groupRule({}, { override: 'Count' })] }),
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
    {
      name: 'a rule of it only counts (S4)',
      artifacts: having({ rules: [groupRule({ counted: ['SizeRestrictions_BODY'] })] }),
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
      message: 'WAF does not say whether a rule group only counts.',
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
