import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allLoadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/all-load-balancers.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

/** Classic Load Balancers have an API of their own, which is not asked. */
export default defineCheck({
  id: 'elb/undeclared-load-balancers',
  title: 'No application or network load balancer in the scope is undeclared',
  risk: 'What nobody planned lets the internet in by another way than the declared one, and outlives the migration unseen.',
  remediation: 'Declare the load balancer, or delete it.',
  fix: {
    cli: 'aws elbv2 delete-load-balancer --load-balancer-arn <arn>',
    cdk: 'new elbv2.ApplicationLoadBalancer(this, "<id>", { loadBalancerName: "<name>", vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html',
  ],
  controls: [],
  proves: ['security/load-balancer'],
  needs: { balancers: allLoadBalancers, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'loadBalancers', Object.keys(spec.loadBalancers ?? {})),

  evaluate(subject, { balancers, tagged }) {
    return judgeUndeclared(
      { one: 'A load balancer', many: 'load balancers' },
      subject,
      balancers.get(ALL),
      tagged,
    );
  },
});
