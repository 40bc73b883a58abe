import { expect, test } from '@jest/globals';
import type { AclEntry, NetworkAcl } from '../../collectors/aws/ec2/network-acls.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { EVERYTHING, group, groups, tcp, twice } from '../sg/testing/fixtures.ts';
import check from './reachability.ts';
import {
  aclEntry,
  OPEN_ACL,
  deployedEndpoints,
  deployedSubnets,
  deployedTables,
  NETWORK,
  route,
  tablesWith,
} from './testing/fixtures.ts';

const subject = {
  name: 'app to db:5432',
  path: ['network', 'flows', 0],
  vpc: 'main',
  from: 'app',
  to: 'db',
  port: 5432,
  senders: [{ groups: ['app'], subnets: ['private-a'] }],
  receivers: [{ groups: ['db'], subnets: ['database-a', 'database-b'] }],
};
const fromInternet = {
  from: 'internet',
  to: 'alb',
  port: 443,
  senders: [],
  receivers: [{ groups: ['alb'], subnets: ['public-a'] }],
};
const to = (...subnets: string[]) => ({ receivers: [{ groups: ['db'], subnets }] });
const GROUPS = {
  app: { egress: [tcp(5432, 5432, group('sg-db'))] },
  db: { ingress: [tcp(5432, 5432, group('sg-app'))] },
  alb: { ingress: [tcp(443, 443, { cidrs: ['0.0.0.0/0'] })] },
};
const acls = (database: AclEntry[] = OPEN_ACL): NetworkAcl[] => [
  {
    id: 'acl-1',
    subnets: ['subnet-private-a', 'subnet-private-b', 'subnet-public-a', 'subnet-public-b'],
    entries: OPEN_ACL,
  },
  { id: 'acl-2', subnets: ['subnet-database-a', 'subnet-database-b'], entries: database },
];
const deployed = (rules: Parameters<typeof groups>[0] = GROUPS) => ({
  groups: { main: groups({ ...GROUPS, ...rules }) },
  groupLists: { app: [], db: [], alb: [] },
  subnets: { main: deployedSubnets() },
  acls: { main: acls() },
  tables: { main: deployedTables() },
  endpoints: { main: deployedEndpoints() },
  routeLists: { main: [] },
});
const lost = 'The declared flow does not arrive, or gets no answer.';
const untold = (step: string) => `It cannot be told whether this lets the flow pass: ${step}.`;
/** Routes of the private subnet beside those that it has. */
const privately = (...routes: ReturnType<typeof route>[]) => ({
  main: tablesWith('rtb-private-a', {
    routes: [route('0.0.0.0/0', 'nat-a'), route('pl-s3', 'vpce-s3'), ...routes],
  }),
});

