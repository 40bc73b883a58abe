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
    const expected = { action: 'Block', ...rateLimit };
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
    const wanted = rateLimit.requests / rateLimit.windowSeconds;
    const holds = blocking.some(
      ({ requests, windowSeconds }) =>
        requests !== null && requests / (windowSeconds ?? DEFAULT_WINDOW_SECONDS) <= wanted,
    );
    if (holds) return pass(expected, actual, resource);
    if (blocking.some(({ requests }) => requests === null)) {
      return unknown('WAF does not give the limit of a rule.');
    }
    return fail('A client may send more requests than declared.', expected, actual, resource);
  },
});
