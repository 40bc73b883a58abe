import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { EVERYTHING, group, groups, SUBNETS, tcp, twice } from './testing/fixtures.ts';
import check from './path-app-to-deps.ts';

const subject = {
  name: 'app to other:8080',
  path: ['network', 'flows', 0],
  vpc: 'main',
  from: 'app',
  to: 'other',
  port: 8080,
  fromSubnets: ['private-a', 'private-b'],
  toSubnets: ['private-a', 'private-b'],
};
type Groups = Parameters<typeof groups>[0];
const deployed = (rules: Groups) => ({
  groups: { main: groups(rules) },
  lists: { app: [{ id: 'pl-private', name: 'private', cidrs: ['10.0.10.0/23', '10.0.12.0/23'] }] },
  subnets: { main: SUBNETS },
});
const out = { egress: [tcp(8080, 8080, group('sg-other'))] };
const inside = { ingress: [tcp(8080, 8080, group('sg-app'))] };
const fromInternet = { from: 'internet', to: 'other', port: 443, fromSubnets: [] };
const noEgress = 'The security group of the sender does not let the flow out.';
const noIngress = 'The security group of the receiver does not let the flow in.';

testCheck(check, subject, {
  pass: [
    { name: 'both halves by group (N15)', artifacts: deployed({ app: out, other: inside }) },
    {
      name: 'everything goes out',
      artifacts: deployed({ app: { egress: [EVERYTHING] }, other: inside }),
    },
    {
      name: 'by the blocks of all subnets',
      artifacts: deployed({
        app: { egress: [tcp(8080, 8080, { cidrs: ['10.0.10.0/23', '10.0.12.0/23'] })] },
        other: inside,
      }),
    },
    {
      name: 'by a prefix list (N4)',
      artifacts: deployed({
        app: { egress: [tcp(8080, 8080, { prefixLists: ['pl-private'] })] },
        other: inside,
      }),
    },
    {
      name: 'by group, and nobody may see subnets',
      artifacts: {
        ...deployed({ app: out, other: inside }),
        subnets: { main: denied('ec2:DescribeSubnets') },
      },
    },
    {
      name: 'the internet',
      subject: fromInternet,
      artifacts: deployed({ other: { ingress: [tcp(443, 443, { cidrs: ['0.0.0.0/0'] })] } }),
    },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { ...deployed({}), groups: { main: null } },
      message: 'The VPC does not exist.',
    },
    {
      name: 'no receiver',
      artifacts: deployed({ app: out }),
      message: 'A security group of the flow does not exist.',
    },
    {
      name: 'no sender',
      artifacts: deployed({ other: inside }),
      message: 'A security group of the flow does not exist.',
    },
    {
      name: 'only the ingress (N15)',
      artifacts: deployed({ app: {}, other: inside }),
      message: noEgress,
    },
    {
      name: 'only the egress (N15)',
      artifacts: deployed({ app: out, other: {} }),
      message: noIngress,
    },
    {
      name: 'neither',
      artifacts: deployed({ app: {}, other: {} }),
      message: 'The sender lets the flow not out, and the receiver not in.',
    },
    {
      name: 'another port',
      artifacts: deployed({ app: out, other: { ingress: [tcp(8081, 8081, group('sg-app'))] } }),
      message: noIngress,
    },
    {
      name: 'the block of one subnet of two',
      artifacts: deployed({
        app: { egress: [tcp(8080, 8080, { cidrs: ['10.0.10.0/23'] })] },
        other: inside,
      }),
      message: noEgress,
    },
    {
      name: 'half of the internet',
      subject: fromInternet,
      artifacts: deployed({ other: { ingress: [tcp(443, 443, { cidrs: ['0.0.0.0/1'] })] } }),
      message: noIngress,
    },
  ],
  unknown: [
    {
      name: 'two groups of a name',
      artifacts: { ...deployed({}), groups: { main: twice('app') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'by the block of one of two subnets of a declared name, in the other of which the receiver may be',
      artifacts: {
        ...deployed({
          app: { egress: [tcp(8080, 8080, { cidrs: ['10.0.10.0/23', '10.0.12.0/23'] })] },
          other: inside,
        }),
        subnets: {
          main: Object.fromEntries(
            Object.entries(SUBNETS).map(([id, subnet]) => [
              id,
              id === 'subnet-database-a' ? { ...subnet, name: 'private-a' } : subnet,
            ]),
          ),
        },
      },
      message: 'Not all that the flow depends on can be seen.',
    },
    {
      name: 'a rule that cannot be read',
      artifacts: deployed({
        app: { egress: [{ ...tcp(8080, 8080, group('sg-other')), protocol: null }] },
        other: inside,
      }),
      message: 'Not all that the flow depends on can be seen.',
    },
    {
      name: 'a prefix list that is not seen (N4)',
      artifacts: {
        ...deployed({
          app: { egress: [tcp(8080, 8080, { prefixLists: ['pl-private'] })] },
          other: inside,
        }),
        lists: { app: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'Not all that the flow depends on can be seen.',
    },
  ],
  error: [
    {
      name: 'groups are denied',
      artifacts: { ...deployed({}), groups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});

test('flows to databases are judged elsewhere, and endpoints by their group', () => {
  const spec = {
    network: {
      vpc: { name: 'main' },
      subnets: {},
      endpoints: { securityGroup: 'vpce', interface: [], gateway: [] },
      flows: [
        { from: 'app', to: 'db', port: 5432 },
        { from: 'app', to: 'endpoints', port: 443 },
        { from: 'internet', to: 'alb', port: 443 },
      ],
    },
    securityGroups: { db: { role: 'database' }, alb: { role: 'load-balancer' } },
  } as unknown as Spec;
  expect(
    check.subjects(spec).map(({ name, from, to, path }) => [name, from, to, path.join('.')]),
  ).toEqual([
    ['app to endpoints:443', 'app', 'vpce', 'network.flows.1'],
    ['internet to alb:443', 'internet', 'alb', 'network.flows.2'],
  ]);
});
