import { targetGroupAttributes } from '../../collectors/aws/elastic-load-balancing-v2/target-group-attributes.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'elb/deregistration-delay',
  title: 'The target group lets requests of a task that goes end within the declared time',
  risk: 'A deploy cuts requests off, or takes minutes for every task.',
  remediation: 'Set the attribute deregistration_delay.timeout_seconds.',
  fix: {
    cli: 'aws elbv2 modify-target-group-attributes --target-group-arn <arn> --attributes Key=deregistration_delay.timeout_seconds,Value=<seconds>',
    cdk: 'new elbv2.ApplicationTargetGroup(this, "<id>", { deregistrationDelay: Duration.seconds(<seconds>) })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
  ],
  controls: [],
  proves: ['ecs/safe-rollouts', 'security/load-balancer'],
  needs: { groups: targetGroups, attributes: targetGroupAttributes },
  none: NO_GROUPS,
  subjects: (spec) =>
    declaredGroups(spec).map((subject) =>
      subject.declared.deregistrationDelaySeconds === undefined
        ? { ...subject, notApplicable: 'The spec declares no deregistration delay.' }
        : subject,
    ),

  evaluate({ name, declared }, { groups, attributes }) {
    const expected = { deregistrationDelaySeconds: declared.deregistrationDelaySeconds ?? null };
    const group = groups.get(name);
    const found = attributes.get(name);
    if (group === null || found === null) {
      return fail('The target group does not exist.', expected, {});
    }
    const resource = { resource: group.arn };
    const text = found['deregistration_delay.timeout_seconds'];
    if (text === undefined) return unknown('AWS does not give the delay of the target group.');
    const actual = {
      deregistrationDelaySeconds: Number(text),
      slowStartSeconds: found['slow_start.duration_seconds'] ?? null,
      stickiness: found['stickiness.enabled'] ?? null,
    };
    return actual.deregistrationDelaySeconds === expected.deregistrationDelaySeconds
      ? pass(expected, actual, resource)
      : fail('Targets go after another time than declared.', expected, actual, resource);
  },
});
