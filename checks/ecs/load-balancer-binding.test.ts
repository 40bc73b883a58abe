import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './load-balancer-binding.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceArtifact,
  serviceSubject,
} from './testing/fixtures.ts';

import { groupArtifact, GROUP_ARN } from '../elb/testing/fixtures.ts';

const BINDING = { targetGroupArn: GROUP_ARN, containerName: 'worker', containerPort: 8080 };
const VPC = { id: 'vpc-1', state: 'available', cidrs: [], dnsSupport: true, dnsHostnames: true };
const mapped = (first: number, last = first) => ({ first, last, protocol: 'tcp' });
const bound = (
  bindings: readonly Partial<typeof BINDING>[] = [{}],
  group: Parameters<typeof groupArtifact>[0] = {},
  ports: ReturnType<typeof containerArtifact>['ports'] = [mapped(8080)],
) => ({
  services: {
    'main/worker': serviceArtifact({
      loadBalancers: bindings.map((binding) => ({ ...BINDING, ...binding })),
    }),
  },
  groups: { workers: groupArtifact(group) },
  definitions: {
    'main/worker': definitionArtifact({ containers: [containerArtifact({ ports })] }),
  },
  vpcs: { main: VPC },
});
const UNSEEN_VPC = 'It cannot be seen whether the target group is of the VPC of the tasks.';

testCheck(
  check,
  {
    ...serviceSubject({
      loadBalancer: { targetGroup: 'workers', container: 'worker', port: 8080 },
    }),
    vpc: 'main',
  },
  {
    pass: [
      { name: 'as declared', artifacts: bound() },
      {
        name: 'one of several target groups',
        artifacts: bound([{ targetGroupArn: 'arn:other', containerPort: 9090 }, {}]),
      },
      { name: 'in a range', artifacts: bound([{}], {}, [mapped(8000, 8100)]) },
    ],
    fail: [
      {
        name: 'absent from ECS',
        artifacts: { ...bound(), services: { 'main/worker': null } },
        message: 'The service does not exist.',
      },
      {
        name: 'no revision in use',
        artifacts: { ...bound(), definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'the target group does not exist',
        artifacts: { ...bound(), groups: { workers: null } },
        message: 'The target group does not exist.',
      },
      {
        name: 'bound to nothing',
        artifacts: bound([]),
        message: 'The service is not bound to the target group.',
      },
      {
        name: 'bound to another target group',
        artifacts: bound([{ targetGroupArn: 'arn:other' }]),
        message: 'The service is not bound to the target group.',
      },
      ...[{ containerName: 'sidecar' }, { containerPort: 9090 }].map((binding) => ({
        name: `bound with ${JSON.stringify(binding)}`,
        artifacts: bound([binding]),
        message: 'The target group gets another container or port of the service.',
      })),
      {
        name: 'a group of instances',
        artifacts: bound([{}], { targetType: 'instance' }),
        message: 'The target group takes no addresses, which tasks on Fargate have.',
      },
      {
        name: 'the port is not mapped',
        artifacts: bound([{}], {}, [mapped(9090)]),
        message: 'The container does not map the port.',
      },
      {
        name: 'the group of another VPC',
        artifacts: bound([{}], { vpcId: 'vpc-2' }),
        message: 'The target group is of another VPC.',
      },
    ],
    unknown: [
      {
        name: 'AWS leaves the ports out',
        artifacts: bound([{}], {}, null),
        message: 'AWS does not give the ports that the container maps.',
      },
      {
        name: 'the spec declares no VPC',
        subject: { vpc: null },
        artifacts: bound(),
        message: UNSEEN_VPC,
      },
      {
        name: 'the VPC does not exist',
        artifacts: { ...bound(), vpcs: { main: null } },
        message: UNSEEN_VPC,
      },
      {
        name: 'AWS does not give the VPC of the group',
        artifacts: bound([{}], { vpcId: null }),
        message: UNSEEN_VPC,
      },
      {
        name: 'no load balancer is declared',
        subject: { ...serviceSubject() },
        artifacts: bound(),
        message: 'The spec declares no load balancer of the service.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { ...bound(), services: { 'main/worker': denied('ecs:DescribeServices') } },
        message: 'AWS denied ecs:DescribeServices.',
      },
    ],
  },
);
