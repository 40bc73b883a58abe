import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './associated.ts';
import { webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });

testCheck(check, webAclSubject(), {
  pass: [{ name: 'the declared one', artifacts: having() }],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    {
      name: 'another one',
      artifacts: having({ name: 'other' }),
      message: 'Another web ACL stands in front of the load balancer.',
    },
  ],
  unknown: [
    {
      name: 'one without a name',
      artifacts: having({ name: null }),
      message: 'WAF does not name the web ACL.',
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
