import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-public-ingress.ts';
import { EVERYTHING, group, groups, groupSubject, tcp, twice } from './testing/fixtures.ts';

const subject = groupSubject('app', { role: 'service' });
const balancer = {
  declared: {
    ...subject.declared,
    role: 'load-balancer',
    ingress: [
      { protocol: 'tcp', ports: 443, from: { cidr: '0.0.0.0/0' } },
      { protocol: 'tcp', ports: 80, from: { cidr: '0.0.0.0/0' } },
      { protocol: 'tcp', ports: 443, from: { prefixList: 'com.example.edge' } },
    ],
  },
};
const lists = {
  app: [
    { id: 'pl-office', name: 'com.example.office', cidrs: ['10.8.0.0/16', 'fd00::/8'] },
    { id: 'pl-edge', name: 'com.example.edge', cidrs: ['10.8.0.0/16', '120.52.22.96/27'] },
    { id: 'pl-odd', name: 'com.example.odd', cidrs: ['10.8.0.0'] },
  ],
};
const deployed = (...ingress: (typeof EVERYTHING)[]) => ({
  groups: { main: groups({ app: { ingress, egress: [EVERYTHING] }, alb: {} }) },
  lists,
});
const open = 'The security group lets in public addresses.';

testCheck(check, subject, {
  pass: [
    {
      name: 'groups and private blocks, and everything going out (N5)',
      artifacts: deployed(
        tcp(8080, 8080, group('sg-alb')),
        tcp(8080, 8080, { cidrs: ['10.0.0.0/16', '172.16.0.0/12', '100.64.0.0/10', 'fd00::/8'] }),
      ),
    },
    { name: 'no rule', artifacts: deployed() },
    {
      name: 'a prefix list of private blocks (N4)',
      artifacts: deployed(tcp(22, 22, { prefixLists: ['pl-office'] })),
    },
    {
      name: 'a load balancer at its declared ports (N6)',
      subject: balancer,
      artifacts: deployed(
        tcp(443, 443, { cidrs: ['0.0.0.0/1', '128.0.0.0/1'], prefixLists: ['pl-edge'] }),
        tcp(80, 80, { cidrs: ['0.0.0.0/0'] }),
      ),
    },
  ],
  fail: [
    {
      name: 'no group of the name',
      artifacts: { groups: { main: groups({}) }, lists },
      message: 'The security group does not exist.',
    },
    {
      name: 'everything from everywhere (N1)',
      artifacts: deployed(EVERYTHING),
      message: open,
      details: ['Open to the internet: all traffic from 0.0.0.0/0.'],
    },
    {
      name: 'IPv6 (N3)',
      artifacts: deployed(tcp(8080, 8080, { cidrs: ['::/0'] })),
      message: open,
      details: ['Open to the internet: tcp 8080 from ::/0.'],
    },
    {
      name: 'two halves (N5)',
      artifacts: deployed(tcp(22, 22, { cidrs: ['0.0.0.0/1', '128.0.0.0/1'] })),
      message: open,
      details: [
        'Open to the internet: tcp 22 from 0.0.0.0/1.',
        'Open to the internet: tcp 22 from 128.0.0.0/1.',
      ],
    },
    {
      name: 'one public address among private ones (N5)',
      artifacts: deployed(tcp(22, 22, { cidrs: ['10.0.0.0/16', '8.8.8.8/32'] })),
      message: open,
      details: ['Open to the internet: tcp 22 from 8.8.8.8/32.'],
    },
    {
      name: 'a prefix list with a public block (N4)',
      artifacts: deployed(tcp(443, 443, { prefixLists: ['pl-edge'] })),
      message: open,
      details: ['Open to the internet: tcp 443 from prefix list com.example.edge.'],
    },
    {
      name: 'a public rule that is declared for tasks is public all the same (N6)',
      subject: {
        declared: {
          ...subject.declared,
          ingress: [{ protocol: 'tcp', ports: 8080, from: { cidr: '0.0.0.0/0' } }],
        },
      },
      artifacts: deployed(tcp(8080, 8080, { cidrs: ['0.0.0.0/0'] })),
      message: open,
    },
    {
      name: 'a load balancer at another port, and at a declared one by IPv6 (N2, N3, N6)',
      subject: balancer,
      artifacts: deployed(
        tcp(80, 8080, { cidrs: ['0.0.0.0/0'] }),
        tcp(443, 443, { cidrs: ['::/0'] }),
      ),
      message: 'The load balancer lets in the internet where it is not declared.',
      details: [
        'Open to the internet: tcp 81-442 from 0.0.0.0/0.',
        'Open to the internet: tcp 444-8080 from 0.0.0.0/0.',
        'Open to the internet: tcp 443 from ::/0.',
      ],
    },
    {
      name: 'a public rule beside a prefix list that is not seen',
      artifacts: {
        ...deployed(EVERYTHING, tcp(443, 443, { prefixLists: ['pl-edge'] })),
        lists: { app: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: open,
    },
    {
      name: 'a public rule beside one that cannot be read',
      artifacts: deployed(EVERYTHING, { ...EVERYTHING, protocol: 'sctp' }),
      message: open,
    },
  ],
  unknown: [
    {
      name: 'two groups of the name',
      artifacts: { groups: { main: twice('app') }, lists },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'a rule that cannot be read',
      artifacts: deployed(tcp(443, 443, { cidrs: ['everywhere'] })),
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'a list of rules that EC2 left out',
      artifacts: { groups: { main: groups({ app: { ingress: null } }) }, lists },
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'a prefix list with an entry that is no block',
      artifacts: deployed(tcp(443, 443, { prefixLists: ['pl-odd'] })),
      message: 'The entries of a prefix list that is let in cannot be read.',
    },
    {
      name: 'a prefix list that was not among those read',
      artifacts: deployed(tcp(443, 443, { prefixLists: ['pl-new'] })),
      message: 'The entries of a prefix list that is let in cannot be read.',
    },
  ],
  error: [
    {
      name: 'the groups are denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') }, lists },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
    {
      name: 'the entries of a prefix list are denied (N4)',
      artifacts: {
        ...deployed(tcp(443, 443, { prefixLists: ['pl-office'] })),
        lists: { app: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'AWS denied ec2:GetManagedPrefixListEntries.',
    },
  ],
});
