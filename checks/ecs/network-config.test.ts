import { expect, test } from '@jest/globals';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deployedSubnets } from '../network/testing/fixtures.ts';
import check from './network-config.ts';
import {
  deploymentArtifact,
  serviceArtifact,
  serviceSubject,
  taskSetArtifact,
} from './testing/fixtures.ts';

const subject = { ...serviceSubject(), vpc: 'main' };
const network = (subnets: readonly string[], securityGroups: readonly string[]) => ({
  subnets: [...subnets],
  securityGroups: [...securityGroups],
  assignPublicIp: 'DISABLED',
});
const DECLARED = network(['subnet-private-b', 'subnet-private-a'], ['sg-worker']);
const PUBLIC = network(['subnet-public-a', 'subnet-public-b'], ['sg-worker']);

const group = (name: string) => ({ name, owner: '123456789012', ingress: [], egress: [] });
const GROUPS = {
  byId: { 'sg-worker': group('worker'), 'sg-gateway': group('gateway') },
  idsByName: { worker: ['sg-worker'], gateway: ['sg-gateway'] },
};
const inVpc = (facts: Partial<EcsService> = {}) => ({
  services: { 'main/worker': serviceArtifact(facts) },
  vpcSubnets: { main: deployedSubnets() },
  vpcGroups: { main: GROUPS },
});
/** The service and its one deployment have the same network, as ECS gives it. */
const placed = (own: EcsService['network']) =>
  inVpc({ network: own, deployments: [deploymentArtifact({ network: own })] });
const replacing = (status: string) =>
  inVpc({
    network: DECLARED,
    deployments: [
      deploymentArtifact({ network: DECLARED }),
      deploymentArtifact({ id: 'ecs-svc/0', status, network: PUBLIC }),
    ],
  });
const blueGreen = (...taskSets: Parameters<typeof taskSetArtifact>[0][]) =>
  inVpc({
    deploymentController: 'CODE_DEPLOY',
    network: null,
    deployments: [],
    taskSets: taskSets.map(taskSetArtifact),
  });

const ELSEWHERE = 'Tasks are placed in other subnets or security groups than the declared ones.';
const NO_NETWORK = 'ECS does not give the network configuration of all tasks.';

