import { expect, test } from '@jest/globals';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { ClusterNetwork } from '../../collectors/aws/rds/cluster-network.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact } from '../ecs/testing/fixtures.ts';
import check from './path-app-to-db.ts';
import { EVERYTHING, group, groups, SUBNETS, tcp } from './testing/fixtures.ts';

const declared = { port: 5432, securityGroups: ['db'] } as unknown as AuroraClusterSpec;
const subject = {
  name: 'main/app to orders',
  path: ['clusters', 'main', 'services', 'app'],
  vpc: 'main',
  service: 'main/app',
  cluster: 'orders',
  declared,
};

const network = (securityGroups: string[], subnets = ['subnet-private-a', 'subnet-private-b']) => {
  return { securityGroups, subnets, assignPublicIp: null };
};
const service = (...ids: string[]): EcsService =>
  serviceArtifact({ network: network(ids), deployments: [] });
/** A service in whose deployments the tasks have another network than its own. */
const rollingOut = (of: EcsService['network']): EcsService =>
  serviceArtifact({
    network: network(['sg-app']),
    deployments: (serviceArtifact().deployments ?? []).map((deployment) => ({
      ...deployment,
      network: of,
    })),
  });
const taskSetWithoutNetwork: NonNullable<EcsService['taskSets']>[number] = {
  id: 'ecs-svc/1',
  status: 'ACTIVE',
  stabilityStatus: 'STEADY_STATE',
  taskDefinition: null,
  createdAt: null,
  network: null,
};
const active = (...ids: string[]) => ids.map((id) => ({ id, status: 'active' }));
const cluster = (facts: Partial<ClusterNetwork> = {}): ClusterNetwork => {
  return { port: 5432, securityGroups: active('sg-db'), ...facts };
};
type Groups = Parameters<typeof groups>[0];
const deployed = (
  rules: Groups,
  other: { service?: EcsService | null; cluster?: ClusterNetwork | null } = {},
) => ({
  services: { 'main/app': other.service === undefined ? service('sg-app') : other.service },
  clusters: { orders: other.cluster === undefined ? cluster() : other.cluster },
  groups: { main: groups(rules) },
  lists: { app: [{ id: 'pl-db', name: 'databases', cidrs: ['10.0.20.0/23'] }] },
  subnets: { main: SUBNETS },
  clusterSubnets: { orders: ['subnet-database-a', 'subnet-database-b'] },
});
const out = { egress: [tcp(5432, 5432, group('sg-db'))] };
const inside = { ingress: [tcp(5432, 5432, group('sg-app'))] };

const noEgress = 'The security groups of the tasks do not let the database port out.';
const noIngress = 'The security groups of the database do not let the tasks in.';
const neither =
  'The tasks do not let the database port out, and the database does not let the tasks in.';
const unseen = 'Not all that the path depends on can be seen.';

