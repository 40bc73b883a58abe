import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'elb/backend-encryption',
  title: 'The load balancer speaks TLS to the tasks where the spec declares it',
  risk: 'What users send is read on the way from the load balancer to the task.',
  remediation: 'Create a target group of the protocol HTTPS, and forward to it.',
  fix: {
    cli: 'aws elbv2 create-target-group --name <name> --protocol HTTPS --port <port> --target-type ip --vpc-id <vpc>',
    cdk: 'new elbv2.ApplicationTargetGroup(this, "<id>", { protocol: elbv2.ApplicationProtocol.HTTPS })',
  },
  severity: 'low',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-22',
  ],
  controls: ['Security Hub 2026-08 ELB.22'],
  proves: [],
  needs: { groups: targetGroups },
  none: NO_GROUPS,
  subjects: (spec) =>
    declaredGroups(spec).map((subject) =>
      subject.declared.protocol === 'HTTPS'
        ? subject
        : { ...subject, notApplicable: 'The spec declares plain HTTP to the tasks.' },
    ),

  evaluate({ name }, { groups }) {
    const expected = { protocol: 'HTTPS' };
    const group = groups.get(name);
    if (group === null) return fail('The target group does not exist.', expected, {});
    const { protocol } = group;
    if (protocol === null) return unknown('AWS does not give the protocol of the target group.');
    const resource = { resource: group.arn };
    return protocol === 'HTTPS'
      ? pass(expected, { protocol }, resource)
      : fail(
          'The load balancer speaks to the tasks in the clear.',
          expected,
          { protocol },
          resource,
        );
  },
});
