import { loadBalancerAttributes } from '../../collectors/aws/elastic-load-balancing-v2/load-balancer-attributes.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredBalancers, NO_BALANCERS } from './subjects.ts';

export default defineCheck({
  id: 'elb/deletion-protection',
  title: 'The load balancer is protected from deletion, unless the spec says otherwise',
  risk: 'One command, or one wrong plan of an infrastructure tool, takes the address of the API away.',
  remediation: 'Set the attribute deletion_protection.enabled.',
  fix: {
    cli: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <arn> --attributes Key=deletion_protection.enabled,Value=true',
    cdk: 'new elbv2.ApplicationLoadBalancer(this, "<id>", { deletionProtection: true })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6',
  ],
  controls: ['Security Hub 2026-08 ELB.6'],
  proves: ['security/load-balancer'],
  needs: { balancers: loadBalancers, attributes: loadBalancerAttributes },
  none: NO_BALANCERS,
  subjects: (spec) =>
    declaredBalancers(spec).map((subject) =>
      subject.declared.deletionProtection === false
        ? { ...subject, notApplicable: 'The spec declares that the load balancer may be deleted.' }
        : subject,
    ),

  evaluate({ name }, { balancers, attributes }) {
    const expected = { deletionProtection: 'true' };
    const balancer = balancers.get(name);
    const found = attributes.get(name);
    if (balancer === null || found === null) {
      return fail('The load balancer does not exist.', expected, {});
    }
    const resource = { resource: balancer.arn };
    const deletionProtection = found['deletion_protection.enabled'];
    if (deletionProtection === undefined) {
      return unknown('AWS does not say whether the load balancer is protected from deletion.');
    }
    const actual = { deletionProtection };
    return deletionProtection === 'true'
      ? pass(expected, actual, resource)
      : fail('The load balancer can be deleted.', expected, actual, resource);
  },
});