testCheck(check, subject, {
  pass: [
    { name: 'the declared network, in another order', artifacts: placed(DECLARED) },
    { name: 'a primary task set in it (E10)', artifacts: blueGreen({ network: DECLARED }) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...placed(DECLARED), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'no VPC of the declared name',
      artifacts: { ...placed(DECLARED), vpcSubnets: { main: null }, vpcGroups: { main: null } },
      message: 'The declared VPC does not exist.',
    },
    {
      name: 'a declared subnet is not in the VPC',
      artifacts: {
        ...placed(DECLARED),
        vpcSubnets: { main: deployedSubnets({ 'private-b': { name: 'other' } }) },
      },
      message: 'A declared subnet or security group does not exist.',
      details: ['The VPC has no private-b.'],
    },
    {
      name: 'a declared security group is not in the VPC',
      artifacts: { ...placed(DECLARED), vpcGroups: { main: { byId: {}, idsByName: {} } } },
      message: 'A declared subnet or security group does not exist.',
      details: ['The VPC has no worker.'],
    },
    {
      name: 'the subnets of another tier',
      artifacts: placed(PUBLIC),
      message: ELSEWHERE,
      details: [
        'The service has another network than the declared one.',
        'Deployment ecs-svc/1 has another network than the declared one.',
      ],
    },
    {
      name: 'subnets of another VPC',
      artifacts: placed(network(['subnet-x', 'subnet-y'], ['sg-worker'])),
      message: ELSEWHERE,
    },
    {
      name: 'one of the declared subnets',
      artifacts: placed(network(['subnet-private-a'], ['sg-worker'])),
      message: ELSEWHERE,
    },
    {
      name: 'a subnet beside the declared ones',
      artifacts: placed(network([...DECLARED.subnets, 'subnet-public-a'], ['sg-worker'])),
      message: ELSEWHERE,
    },
    {
      name: 'the security group of another service',
      artifacts: placed(network(DECLARED.subnets, ['sg-gateway'])),
      message: ELSEWHERE,
    },
    {
      name: 'a security group beside the declared one',
      artifacts: placed(network(DECLARED.subnets, ['sg-worker', 'sg-gateway'])),
      message: ELSEWHERE,
    },
    {
      name: 'no security group',
      artifacts: placed(network(DECLARED.subnets, [])),
      message: ELSEWHERE,
    },
    {
      name: 'the subnets of another tier, and no security groups are given',
      artifacts: placed({ ...PUBLIC, securityGroups: null }),
      message: ELSEWHERE,
    },
    {
      name: 'the security group of another service, and no subnets are given',
      artifacts: placed({ ...network([], ['sg-gateway']), subnets: null }),
      message: ELSEWHERE,
    },
    {
      name: 'the primary task set is elsewhere (E10)',
      artifacts: blueGreen({ network: PUBLIC }, { status: 'ACTIVE', network: DECLARED }),
      message: ELSEWHERE,
    },
    {
      name: 'the service is elsewhere, and its deployments are not given',
      artifacts: inVpc({ network: PUBLIC, deployments: null }),
      message: ELSEWHERE,
    },
  ],
  unsettled: [
    {
      name: 'an older deployment elsewhere is being replaced (E10)',
      artifacts: replacing('ACTIVE'),
      message: 'Tasks in another network are being replaced.',
    },
  ],
  unknown: [
    {
      name: 'no list of task sets under another controller (E10)',
      artifacts: inVpc({
        deploymentController: 'CODE_DEPLOY',
        network: DECLARED,
        deployments: [],
        taskSets: null,
      }),
      message: 'ECS gives no list of task sets.',
    },
    ...(['subnets', 'securityGroups'] as const).map((part) => ({
      name: `no ${part} of the service and its deployment`,
      artifacts: placed({ ...DECLARED, [part]: null }),
      message: NO_NETWORK,
    })),
    {
      name: 'no security groups of a task set',
      artifacts: blueGreen({ network: { ...DECLARED, securityGroups: null } }),
      message: NO_NETWORK,
    },
    {
      name: 'two subnets of one name',
      artifacts: {
        ...placed(DECLARED),
        vpcSubnets: { main: deployedSubnets({ 'public-a': { name: 'private-a' } }) },
      },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'two security groups of one name',
      artifacts: {
        ...placed(DECLARED),
        vpcGroups: { main: { ...GROUPS, idsByName: { worker: ['sg-worker', 'sg-gateway'] } } },
      },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'no list of deployments',
      artifacts: inVpc({ network: DECLARED, deployments: null }),
      message: 'ECS gives no list of deployments.',
    },
    {
      name: 'no network of the service',
      artifacts: inVpc({ network: null, deployments: [deploymentArtifact({ network: DECLARED })] }),
      message: NO_NETWORK,
    },
    {
      name: 'no network of a deployment',
      artifacts: inVpc({ network: DECLARED, deployments: [deploymentArtifact({ network: null })] }),
      message: NO_NETWORK,
    },
    { name: 'CODE_DEPLOY without a task set', artifacts: blueGreen(), message: NO_NETWORK },
  ],
  error: [
    {
      name: 'the subnets are denied',
      artifacts: { ...placed(DECLARED), vpcSubnets: { main: denied('ec2:DescribeSubnets') } },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
    {
      name: 'the security groups are denied',
      artifacts: { ...placed(DECLARED), vpcGroups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});

test('without a declared network there is nowhere to look for names', () => {
  const { declared } = serviceSubject();
  const spec = {
    clusters: { main: { containerInsights: true, services: { worker: declared } } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ notApplicable }) => notApplicable)).toEqual([
    'The spec declares no network in which to look for subnets and groups.',
  ]);
});
