import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_WEB_ACLS } from './subjects.ts';

export default defineCheck({
  id: 'waf/default-action',
  title: 'The web ACL does with what no rule is about as declared',
  risk: 'Everybody is kept out, or everybody is let in.',
  remediation: 'Update the default action of the web ACL.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config file://visibility.json --rules file://rules.json',
    cdk: 'new wafv2.CfnWebACL(this, "<id>", { defaultAction: { allow: {} } })',
  },
  severity: 'medium',
  resourceType: 'AWS::WAFv2::WebACL',
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html'],
  controls: [],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name, declared }, { acls }) {
    const expected = { defaultAction: declared.defaultAction };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    const { defaultAction } = acl;
    if (defaultAction === null) return unknown('WAF does not give the default action.');
    const resource = { resource: acl.arn };
    return defaultAction === declared.defaultAction
      ? pass(expected, { defaultAction }, resource)
      : fail('The default action is another than declared.', expected, { defaultAction }, resource);
  },
});
