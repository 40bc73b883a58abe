import {
  targetGroups,
  type TargetGroupItem,
} from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { TargetGroupSpec } from '../../core/spec/sections/load-balancing.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'elb/health-check',
  title: 'The target group takes addresses, and checks their health as declared',
  risk: 'Sick tasks stay in service, or healthy ones are taken out of it.',
  remediation:
    'Modify the target group with the declared health check; type, port and protocol need a new one.',
  fix: {
    cli: 'aws elbv2 modify-target-group --target-group-arn <arn> --health-check-path <path> --health-check-interval-seconds <seconds> --healthy-threshold-count <count> --unhealthy-threshold-count <count> --matcher HttpCode=200',
    cdk: 'new elbv2.ApplicationTargetGroup(this, "<id>", { targetType: elbv2.TargetType.IP, healthCheck: { path: "<path>", interval: Duration.seconds(<seconds>) } })',
  },
  severity: 'medium',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html',
  ],
  controls: [],
  proves: ['security/load-balancer', 'ecs/health-checks'],
  needs: { groups: targetGroups },
  none: NO_GROUPS,
  subjects: declaredGroups,

  evaluate({ name, declared }, { groups }) {
    const expected = expectedOf(declared);
    const group = groups.get(name);
    if (group === null) return fail('The target group does not exist.', expected, {});

    const actual = actualOf(group);
    const resource = { resource: group.arn };
    const facts = Object.keys(expected) as (keyof typeof expected)[];
    const different = facts.filter(
      (fact) => actual[fact] !== null && actual[fact] !== expected[fact],
    );
    if (different.length > 0) {
      return fail('The target group or its health check is not as declared.', expected, actual, {
        ...resource,
        details: different.map((fact) => `Another ${fact} is deployed.`),
      });
    }
    if (facts.some((fact) => actual[fact] === null)) {
      return unknown('AWS does not give all settings of the target group.');
    }
    return pass(expected, actual, resource);
  },
});

/** Tasks on Fargate have addresses and no instances, so the type is no choice. */
function expectedOf({ port, protocol, healthCheck }: TargetGroupSpec) {
  return {
    targetType: 'ip',
    port,
    protocol,
    healthCheckEnabled: true,
    path: healthCheck.path,
    codes: healthCheck.codes,
    intervalSeconds: healthCheck.intervalSeconds,
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  };
}

function actualOf({ targetType, port, protocol, healthCheck }: TargetGroupItem) {
  return {
    targetType,
    port,
    protocol,
    healthCheckEnabled: healthCheck.enabled,
    path: healthCheck.path,
    codes: healthCheck.codes,
    intervalSeconds: healthCheck.intervalSeconds,
    healthyThreshold: healthCheck.healthyThreshold,
    unhealthyThreshold: healthCheck.unhealthyThreshold,
  };
}
