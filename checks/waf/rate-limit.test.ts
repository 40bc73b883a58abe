import type { WebAcl } from '../../collectors/aws/wafv2/web-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './rate-limit.ts';
import { ruleArtifact, webAclArtifact, webAclSubject } from './testing/fixtures.ts';

type Limit = NonNullable<NonNullable<WebAcl['rules']>[number]['rateLimit']>;
const limited = (facts: Partial<Limit> = {}, action: string | null = 'Block') =>
  having({
    rules: [
      ruleArtifact({
        action,
        rateLimit: {
          requests: 2000,
          windowSeconds: 300,
          aggregateBy: 'IP',
          hasScopeDown: false,
          ...facts,
        },
      }),
    ],
  });
const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const NONE = 'No rule blocks by rate, for all requests.';

testCheck(check, webAclSubject(), {
  pass: [
    { name: 'the declared limit', artifacts: limited() },
    { name: 'a lower one', artifacts: limited({ requests: 100 }) },
    {
      name: 'the same rate in a shorter window',
      artifacts: limited({ requests: 400, windowSeconds: 60 }),
    },
    {
      name: 'a window that is left out is five minutes',
      artifacts: limited({ windowSeconds: null }),
    },
  ],
  fail: [
    {
      name: 'no web ACL',
      artifacts: { acls: { api: null } },
      message: 'No web ACL stands in front of the load balancer.',
    },
    { name: 'none', artifacts: having(), message: NONE },
    { name: 'it only counts', artifacts: limited({}, 'Count'), message: NONE },
    {
      name: 'for a part of the requests',
      artifacts: limited({ hasScopeDown: true }),
      message: NONE,
    },
    {
      name: 'a higher limit',
      artifacts: limited({ requests: 2001 }),
      message: 'A client may send more requests than declared.',
    },
    {
      name: 'as many in a shorter window',
      artifacts: limited({ windowSeconds: 60 }),
      message: 'A client may send more requests than declared.',
    },
  ],
  unknown: [
    {
      name: 'the rules are left out',
      artifacts: having({ rules: null }),
      message: 'WAF does not give the rules of the web ACL.',
    },
    {
      name: 'the limit is left out',
      artifacts: limited({ requests: null }),
      message: 'WAF does not give the limit of a rule.',
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