testCheck(check, subject, {
  pass: [
    { name: 'there and back', artifacts: deployed() },
    {
      name: 'within one subnet, where no ACL and no route is asked',
      subject: to('private-a'),
      artifacts: { ...deployed(), acls: { main: [] }, tables: { main: [] } },
    },
    { name: 'from the internet', subject: fromInternet, artifacts: deployed() },
    {
      name: 'by what the groups of the sender let out together',
      subject: { senders: [{ groups: ['app', 'way-out'], subnets: ['private-a'] }] },
      artifacts: deployed({ app: {}, 'way-out': { egress: [EVERYTHING] } }),
    },
    {
      name: 'by addresses, in the blocks of the subnets',
      artifacts: deployed({
        app: { egress: [EVERYTHING] },
        db: { ingress: [tcp(5432, 5432, { cidrs: ['10.0.10.0/23'] })] },
      }),
    },
    {
      name: 'IPv6 that is not let in beside IPv4 that is',
      artifacts: {
        ...deployed({
          app: { egress: [EVERYTHING] },
          db: { ingress: [tcp(5432, 5432, { cidrs: ['10.0.10.0/23'] })] },
        }),
        subnets: { main: deployedSubnets({ 'private-a': { ipv6Cidrs: ['2600::/64'] } }) },
      },
    },
    {
      name: 'a prefix list that was read',
      artifacts: {
        ...deployed({
          app: { egress: [EVERYTHING] },
          db: { ingress: [tcp(5432, 5432, { prefixLists: ['pl-app'] })] },
        }),
        groupLists: { db: [{ id: 'pl-app', name: 'app', cidrs: ['10.0.0.0/16'] }] },
      },
    },
    {
      name: 'a list of routes that was read, and is about others',
      artifacts: {
        ...deployed(),
        tables: privately(route('pl-office', 'tgw-1')),
        routeLists: { main: [{ id: 'pl-office', name: 'office', cidrs: ['192.168.0.0/16'] }] },
      },
    },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { ...deployed(), groups: { main: null } },
      message: 'The VPC does not exist.',
    },
    {
      name: 'no group',
      subject: { to: 'other' },
      artifacts: deployed(),
      message: 'A security group of the flow does not exist.',
    },
    {
      name: 'no subnet of a name',
      subject: to('database-c'),
      artifacts: deployed(),
      message: 'The subnet does not exist.',
    },
    {
      name: 'the egress half is missing (N15)',
      artifacts: deployed({ app: {} }),
      message: lost,
      details: ['Closed: the port out of the security group of the sender.'],
    },
    {
      name: 'the ingress half is missing (N15)',
      artifacts: deployed({ db: {} }),
      message: lost,
      details: ['Closed: the port into the security group of the receiver.'],
    },
    {
      name: 'a longer prefix that is a black hole, and the group half that is missing',
      artifacts: {
        ...deployed({ app: {} }),
        tables: privately(route('10.0.21.0/24', 'eni-1', 'blackhole')),
      },
      message: lost,
      details: [
        'Closed: the port out of the security group of the sender.',
        'Closed: the routes of private-a to database-b.',
      ],
    },
    {
      name: 'the answers are dropped by the ACL (N9)',
      artifacts: {
        ...deployed(),
        acls: {
          main: acls([aclEntry(50, true, { action: 'deny', cidr: '10.0.11.0/24' }), ...OPEN_ACL]),
        },
      },
      message: lost,
      details: [
        'Closed: the answers out of database-a to private-a by the network ACL, for 10.0.11.0/24.',
        'Closed: the answers out of database-b to private-a by the network ACL, for 10.0.11.0/24.',
      ],
    },
    {
      name: 'one of two services with the group, of which the other has a group that lets it out',
      subject: {
        senders: [
          { groups: ['app', 'way-out'], subnets: ['private-a'] },
          { groups: ['app'], subnets: ['private-a'] },
        ],
      },
      artifacts: deployed({ app: {}, 'way-out': { egress: [EVERYTHING] } }),
      message: lost,
      details: ['Closed: the port out of the security group of the sender.'],
    },
    {
      name: 'a part of the internet is denied',
      subject: fromInternet,
      artifacts: {
        ...deployed(),
        acls: {
          main: acls().map((acl) => ({
            ...acl,
            entries: [aclEntry(50, false, { action: 'deny', cidr: '8.8.8.0/24' }), ...acl.entries],
          })),
        },
      },
      message: lost,
      details: [
        'Closed: the port into public-a from the internet by the network ACL, for 8.8.8.0/24.',
      ],
    },
    {
      name: 'the internet, without a way back',
      subject: {
        ...fromInternet,
        receivers: [{ groups: ['alb'], subnets: ['private-a'] }],
      },
      artifacts: deployed(),
      message: lost,
      details: ['Closed: the routes of private-a to the internet.'],
    },
  ],
  unknown: [
    {
      name: 'two groups of a name',
      subject: { from: 'app' },
      artifacts: { ...deployed(), groups: { main: twice('app') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'two subnets of a name',
      subject: to('database-a'),
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'database-b': { name: 'database-a' } }) },
      },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'an appliance between',
      artifacts: { ...deployed(), tables: privately(route('10.0.20.0/24', 'vpce-firewall')) },
      message: untold('the routes of private-a to database-a'),
    },
    {
      name: 'a list of routes that was not read',
      artifacts: { ...deployed(), tables: privately(route('pl-office', 'tgw-1')) },
      message: untold('the routes of private-a to database-a'),
    },
    {
      name: 'a list to an endpoint that is no gateway endpoint',
      artifacts: {
        ...deployed(),
        endpoints: { main: deployedEndpoints({ s3: { type: 'GatewayLoadBalancer' } }) },
      },
      message: untold('the routes of private-a to database-a'),
    },
    {
      name: 'a subnet without an ACL',
      artifacts: { ...deployed(), acls: { main: acls().slice(0, 1) } },
      message: untold('the port into database-a from private-a by the network ACL'),
    },
    {
      name: 'a subnet without any block',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'database-a': { cidr: null } }) },
      },
      message: untold('the routes of private-a to database-a'),
    },
    {
      name: 'rules that EC2 left out',
      artifacts: deployed({ db: { ingress: null } }),
      message: untold('the port into the security group of the receiver'),
    },
  ],
  error: [
    {
      name: 'the route tables are denied',
      artifacts: { ...deployed(), tables: { main: denied('ec2:DescribeRouteTables') } },
      message: 'AWS denied ec2:DescribeRouteTables.',
    },
  ],
});

const service = { network: { securityGroups: ['app'], subnets: ['private-a'] } };
const spec = (flows: NonNullable<Spec['network']>['flows']) =>
  ({
    network: { ...NETWORK, endpoints: { ...NETWORK.endpoints, securityGroup: undefined }, flows },
    clusters: { ecs: { services: { app: service } } },
  }) as unknown as Spec;

test.each([
  [{ from: 'internet', to: 'app', port: 443 }, undefined],
  [{ from: 'app', to: 'app', port: 8080 }, undefined],
  [
    { from: 'other', to: 'app', port: 8080 },
    'The spec places nothing with the security group in a subnet.',
  ],
  [
    { from: 'app', to: 'endpoints', port: 443 },
    'The spec declares no security group of the endpoints.',
  ],
])('%j', (flow, notApplicable) => {
  expect(check.subjects(spec([flow]))).toMatchObject([
    { name: `${flow.from} to ${flow.to}:${flow.port}`, path: ['network', 'flows', 0] },
  ]);
  expect(check.subjects(spec([flow]))[0]?.notApplicable).toBe(notApplicable);
});
