import type { AclEntry } from '../../collectors/aws/ec2/network-acls.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { networkSubject } from './testing/fixtures.ts';
import check from './nacl-admin-ports.ts';

const entry = (number: number, action: string, facts: Partial<AclEntry> = {}): AclEntry => ({
  number,
  egress: false,
  action,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  cidr: '0.0.0.0/0',
  ...facts,
});
const tcp = (fromPort: number, toPort = fromPort) => ({ protocol: '6', fromPort, toPort });
const having = (...entries: AclEntry[]) => ({
  acls: { main: [{ id: 'acl-1', subnets: ['subnet-a'], entries }] },
});
const DENIALS = [
  entry(90, 'deny', tcp(22)),
  entry(91, 'deny', tcp(3389)),
  entry(92, 'deny', { ...tcp(3389), protocol: '17' }),
];
const OPEN = 'A network ACL lets the internet in at a port of administrators.';

testCheck(
  check,
  { ...networkSubject() },
  {
    pass: [
      {
        name: 'denied before all is allowed (N9)',
        artifacts: having(...DENIALS, entry(100, 'allow')),
      },
      {
        name: 'denied before, in another order of the list',
        artifacts: having(entry(100, 'allow'), ...DENIALS),
      },
      {
        name: 'private addresses alone',
        artifacts: having(entry(80, 'allow', { cidr: '10.0.0.0/8' }), entry(100, 'deny')),
      },
      { name: 'other ports', artifacts: having(entry(100, 'allow', tcp(443))) },
      { name: 'nothing', artifacts: having() },
      { name: 'what goes out', artifacts: having(entry(100, 'allow', { egress: true })) },
      {
        name: 'an ACL that guards nothing, beside one that does',
        artifacts: {
          acls: {
            main: [
              { id: 'acl-1', subnets: ['subnet-a'], entries: [] },
              { id: 'acl-2', subnets: [], entries: [entry(100, 'allow')] },
            ],
          },
        },
      },
    ],
    fail: [
      { name: 'no VPC', artifacts: { acls: { main: null } }, message: 'The VPC does not exist.' },
      {
        name: 'all is allowed, as AWS makes it',
        artifacts: having(entry(100, 'allow'), entry(32767, 'deny')),
        message: OPEN,
        details: ['acl-1 lets in tcp 22.', 'acl-1 lets in tcp 3389.', 'acl-1 lets in udp 3389.'],
      },
      {
        name: 'denied too late (N9)',
        artifacts: having(
          entry(100, 'allow'),
          entry(110, 'deny', tcp(22)),
          entry(111, 'deny', tcp(3389)),
        ),
        message: OPEN,
      },
      {
        name: 'denied to half of the world (N5)',
        artifacts: having(
          entry(90, 'deny', { ...tcp(0, 65535), cidr: '0.0.0.0/1' }),
          entry(100, 'allow'),
        ),
        message: OPEN,
      },
      {
        name: 'over IPv6 (N3)',
        artifacts: having(...DENIALS, entry(100, 'allow'), entry(101, 'allow', { cidr: '::/0' })),
        message: OPEN,
      },
      {
        name: 'RDP by UDP, where TCP alone is denied',
        artifacts: having(...DENIALS.slice(0, 2), entry(100, 'allow')),
        message: OPEN,
        details: ['acl-1 lets in udp 3389.'],
      },
      {
        name: 'a range',
        artifacts: having(entry(100, 'allow', tcp(3000, 4000))),
        message: OPEN,
        details: ['acl-1 lets in tcp 3389.'],
      },
    ],
    unknown: [
      {
        name: 'no list',
        artifacts: { acls: { main: [] } },
        message: 'EC2 lists no network ACL of the VPC.',
      },
      {
        name: 'ACLs that guard nothing alone',
        artifacts: {
          acls: { main: [{ id: 'acl-2', subnets: [], entries: [entry(100, 'allow')] }] },
        },
        message: 'No network ACL that EC2 lists guards a subnet.',
      },
      {
        name: 'an entry that cannot be read',
        artifacts: having(entry(100, 'allow', { cidr: null })),
        message: 'An entry of a network ACL cannot be read.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { acls: { main: denied('ec2:DescribeNetworkAcls') } },
        message: 'AWS denied ec2:DescribeNetworkAcls.',
      },
    ],
  },
);
