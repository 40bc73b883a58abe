import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_RULES_SEEN, NO_WEB_ACLS } from './subjects.ts';

export default defineCheck({
  id: 'waf/metrics',
  title: 'The web ACL and each of its rules report to CloudWatch',
  risk: 'Nobody sees what is blocked, neither an attack nor users who are kept out.',
  remediation: 'Enable CloudWatch metrics of the web ACL and of every rule.',
  fix: {
    cli: 'aws wafv2 update-web-acl --name <web-acl> --scope REGIONAL --id <id> --lock-token <token> --default-action Allow={} --visibility-config CloudWatchMetricsEnabled=true,SampledRequestsEnabled=true,MetricName=<name> --rules file://rules.json',
    cdk: 'visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "<name>" }',
  },
  severity: 'low',
  resourceType: 'AWS::WAFv2::WebACL',
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12'],
  controls: ['Security Hub 2026-08 WAF.12'],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name }, { acls }) {
    const expected = { withoutMetrics: [] };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, {});
    if (acl.rules === null) return unknown(NO_RULES_SEEN);
    const all = [
      { name: 'the web ACL', metrics: acl.metrics },
      ...acl.rules.map((rule) => ({ name: rule.name ?? 'a rule', metrics: rule.metrics })),
    ];
    const without = all.filter(({ metrics }) => metrics === false).map((part) => part.name);
    const actual = { withoutMetrics: without };
    const resource = { resource: acl.arn };
    if (without.length > 0) {
      return fail('Parts of the web ACL report nothing.', expected, actual, resource);
    }
    if (all.some(({ metrics }) => metrics === null)) {
      return unknown('WAF does not say whether all of the web ACL reports.');
    }
    return pass(expected, actual, resource);
  },
});