testCheck(check, subject, {
  pass: [
    { name: 'both halves by group (N15)', artifacts: deployed({ app: out, db: inside }) },
    {
      name: 'both halves by group need no subnet',
      artifacts: {
        ...deployed({ app: out, db: inside }),
        subnets: { main: denied('ec2:DescribeSubnets') },
        clusterSubnets: { orders: denied('rds:DescribeDBSubnetGroups') },
      },
    },
    {
      name: 'both halves by group need no prefix list that another rule refers to',
      artifacts: {
        ...deployed({
          app: { egress: [...out.egress, tcp(443, 443, { prefixLists: ['pl-s3'] })] },
          db: inside,
        }),
        lists: { app: denied('ec2:GetManagedPrefixListEntries') },
      },
    },
    {
      name: 'everything goes out',
      artifacts: deployed({ app: { egress: [EVERYTHING] }, db: inside }),
    },
    {
      name: 'each half by another of several groups (N15)',
      artifacts: deployed(
        {
          app: inside,
          common: { egress: [tcp(5432, 5432, group('sg-more'))] },
          db: {},
          more: { ingress: [tcp(5432, 5432, group('sg-common'))] },
        },
        {
          service: service('sg-app', 'sg-common'),
          cluster: cluster({ securityGroups: active('sg-db', 'sg-more') }),
        },
      ),
    },
    {
      name: 'by the blocks of all subnets, and ranges',
      artifacts: deployed({
        app: { egress: [tcp(5000, 6000, { cidrs: ['10.0.20.0/24', '10.0.21.0/24'] })] },
        db: { ingress: [tcp(5432, 5432, { cidrs: ['10.0.0.0/16'] })] },
      }),
    },
    {
      name: 'by a prefix list (N4)',
      artifacts: deployed({
        app: { egress: [tcp(5432, 5432, { prefixLists: ['pl-db'] })] },
        db: inside,
      }),
    },
  ],
  fail: [
    {
      name: 'no service',
      artifacts: deployed({}, { service: null }),
      message: 'The service does not exist.',
    },
    {
      name: 'no cluster',
      artifacts: deployed({}, { cluster: null }),
      message: 'The database cluster does not exist.',
    },
    {
      name: 'no VPC',
      artifacts: { ...deployed({}), groups: { main: null } },
      message: 'The VPC does not exist.',
    },
    ...[
      { rules: 'at that port', from: 5433 },
      { rules: 'at both ports', from: 5000 },
    ].map(({ rules, from }) => ({
      name: `a database at another port than declared, and rules ${rules}`,
      artifacts: deployed(
        {
          app: { egress: [tcp(from, 5433, group('sg-db'))] },
          db: { ingress: [tcp(from, 5433, group('sg-app'))] },
        },
        { cluster: cluster({ port: 5433 }) },
      ),
      message: 'The database listens on another port than declared.',
    })),
    {
      name: 'only the ingress (N15)',
      artifacts: deployed({ app: {}, db: inside }),
      message: noEgress,
      details: ['Groups of the tasks: app.', 'Groups of the database: db.'],
    },
    {
      name: 'only the egress (N15)',
      artifacts: deployed({ app: out, db: {} }),
      message: noIngress,
    },
    { name: 'no rule on either side', artifacts: deployed({ app: {}, db: {} }), message: neither },
    {
      name: 'rules for the wrong way',
      artifacts: deployed({
        app: { ingress: out.egress },
        db: { egress: inside.ingress },
      }),
      message: neither,
    },
    {
      name: 'rules that name a group that is not attached',
      artifacts: deployed({ app: out, db: inside, blue: {} }, { service: service('sg-blue') }),
      message: neither,
    },
    {
      name: 'a database without a group',
      artifacts: deployed({ app: out, db: inside }, { cluster: cluster({ securityGroups: [] }) }),
      message: neither,
      details: ['Groups of the tasks: app.', 'Groups of the database: none.'],
    },
    {
      name: 'the block of one subnet of two',
      artifacts: deployed({
        app: { egress: [tcp(5432, 5432, { cidrs: ['10.0.20.0/24'] })] },
        db: inside,
      }),
      message: noEgress,
    },
    {
      name: 'another port and another protocol',
      artifacts: deployed({
        app: { egress: [tcp(5433, 5433, group('sg-db'))] },
        db: { ingress: [{ ...tcp(5432, 5432, group('sg-app')), protocol: 'udp' }] },
      }),
      message: neither,
    },
    {
      name: 'a rollout to a group that is shut out',
      artifacts: deployed(
        { app: out, db: inside, blue: out },
        {
          service: rollingOut(network(['sg-blue'])),
        },
      ),
      message: noIngress,
      details: [
        'Groups of the tasks: app.',
        'Groups of the tasks: blue.',
        'Groups of the database: db.',
      ],
    },
    {
      name: 'what is seen is shut out, beside a deployment without a network',
      artifacts: deployed({ app: {}, db: inside }, { service: rollingOut(null) }),
      message: noEgress,
    },
    {
      name: 'without rules for addresses, it does not matter where the database is',
      artifacts: { ...deployed({ app: {}, db: inside }), clusterSubnets: { orders: null } },
      message: noEgress,
    },
  ],
  unsettled: [
    {
      name: 'a group that is being attached',
      artifacts: deployed(
        { app: out, db: inside },
        { cluster: cluster({ securityGroups: [{ id: 'sg-db', status: 'adding' }] }) },
      ),
      message: 'The security groups of the database are being changed.',
    },
  ],
  unknown: [
    {
      name: 'no port',
      artifacts: deployed({ app: out, db: inside }, { cluster: cluster({ port: null }) }),
      message: 'RDS does not give the port of the database.',
    },
    {
      name: 'no network configuration',
      artifacts: deployed(
        { app: out, db: inside },
        { service: serviceArtifact({ network: null, deployments: [] }) },
      ),
      message: 'ECS does not give the network configuration of the tasks.',
    },
    ...[
      { left: 'a deployment without a network', service: rollingOut(null) },
      {
        left: 'deployments that ECS leaves out',
        service: serviceArtifact({ network: network(['sg-app']), deployments: null }),
      },
      {
        left: 'task sets that ECS leaves out under another controller',
        service: serviceArtifact({
          deploymentController: 'CODE_DEPLOY',
          network: network(['sg-app']),
          deployments: [],
          taskSets: null,
        }),
      },
      ...(['subnets', 'securityGroups'] as const).map((part) => ({
        left: `a deployment without ${part}`,
        service: rollingOut({ ...network(['sg-app']), [part]: null }),
      })),
      {
        left: 'a task set without a network',
        service: serviceArtifact({
          network: network(['sg-app']),
          deployments: [],
          taskSets: [taskSetWithoutNetwork],
        }),
      },
    ].map(({ left, service: one }) => ({
      name: `${left}, and an open path for the others`,
      artifacts: deployed({ app: out, db: inside }, { service: one }),
      message: 'ECS does not give the network configuration of all tasks.',
    })),
    {
      name: 'a group that is not in the VPC',
      artifacts: deployed({ db: inside }),
      message: unseen,
    },
    {
      name: 'a rule that cannot be read',
      artifacts: deployed({
        app: { egress: [{ ...tcp(5432, 5432, group('sg-db')), protocol: null }] },
        db: inside,
      }),
      message: unseen,
    },
    {
      name: 'a block, and a database in no subnet',
      artifacts: {
        ...deployed({
          app: { egress: [tcp(5432, 5432, { cidrs: ['10.0.20.0/23'] })] },
          db: inside,
        }),
        clusterSubnets: { orders: null },
      },
      message: unseen,
    },
    {
      name: 'a block, and a database in a subnet of another VPC',
      artifacts: {
        ...deployed({
          app: { egress: [tcp(5432, 5432, { cidrs: ['10.0.20.0/23'] })] },
          db: inside,
        }),
        clusterSubnets: { orders: ['subnet-database-a', 'subnet-elsewhere'] },
      },
      message: unseen,
    },
    {
      name: 'a prefix list that is not seen (N4)',
      artifacts: {
        ...deployed({
          app: { egress: [tcp(5432, 5432, { prefixLists: ['pl-db'] })] },
          db: inside,
        }),
        lists: { app: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: unseen,
    },
  ],
  error: [
    {
      name: 'the service is denied',
      artifacts: {
        ...deployed({ app: out, db: inside }),
        services: { 'main/app': denied('ecs:DescribeServices') },
      },
      message: 'AWS denied ecs:DescribeServices.',
    },
    {
      name: 'the subnets are denied, and blocks decide',
      artifacts: {
        ...deployed({ app: { egress: [EVERYTHING] }, db: inside }),
        subnets: { main: denied('ec2:DescribeSubnets') },
      },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
  ],
});

test('the pairs are those that the spec means to talk, by a flow or by what the database lets in', () => {
  const service = (...securityGroups: string[]) => ({ network: { subnets: [], securityGroups } });
  const spec = {
    network: {
      vpc: { name: 'main' },
      flows: [
        { from: 'flowing', to: 'db', port: 5432 },
        { from: 'elsewhere', to: 'db', port: 9187 },
        { from: 'elsewhere', to: 'other', port: 5432 },
      ],
    },
    clusters: {
      main: {
        services: {
          flowing: service('common', 'flowing'),
          admitted: service('admitted'),
          elsewhere: service('elsewhere'),
          idle: service(),
        },
      },
    },
    securityGroups: {
      db: {
        role: 'database',
        ingress: [
          { protocol: 'tcp', ports: '5000-6000', from: { group: 'admitted' } },
          { protocol: 'tcp', ports: 22, from: { group: 'elsewhere' } },
          { protocol: 'tcp', ports: 5432, from: { cidr: '0.0.0.0/0' } },
        ],
        egress: [],
      },
    },
    aurora: { orders: declared },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, path }) => [name, path.join('.')])).toEqual([
    ['main/flowing to orders', 'clusters.main.services.flowing'],
    ['main/admitted to orders', 'clusters.main.services.admitted'],
  ]);
  expect(check.subjects({} as Spec)).toEqual([]);
});
