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
          customKeys: [],
          withoutForwardedAddress: null,
          hasScopeDown: false,
          ...facts,
        },
      }),
    ],
  });
const having = (facts: Partial<WebAcl> = {}) => ({ acls: { api: webAclArtifact(facts) } });
const behindCdn = webAclSubject({
  rateLimit: { requests: 2000, windowSeconds: 300, aggregateBy: 'FORWARDED_IP' },
});
const CHOSEN = 'No rule counts requests by what tells a client.';
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
    {
      name: 'by the address in a header, behind a CDN',
      subject: behindCdn,
      artifacts: limited({ aggregateBy: 'FORWARDED_IP', withoutForwardedAddress: 'MATCH' }),
    },
    {
      name: 'by the address as the only key',
      artifacts: limited({ aggregateBy: 'CUSTOM_KEYS', customKeys: ['IP'] }),
    },
    { name: 'of all together', artifacts: limited({ aggregateBy: 'CONSTANT' }) },
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
    ...[['Header'], ['IP', 'Header'], ['IP', 'UriPath'], ['ForwardedIP']].map((customKeys) => ({
      name: `by keys that a client chooses: ${customKeys.join(', ')}`,
      artifacts: limited({ aggregateBy: 'CUSTOM_KEYS', customKeys }),
      message: CHOSEN,
    })),
    {
      name: 'by the address in a header, where no CDN writes it',
      artifacts: limited({ aggregateBy: 'FORWARDED_IP', withoutForwardedAddress: 'MATCH' }),
      message: CHOSEN,
    },
    {
      name: 'by the address of the CDN',
      subject: behindCdn,
      artifacts: limited(),
      message: CHOSEN,
    },
    {
      name: 'behind a CDN, and not without an address in the header',
      subject: behindCdn,
      artifacts: limited({ aggregateBy: 'FORWARDED_IP', withoutForwardedAddress: 'NO_MATCH' }),
      message: CHOSEN,
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
    ...[
      { aggregateBy: null },
      { aggregateBy: 'SOMETHING_NEW' },
      { aggregateBy: 'CUSTOM_KEYS' },
      { aggregateBy: 'CUSTOM_KEYS', customKeys: ['IP', null] },
    ].map((facts) => ({
      name: `nobody knows by what: ${JSON.stringify(facts)}`,
      artifacts: limited(facts),
      message: 'WAF does not say by what a rule counts requests.',
    })),
    {
      name: 'what becomes of requests without an address in the header is left out',
      subject: behindCdn,
      artifacts: limited({ aggregateBy: 'FORWARDED_IP' }),
      message: 'WAF does not say by what a rule counts requests.',
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
