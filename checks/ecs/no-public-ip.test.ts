import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-public-ip.ts';
import {
  deploymentArtifact,
  serviceArtifact,
  serviceSubject,
  taskSetArtifact,
} from './testing/fixtures.ts';

const network = (assignPublicIp: string | null) => ({
  subnets: ['subnet-a'],
  securityGroups: ['sg-worker'],
  assignPublicIp,
});
const service = (facts: Partial<EcsService> = {}) => ({
  services: { 'main/worker': serviceArtifact(facts) },
});
const blueGreen = (...taskSets: Parameters<typeof taskSetArtifact>[0][]) =>
  service({
    deploymentController: 'CODE_DEPLOY',
    network: null,
    deployments: [],
    taskSets: taskSets.map(taskSetArtifact),
  });
const PUBLIC = 'Tasks get a public IP address.';
const NO_NETWORK = 'ECS does not give the network configuration of all tasks.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'disabled everywhere', artifacts: service() },
    {
      name: 'AWS leaves it out, which means disabled (E5)',
      artifacts: service({
        network: network(null),
        deployments: [deploymentArtifact({ network: network(null) })],
      }),
    },
    {
      name: 'no list of task sets, which the rolling controller has none of',
      artifacts: service({ taskSets: null }),
    },
    { name: 'task sets that have the only network (E10)', artifacts: blueGreen({}) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'the service assigns them',
      artifacts: service({ network: network('ENABLED') }),
      message: PUBLIC,
      details: ['The service assigns public IP addresses.'],
    },
    {
      name: 'an old deployment still assigns them (E10)',
      artifacts: service({
        deployments: [
          deploymentArtifact(),
          deploymentArtifact({ id: 'ecs-svc/0', status: 'ACTIVE', network: network('ENABLED') }),
        ],
      }),
      message: PUBLIC,
      details: ['Deployment ecs-svc/0 assigns public IP addresses.'],
    },
    {
      name: 'a task set assigns them, and the service does not (E10)',
      artifacts: blueGreen({}, { id: 'ecs-svc/3', network: network('ENABLED') }),
      message: PUBLIC,
      details: ['Task set ecs-svc/3 assigns public IP addresses.'],
    },
    {
      name: 'the service assigns them, and the task sets are not given',
      artifacts: service({
        deploymentController: 'CODE_DEPLOY',
        network: network('ENABLED'),
        taskSets: null,
      }),
      message: PUBLIC,
    },
    {
      name: 'the service assigns them, and the deployments are not given',
      artifacts: service({ network: network('ENABLED'), deployments: null }),
      message: PUBLIC,
    },
  ],
  unknown: [
    {
      name: 'no list of task sets under another controller (E10)',
      artifacts: service({ deploymentController: 'CODE_DEPLOY', deployments: [], taskSets: null }),
      message: 'ECS gives no list of task sets.',
    },
    {
      name: 'no list of deployments',
      artifacts: service({ deployments: null }),
      message: 'ECS gives no list of deployments.',
    },
    {
      name: 'no network of the service',
      artifacts: service({ network: null }),
      message: NO_NETWORK,
    },
    {
      name: 'no network of one deployment',
      artifacts: service({
        deployments: [deploymentArtifact(), deploymentArtifact({ network: null })],
      }),
      message: NO_NETWORK,
    },
    {
      name: 'no network of a task set',
      artifacts: blueGreen({ network: null }),
      message: NO_NETWORK,
    },
    { name: 'CODE_DEPLOY without a task set', artifacts: blueGreen(), message: NO_NETWORK },
    {
      name: 'a value that is new to us',
      artifacts: service({ network: network('SOMETIMES') }),
      message: 'ECS assigns IP addresses in a way of another kind.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
