import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

/** A load test comes from few addresses, so a rule lets them past; it must go before users come. */
export default defineCheck({
  id: 'waf/no-test-bypass',
  title: 'No rule of the web ACL lets addresses past the others',
  risk: 'The way past the filter that a load test needed is left open for anybody behind it.',
  remediation: 'Remove the rule that allows the addresses of the load generator.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'rules: [<all but the rule with action: { allow: {} } and ipSetReferenceStatement>]',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-ipset-match.html',
  ],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: (spec) =>
    declaredWebAcls(spec).map((subject) =>
      spec.phase === 'pre-cutover'
        ? { ...subject, notApplicable: 'Before the cutover a load test may go past the web ACL.' }
        : subject,
    ),

  evaluate({ name }, { acls }) {
    const expected = { bypasses: [] };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const bypasses = acl.rules
      .filter(({ action, ipSets }) => action === 'Allow' && ipSets.length > 0)
      .map((rule) => ({ rule: rule.name, ipSets: rule.ipSets }));
    const resource = { resource: acl.arn };
    return bypasses.length === 0
      ? pass(expected, { bypasses }, resource)
      : fail('A rule lets addresses past the others.', expected, { bypasses }, resource);
  },
});
