import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allTargetGroups } from '../../collectors/aws/elastic-load-balancing-v2/all-target-groups.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'elb/undeclared-target-groups',
  title: 'No target group in the scope is undeclared',
  risk: 'What nobody planned can take traffic from the declared services by one rule, and outlives the migration unseen.',
  remediation: 'Declare the target group, or delete it.',
  fix: {
    cli: 'aws elbv2 delete-target-group --target-group-arn <arn>',
    cdk: 'new elbv2.ApplicationTargetGroup(this, "<id>", { targetGroupName: "<name>", vpc, port: 8080 })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html',
  ],
  controls: [],
  proves: ['security/load-balancer'],
  needs: { groups: allTargetGroups, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'targetGroups', Object.keys(spec.targetGroups ?? {})),

  evaluate(subject, { groups, tagged }) {
    return judgeUndeclared(
      { one: 'A target group', many: 'target groups' },
      subject,
      groups.get(ALL),
      tagged,
    );
  },
});
