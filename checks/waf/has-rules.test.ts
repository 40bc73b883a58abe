import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './has-rules.ts';
import { groupRule, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'a rule', artifacts: having() },
    {
      name: 'a group of Firewall Manager alone (S4)',
      artifacts: having({ rules: [groupRule({}, { ofFirewallManager: true })] }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    { name: 'none', artifacts: having({ rules: [] }), message: 'The web ACL has no rule.' },
  ],
  unknown: [
    {
      name: 'the rules are left out',
      artifacts: having({ rules: null }),
      message: 'WAF does not give the rules of the web ACL.',
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
