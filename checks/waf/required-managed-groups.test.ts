import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './required-managed-groups.ts';
import { COMMON, groupRule, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const MISSING = 'Declared rule groups are missing.';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'the declared group', artifacts: having() },
    {
      name: 'it comes from Firewall Manager (S4)',
      artifacts: having({ rules: [groupRule({}, { ofFirewallManager: true })] }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    {
      name: 'another group',
      artifacts: having({ rules: [groupRule({ name: 'AWSManagedRulesSQLiRuleSet' })] }),
      message: MISSING,
      details: [`Missing: ${COMMON}.`],
    },
    {
      name: 'a group of that name of another vendor',
      artifacts: having({ rules: [groupRule({ vendor: 'Somebody' })] }),
      message: MISSING,
    },
    { name: 'no rule', artifacts: having({ rules: [] }), message: MISSING },
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
