import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

export default defineCheck({
  id: 'waf/required-managed-groups',
  title: 'The web ACL has the declared managed rule groups',
  risk: 'A kind of attack that the plan counts on being filtered is not looked for.',
  remediation: 'Add the missing managed rule groups.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'rules: [{ name: "common", priority: 0, overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } }, visibilityConfig }]',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html',
  ],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name, declared }, { acls }) {
    const expected = { managedGroups: declared.managedGroups };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const present = acl.rules.flatMap(({ managedGroups }) =>
      managedGroups.filter(({ vendor }) => vendor === 'AWS').map((group) => group.name ?? ''),
    );
    const missing = declared.managedGroups.filter((group) => !present.includes(group));
    const actual = { managedGroups: present };
    const resource = { resource: acl.arn };
    return missing.length === 0
      ? pass(expected, actual, resource)
      : fail('Declared rule groups are missing.', expected, actual, {
          ...resource,
          details: missing.map((group) => `Missing: ${group}.`),
        });
  },
});
