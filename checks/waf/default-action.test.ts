import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './default-action.ts';
import { webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const OTHER = 'The default action is another than declared.';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'it allows', artifacts: having() },
    {
      name: 'it blocks',
      subject: webAclSubject({ defaultAction: 'Block' }),
      artifacts: having({ defaultAction: 'Block' }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    { name: 'it blocks all', artifacts: having({ defaultAction: 'Block' }), message: OTHER },
    {
      name: 'it allows all',
      subject: webAclSubject({ defaultAction: 'Block' }),
      artifacts: having(),
      message: OTHER,
    },
  ],
  unknown: [
    {
      name: 'it is left out',
      artifacts: having({ defaultAction: null }),
      message: 'WAF does not give the default action.',
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
