import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './metrics.ts';
import { groupRule, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const SILENT = 'Parts of the web ACL report nothing.';

testCheck(check, webAclSubject(), {
  pass: [{ name: 'all report', artifacts: having() }],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    { name: 'it does not report itself', artifacts: having({ metrics: false }), message: SILENT },
    {
      name: 'a rule does not',
      artifacts: having({ rules: [groupRule(), groupRule({}, { metrics: false })] }),
      message: SILENT,
    },
  ],
  unknown: [
    {
      name: 'the rules are left out',
      artifacts: having({ rules: null }),
      message: 'WAF does not give the rules of the web ACL.',
    },
    {
      name: 'of a rule it is left out',
      artifacts: having({ rules: [groupRule({}, { metrics: null })] }),
      message: 'WAF does not say whether all of the web ACL reports.',
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
