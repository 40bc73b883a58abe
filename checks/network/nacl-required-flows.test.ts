import { expect, test } from '@jest/globals';
import type { AclEntry, NetworkAcl } from '../../collectors/aws/ec2/network-acls.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './nacl-required-flows.ts';
import { aclEntry, deployedSubnets, NETWORK, networkSubject } from './testing/fixtures.ts';

const subject = {
  ...networkSubject(),
  name: 'app to db:5432',
  path: ['network', 'flows', 0],
  port: 5432,
  from: ['private-a'],
  to: ['database-a', 'database-b'],
};
const tcp = (fromPort: number, toPort = fromPort) => ({ protocol: '6', fromPort, toPort });
const deny = { action: 'deny' };
/** What EC2 makes by default: everything passes, before the last entries, which deny. */
const OPEN = [true, false].flatMap((egress) => [
  aclEntry(100, egress),
  aclEntry(32767, egress, deny),
]);
const deployed = (database: AclEntry[] = OPEN, tasks: AclEntry[] = OPEN) => {
  const acls: NetworkAcl[] = [
    { id: 'acl-1', subnets: ['subnet-private-a', 'subnet-private-b'], entries: tasks },
    { id: 'acl-2', subnets: ['subnet-database-a', 'subnet-database-b'], entries: database },
  ];
  return { subnets: { main: deployedSubnets() }, acls: { main: acls } };
};
const drops = 'A network ACL drops the flow.';
const dropsAnswers = 'A network ACL drops the answers of the flow.';
const unreadable = 'The network ACL of a subnet is not known, or an entry of it cannot be read.';

testCheck(check, subject, {
  pass: [
    { name: 'what EC2 makes by default', artifacts: deployed() },
    {
      name: 'exactly the flow and its answers (N9)',
      artifacts: deployed(
        [
          aclEntry(100, false, { ...tcp(5432), cidr: '10.0.10.0/23' }),
          aclEntry(100, true, { ...tcp(1024, 65535), cidr: '10.0.0.0/16' }),
        ],
        [
          aclEntry(100, true, { ...tcp(5432), cidr: '10.0.20.0/23' }),
          aclEntry(100, false, { ...tcp(1024, 65535), cidr: '10.0.20.0/23' }),
        ],
      ),
    },
    {
      name: 'within one subnet there is no passage',
      subject: { from: ['private-a'], to: ['private-a'] },
      artifacts: deployed([], []),
    },
  ],
  fail: [
    {
      name: 'no subnet of a name',
      subject: { to: ['database-c'] },
      artifacts: deployed(),
      message: 'The subnet does not exist.',
    },
    {
      name: 'no entry but the last',
      artifacts: deployed([aclEntry(32767, false, deny), aclEntry(32767, true, deny)]),
      message: drops,
      details: [
        'Closed: the port into database-a from private-a.',
        'Closed: the answers out of database-a to private-a.',
        'Closed: the port into database-b from private-a.',
        'Closed: the answers out of database-b to private-a.',
      ],
    },
    {
      name: 'a deny before the allow (N9)',
      artifacts: deployed([aclEntry(90, false, { ...tcp(5000, 6000), ...deny }), ...OPEN]),
      message: drops,
      details: [
        'Closed: the port into database-a from private-a.',
        'Closed: the port into database-b from private-a.',
      ],
    },
    {
      name: 'a deny of one of the subnets',
      artifacts: deployed(OPEN, [aclEntry(90, true, { ...deny, cidr: '10.0.21.0/24' }), ...OPEN]),
      message: drops,
      details: ['Closed: the port out of private-a to database-b.'],
    },
    {
      name: 'the port is allowed, and the answers are not (N9)',
      artifacts: deployed([aclEntry(100, false, tcp(5432)), aclEntry(100, true, tcp(5432))]),
      message: dropsAnswers,
      details: [
        'Closed: the answers out of database-a to private-a.',
        'Closed: the answers out of database-b to private-a.',
      ],
    },
    {
      name: 'half of the ports of the answers (N9)',
      artifacts: deployed(OPEN, [aclEntry(100, true), aclEntry(100, false, tcp(32768, 65535))]),
      message: dropsAnswers,
    },
    {
      name: 'one passage closed, another that cannot be read',
      artifacts: deployed([aclEntry(100, false, { action: null }), aclEntry(32767, true, deny)]),
      message: dropsAnswers,
    },
  ],
  unknown: [
    {
      name: 'two subnets of a name',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'database-b': { name: 'database-a' } }) },
      },
      subject: { to: ['database-a'] },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'an entry that cannot be read',
      artifacts: deployed([...OPEN, aclEntry(50, false, { protocol: null })]),
      message: unreadable,
    },
    {
      name: 'a subnet without an ACL',
      artifacts: { ...deployed(), acls: { main: deployed().acls.main.slice(0, 1) } },
      message: unreadable,
    },
    {
      name: 'a subnet without a block',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-a': { cidr: null } }) },
      },
      message: unreadable,
    },
  ],
  error: [
    {
      name: 'the ACLs are denied',
      artifacts: { ...deployed(), acls: { main: denied('ec2:DescribeNetworkAcls') } },
      message: 'AWS denied ec2:DescribeNetworkAcls.',
    },
  ],
});

test('flows are judged between the subnets in which the spec places their ends', () => {
  const spec = {
    network: {
      ...NETWORK,
      flows: [
        { from: 'internet', to: 'alb', port: 443 },
        { from: 'alb', to: 'app', port: 8080 },
        { from: 'app', to: 'db', port: 5432 },
        { from: 'app', to: 'db', port: 5432 },
        { from: 'app', to: 'endpoints', port: 443 },
        { from: 'endpoints', to: 'nobody', port: 443 },
      ],
    },
    clusters: {
      main: {
        services: {
          one: { network: { securityGroups: ['app'], subnets: ['private-a'] } },
          two: {
            network: { securityGroups: ['app', 'other'], subnets: ['private-a', 'private-b'] },
          },
        },
      },
    },
    loadBalancers: { alb: { securityGroups: ['alb'], subnets: ['public-a', 'public-b'] } },
    aurora: { orders: { securityGroups: ['db'], subnetGroup: { subnets: ['database-a'] } } },
  } as unknown as Spec;
  const nowhere = 'The spec places nothing with the security group in a subnet.';
  expect(
    check
      .subjects(spec)
      .map(({ name, from, to, notApplicable }) => [name, from, to, notApplicable]),
  ).toEqual([
    ['alb to app:8080', ['public-a', 'public-b'], ['private-a', 'private-b'], undefined],
    ['app to db:5432', ['private-a', 'private-b'], ['database-a'], undefined],
    ['app to endpoints:443', ['private-a', 'private-b'], ['private-a', 'private-b'], undefined],
    ['endpoints to nobody:443', ['private-a', 'private-b'], [], nowhere],
  ]);
});
