import { webAcls } from '../../collectors/aws/wafv2/web-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredWebAcls, NO_WEB_ACLS } from './subjects.ts';

export default defineCheck({
  id: 'waf/associated',
  title: 'The declared web ACL stands in front of the load balancer',
  risk: 'Every request reaches the applications unfiltered.',
  remediation: 'Associate the web ACL with the load balancer.',
  fix: {
    cli: 'aws wafv2 associate-web-acl --web-acl-arn <web-acl-arn> --resource-arn <load-balancer-arn>',
    cdk: 'new wafv2.CfnWebACLAssociation(this, "<id>", { webAclArn: acl.attrArn, resourceArn: alb.loadBalancerArn })',
  },
  severity: 'high',
  resourceType: 'AWS::WAFv2::WebACL',
  references: [
    'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16',
  ],
  controls: ['Security Hub 2026-08 ELB.16'],
  proves: ['security/waf'],
  needs: { acls: webAcls },
  none: NO_WEB_ACLS,
  subjects: declaredWebAcls,

  evaluate({ name, declared }, { acls }) {
    const expected = { webAcl: name, loadBalancer: declared.loadBalancer };
    const acl = acls.get(name);
    if (acl === null) return fail(ABSENT, expected, { webAcl: null });
    const actual = { webAcl: acl.name };
    const resource = { resource: acl.arn };
    if (acl.name === null) return unknown('WAF does not name the web ACL.');
    return acl.name === name
      ? pass(expected, actual, resource)
      : fail('Another web ACL stands in front of the load balancer.', expected, actual, resource);
  },
});
