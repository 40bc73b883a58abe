import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './db-from-app-only.ts';
import { EVERYTHING, group, groups, groupSubject, tcp, twice } from './testing/fixtures.ts';

const subject = {
  ...groupSubject('db', {
    role: 'database',
    ingress: [
      { protocol: 'tcp', ports: 5432, from: { group: 'app' } },
      { protocol: 'tcp', ports: 5432, from: { group: 'worker' } },
    ],
  }),
  ports: [5432],
};
const fromApp = tcp(5432, 5432, group('sg-app'));
const deployed = (...ingress: (typeof fromApp)[]) => ({
  groups: { main: groups({ db: { ingress }, app: {}, worker: {}, other: {} }) },
});
const blocks = 'The database lets in addresses, not only security groups.';
const others = 'The database lets in an undeclared group, or another port than its own.';

testCheck(check, subject, {
  pass: [
    { name: 'both clients', artifacts: deployed(tcp(5432, 5432, group('sg-app', 'sg-worker'))) },
    { name: 'one of the clients', artifacts: deployed(fromApp) },
    {
      name: 'itself, where it is declared (N7)',
      subject: {
        declared: {
          ...subject.declared,
          ingress: [{ protocol: 'tcp', ports: 5432, from: { group: 'self' } }],
        },
      },
      artifacts: deployed(tcp(5432, 5432, group('sg-db'))),
    },
  ],
  fail: [
    {
      name: 'no group of the name',
      artifacts: { groups: { main: groups({}) } },
      message: 'The security group does not exist.',
    },
    {
      name: 'no VPC',
      artifacts: { groups: { main: null } },
      message: 'The security group does not exist.',
    },
    { name: 'nobody', artifacts: deployed(), message: 'Nobody is let in to the database.' },
    {
      name: 'a private block, though it has the clients in it',
      artifacts: deployed(fromApp, tcp(5432, 5432, { cidrs: ['10.0.10.0/23'] })),
      message: blocks,
      details: ['Let in: tcp 5432 from 10.0.10.0/23.'],
    },
    {
      name: 'a block that is declared is a block all the same',
      subject: {
        declared: {
          ...subject.declared,
          ingress: [{ protocol: 'tcp', ports: 5432, from: { cidr: '10.0.0.0/16' } }],
        },
      },
      artifacts: deployed(tcp(5432, 5432, { cidrs: ['10.0.0.0/16'] })),
      message: blocks,
    },
    { name: 'everything (N1)', artifacts: deployed(fromApp, EVERYTHING), message: blocks },
    {
      name: 'a block of IPv6 (N3)',
      artifacts: deployed(fromApp, tcp(5432, 5432, { cidrs: ['fd00::/8'] })),
      message: blocks,
    },
    {
      name: 'a prefix list (N4)',
      artifacts: deployed(fromApp, tcp(5432, 5432, { prefixLists: ['pl-1'] })),
      message: blocks,
      details: ['Let in: tcp 5432 from prefix list pl-1.'],
    },
    {
      name: 'another group',
      artifacts: deployed(fromApp, tcp(5432, 5432, group('sg-other'))),
      message: others,
      details: ['Let in: tcp 5432 from sg other.'],
    },
    {
      name: 'itself, undeclared (N7)',
      artifacts: deployed(fromApp, tcp(5432, 5432, group('sg-db'))),
      message: others,
    },
    {
      name: 'a group of another account (N7)',
      artifacts: deployed(
        fromApp,
        tcp(5432, 5432, { groups: [{ id: 'sg-peer', account: '999999999999' }] }),
      ),
      message: others,
      details: ['Let in: tcp 5432 from sg sg-peer of account 999999999999.'],
    },
    {
      name: 'a client at a range around the port (N2)',
      artifacts: deployed(tcp(5432, 5440, group('sg-app'))),
      message: others,
      details: ['Let in: tcp 5433-5440 from sg app.'],
    },
    {
      name: 'a client by everything (N1)',
      artifacts: deployed({ ...EVERYTHING, cidrs: [], ...group('sg-app') }),
      message: others,
    },
    {
      name: 'a client by another protocol',
      artifacts: deployed(fromApp, { ...fromApp, protocol: 'udp' }),
      message: others,
    },
    {
      name: 'another group beside a rule that cannot be read',
      artifacts: deployed(tcp(5432, 5432, group('sg-other')), { ...fromApp, protocol: null }),
      message: others,
    },
  ],
  unknown: [
    {
      name: 'two groups of the name',
      artifacts: { groups: { main: twice('db') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'a rule that cannot be read',
      artifacts: deployed(fromApp, { ...fromApp, protocol: null }),
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'a list of rules that EC2 left out',
      artifacts: { groups: { main: groups({ db: { ingress: null } }) } },
      message: 'Rules of the security group cannot be read.',
    },
  ],
  error: [
    {
      name: 'the groups are denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});

test('a group of a database is judged by the ports of its clusters, and not without one', () => {
  const spec = {
    network: { vpc: { name: 'main' } },
    securityGroups: {
      db: subject.declared,
      idle: subject.declared,
      app: { ...subject.declared, role: 'service' },
    },
    aurora: {
      one: { port: 5432, securityGroups: ['db'] },
      two: { port: 5432, securityGroups: ['db'] },
      three: { port: 5433, securityGroups: ['db', 'other'] },
    },
  } as unknown as Spec;
  expect(
    check.subjects(spec).map(({ name, notApplicable, ...rest }) => [name, notApplicable, rest]),
  ).toMatchObject([
    ['db', undefined, { vpc: 'main', ports: [5432, 5433] }],
    ['idle', 'The spec attaches the group to no Aurora cluster.', {}],
  ]);
});
