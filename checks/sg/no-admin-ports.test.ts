import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-admin-ports.ts';
import { EVERYTHING, group, groups, tcp } from './testing/fixtures.ts';

const main = { name: 'main', path: ['network', 'vpc'], vpc: 'main' };
const inVpc = (...ingress: (typeof EVERYTHING)[]) => ({
  groups: { main: groups({ alb: { ingress: [tcp(443, 443, ANYWHERE)] }, app: { ingress } }) },
});
const ANYWHERE = { cidrs: ['0.0.0.0/0'] };
const OPEN = 'A security group opens a port of administrators to the internet.';
const opened = (name: string, rule: typeof EVERYTHING, text: string) => ({
  name,
  artifacts: inVpc(rule),
  message: OPEN,
  details: [`app lets in ${text}.`],
});

testCheck(check, main, {
  pass: [
    { name: 'other ports from everywhere', artifacts: inVpc(tcp(23, 444, ANYWHERE)) },
    {
      name: 'private blocks',
      artifacts: inVpc(tcp(22, 22, { cidrs: ['10.0.0.0/8', 'fd00::/8'] })),
    },
    { name: 'a group', artifacts: inVpc(tcp(0, 65535, group('sg-bastion'))) },
    {
      name: 'another protocol at the number',
      artifacts: inVpc({ ...tcp(22, 22, ANYWHERE), protocol: 'udp' }),
    },
    {
      name: 'everything going out (N5)',
      artifacts: { groups: { main: groups({ app: { egress: [EVERYTHING] } }) } },
    },
  ],
  fail: [
    { name: 'no VPC', artifacts: { groups: { main: null } }, message: 'The VPC does not exist.' },
    opened('SSH', tcp(22, 22, ANYWHERE), 'tcp 22 from 0.0.0.0/0'),
    opened('RDP within a range (N2)', tcp(3000, 4000, ANYWHERE), 'tcp 3000-4000 from 0.0.0.0/0'),
    opened('SMB over IPv6 (N3)', tcp(445, 445, { cidrs: ['::/0'] }), 'tcp 445 from ::/0'),
    opened('all protocols (N1)', EVERYTHING, 'all traffic from 0.0.0.0/0'),
    opened(
      'half of all addresses (N5)',
      tcp(22, 22, { cidrs: ['0.0.0.0/1'] }),
      'tcp 22 from 0.0.0.0/1',
    ),
  ],
  unknown: [
    {
      name: 'no group is listed, though every VPC has one',
      artifacts: { groups: { main: groups({}) } },
      message: 'EC2 lists no security group of the VPC.',
    },
    {
      name: 'a prefix list (N4)',
      artifacts: inVpc(tcp(22, 22, { prefixLists: ['pl-1'] })),
      message: 'A prefix list is let in at a port of administrators, and was not looked into.',
    },
    {
      name: 'the rules of a group are left out',
      artifacts: { groups: { main: groups({ app: { ingress: null } }) } },
      message: 'Rules of a security group cannot be read.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') } },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
  ],
});
