import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-test-bypass.ts';
import { groupRule, ruleArtifact, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const SET = 'arn:aws:wafv2:us-east-1:123456789012:regional/ipset/load/1';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'no rule allows addresses', artifacts: having() },
    {
      name: 'one blocks addresses',
      artifacts: having({ rules: [ruleArtifact({ ipSets: [SET] })] }),
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
      message: 'A rule lets addresses past the others.',
    },
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
