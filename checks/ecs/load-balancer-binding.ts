import { vpc as vpcs } from '../../collectors/aws/ec2/vpc.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/load-balancer-binding',
  title: 'The ECS service is bound to the declared target group, container and port',
  risk: 'The load balancer sends users to nobody, or to another container.',
  remediation:
    'Update the load balancers of the service with the declared target group, container and port.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --load-balancers targetGroupArn=<arn>,containerName=<container>,containerPort=<port>',
    cdk: 'service.loadBalancerTarget({ containerName: "<container>", containerPort: <port> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
  ],
  controls: [],
  proves: ['security/load-balancer', 'ecs/container-ready'],
  needs: {
    services: ecsServices,
    groups: targetGroups,
    definitions: ecsTaskDefinitions,
    vpcs,
  },
  none: NO_SERVICES,
  subjects: balancedServices,

  evaluate({ name, declared, vpc: vpcName }, artifacts) {
    const { loadBalancer: wanted } = declared;
    if (wanted === undefined) return unknown('The spec declares no load balancer of the service.');
    const expected = {
      targetGroup: wanted.targetGroup,
      container: wanted.container,
      port: wanted.port,
      targetType: 'ip',
    };
    const service = artifacts.services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const group = artifacts.groups.get(wanted.targetGroup);
    if (group === null) return fail('The target group does not exist.', expected, {}, resource);
    const bound = service.loadBalancers.filter(
      ({ targetGroupArn }) => targetGroupArn === group.arn,
    );
    const [binding] = bound;
    const actual = {
      bindings: service.loadBalancers,
      targetGroup: group.arn,
      targetType: group.targetType,
    };
    if (binding === undefined) {
      return fail('The service is not bound to the target group.', expected, actual, resource);
    }
    if (binding.containerName !== wanted.container || binding.containerPort !== wanted.port) {
      const message = 'The target group gets another container or port of the service.';
      return fail(message, expected, actual, resource);
    }
    if (group.targetType !== null && group.targetType !== 'ip') {
      const message = 'The target group takes no addresses, which tasks on Fargate have.';
      return fail(message, expected, actual, resource);
    }
    const definition = artifacts.definitions.get(name);
    if (definition === null) {
      return fail('The service runs no task definition.', expected, actual, resource);
    }
    const container = definition.containers.find((one) => one.name === wanted.container);
    if (container?.ports === null) {
      return unknown('AWS does not give the ports that the container maps.');
    }
    if (
      container?.ports.some(({ first, last }) => first <= wanted.port && wanted.port <= last) !==
      true
    ) {
      return fail('The container does not map the port.', expected, actual, resource);
    }
    const vpc = vpcName === null ? null : artifacts.vpcs.get(vpcName);
    if (vpc === null || group.vpcId === null || group.targetType === null) {
      return unknown('It cannot be seen whether the target group is of the VPC of the tasks.');
    }
    if (group.vpcId !== vpc.id) {
      return fail('The target group is of another VPC.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

function balancedServices(spec: Spec) {
  const vpc = spec.network?.vpc.name ?? null;
  return declaredServices(spec).map((subject) => ({
    ...subject,
    vpc,
    ...(subject.declared.loadBalancer === undefined && {
      notApplicable: 'The spec declares no load balancer of the service.',
    }),
  }));
}
