import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

export default defineCheck({
  id: 'waf/has-rules',
  title: 'The web ACL has rules, of its own or of Firewall Manager',
  risk: 'The web ACL stands there and looks at nothing.',
  remediation: 'Add the declared managed rule groups and the rate limit.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'new wafv2.CfnWebACL(this, "<id>", { scope: "REGIONAL", rules: [<rules>] })',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10'],
  controls: ['Security Hub 2026-08 WAF.10'],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name }, { acls }) {
    const expected = { rulesAtLeast: 1 };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const actual = { rules: acl.rules.map((rule) => rule.name) };
    const resource = { resource: acl.arn };
    return acl.rules.length > 0
      ? pass(expected, actual, resource)
      : fail('The web ACL has no rule.', expected, actual, resource);
  },
});
