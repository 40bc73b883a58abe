import type { WebAclRule } from '../../collectors/aws/wafv2/rules.ts';
import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

/** What WAF takes where none is set. https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const DEFAULT_WINDOW_SECONDS = 300;

export default defineCheck({
  id: 'waf/rate-limit',
  title: 'The web ACL blocks a client that sends more requests than declared',
  risk: 'One client can take the whole capacity, or guess passwords without end.',
  remediation: 'Add a rate-based rule that blocks, with the declared limit.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'rules: [{ name: "rate", priority: 10, action: { block: {} }, statement: { rateBasedStatement: { limit: <requests>, evaluationWindowSec: <s>, aggregateKeyType: "IP" } }, visibilityConfig }]',
  },
  severity: 'medium',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html',
  ],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: (spec) =>
    declaredWebAcls(spec).map((subject) =>
      subject.declared.rateLimit === undefined
        ? { ...subject, notApplicable: 'The spec declares no rate limit.' }
        : subject,
    ),

  evaluate({ name, declared }, { acls }) {
    const { rateLimit } = declared;
    if (rateLimit === undefined) return unknown('The spec declares no rate limit.');
    const { aggregateBy: declaredBy = 'IP' } = rateLimit;
    const expected = { action: 'Block', ...rateLimit, aggregateBy: declaredBy };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const limits = acl.rules.flatMap(({ action, rateLimit: limit }) =>
      limit === null ? [] : [{ action, ...limit }],
    );
    const actual = { limits };
    const resource = { resource: acl.arn };
    const blocking = limits.filter(
      ({ action, hasScopeDown }) => action === 'Block' && !hasScopeDown,
    );
    if (blocking.length === 0) {
      return fail('No rule blocks by rate, for all requests.', expected, actual, resource);
    }
    const perClient = blocking.filter((limit) => isPerClient(limit, declaredBy) === true);
    const wanted = rateLimit.requests / rateLimit.windowSeconds;
    const holds = perClient.some(
      ({ requests, windowSeconds }) =>
        requests !== null && requests / (windowSeconds ?? DEFAULT_WINDOW_SECONDS) <= wanted,
    );
    if (holds) return pass(expected, actual, resource);
    if (blocking.some((limit) => isPerClient(limit, declaredBy) === null)) {
      return unknown('WAF does not say by what a rule counts requests.');
    }
    if (perClient.length === 0) {
      return fail('No rule counts requests by what tells a client.', expected, actual, resource);
    }
    if (perClient.some(({ requests }) => requests === null)) {
      return unknown('WAF does not give the limit of a rule.');
    }
    return fail('A client may send more requests than declared.', expected, actual, resource);
  },
});

type RateLimit = NonNullable<WebAclRule['rateLimit']>;

/** Keys by which the requests of one client are counted together, alone or with those of others. */
const KEYS_OF_CLIENT = {
  IP: ['IP', 'ASN'],
  FORWARDED_IP: ['ForwardedIP'],
} as const;

/**
 * Null where WAF leaves out what would tell it. A header, a cookie or a path is the client's to choose: it has a limit of
 * its own for each, or none when it leaves them out, as it has without a valid address in the header of a CDN.
 */
function isPerClient(
  { aggregateBy, customKeys, withoutForwardedAddress }: RateLimit,
  declared: keyof typeof KEYS_OF_CLIENT,
): boolean | null {
  const counted = countedBy(aggregateBy, customKeys);
  if (counted === null) return null;
  const known: readonly string[] = KEYS_OF_CLIENT[declared];
  if (!counted.every((key) => known.includes(key))) return false;
  if (!counted.includes('ForwardedIP')) return true;
  return withoutForwardedAddress === null ? null : withoutForwardedAddress === 'MATCH';
}

/** Nothing tells requests apart that are all counted together. */
function countedBy(
  aggregateBy: RateLimit['aggregateBy'],
  customKeys: RateLimit['customKeys'],
): readonly string[] | null {
  switch (aggregateBy) {
    case 'IP':
      return ['IP'];
    case 'FORWARDED_IP':
      return ['ForwardedIP'];
    case 'CONSTANT':
      return [];
    case 'CUSTOM_KEYS': {
      const keys = customKeys.filter((key) => key !== null);
      return keys.length === customKeys.length && keys.length > 0 ? keys : null;
    }
    case null:
    default:
      return null;
  }
}
