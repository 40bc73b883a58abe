import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './ingress-exact.ts';
import { EVERYTHING, group, groups, groupSubject, tcp, twice } from './testing/fixtures.ts';

const subject = groupSubject('db', {
  role: 'database',
  ingress: [
    { protocol: 'tcp', ports: 5432, from: { group: 'app' } },
    { protocol: 'tcp', ports: '8080-8081', from: { cidr: '10.0.0.18/16' } },
    { protocol: 'icmp', ports: 8, from: { cidr: '10.0.0.0/16' } },
    { protocol: 'tcp', ports: 443, from: { prefixList: 'com.example.office' } },
    { protocol: 'udp', ports: 'all', from: { group: 'self' } },
    { protocol: 50, ports: 'all', from: { prefixList: 'pl-2' } },
  ],
});
const postgres = tcp(5432, 5432, group('sg-app'));
const declared = [
  postgres,
  tcp(8081, 8081, { cidrs: ['10.0.0.0/16'] }),
  tcp(8080, 8080, { cidrs: ['10.0.0.0/17', '10.0.128.0/17'] }),
  { ...tcp(8, -1, { cidrs: ['10.0.0.0/16'] }), protocol: 'icmp' },
  tcp(443, 443, { prefixLists: ['pl-1'] }),
  { ...tcp(0, 65535, group('sg-db')), protocol: '17' },
  { ...tcp(0, 0, { prefixLists: ['pl-2'] }), protocol: '50', fromPort: null, toPort: null },
];
const lists = {
  db: [
    { id: 'pl-1', name: 'com.example.office', cidrs: ['10.8.0.0/16'] },
    { id: 'pl-2', name: null, cidrs: [] },
  ],
};
const deployed = (...ingress: typeof declared) => ({
  groups: { main: groups({ db: { ingress }, app: {}, other: {} }) },
  lists,
});
/** A group that lets in the application alone, and its table of what else was found. */
const simple = { declared: { role: 'database', ingress: subject.declared.ingress.slice(0, 1) } };

testCheck(check, subject, {
  pass: [
    {
      name: 'the declared rules, grouped, split and ordered otherwise (N8)',
      artifacts: deployed(...declared),
      details: [],
    },
    {
      name: 'no rule, as declared',
      subject: { declared: { ...subject.declared, ingress: [] } },
      artifacts: deployed(),
    },
    {
      name: 'no prefix list on either side: none is asked for',
      subject: simple,
      artifacts: {
        ...deployed(postgres),
        lists: { db: denied('ec2:GetManagedPrefixListEntries') },
      },
    },
  ],
  fail: [
    {
      name: 'no group of the name',
      artifacts: { groups: { main: groups({ app: {} }) }, lists: {} },
      message: 'The security group does not exist.',
    },
    {
      name: 'no VPC',
      artifacts: { groups: { main: null }, lists: {} },
      message: 'The security group does not exist.',
    },
    {
      name: 'no rule at all',
      subject: simple,
      artifacts: deployed(),
      message: 'The security group lacks declared rules.',
      details: ['Not admitted: tcp 5432 from sg app.'],
    },
    {
      name: 'one port less',
      artifacts: deployed(...declared.filter(({ toPort }) => toPort !== 8081)),
      message: 'The security group lacks declared rules.',
      details: ['Not admitted: tcp 8081 from 10.0.0.0/16.'],
    },
    {
      name: 'everything from everywhere has no ports to look at (N1)',
      subject: simple,
      artifacts: deployed(postgres, EVERYTHING),
      message: 'The security group has undeclared rules.',
      details: ['Not declared: all traffic from 0.0.0.0/0.'],
    },
    {
      name: 'a range that contains the port (N2)',
      subject: simple,
      artifacts: deployed(tcp(5000, 6000, group('sg-app'))),
      message: 'The security group has undeclared rules.',
      details: [
        'Not declared: tcp 5000-5431 from sg app.',
        'Not declared: tcp 5433-6000 from sg app.',
      ],
    },
    {
      name: 'IPv6 (N3)',
      subject: simple,
      artifacts: deployed(postgres, tcp(5432, 5432, { cidrs: ['::/0'] })),
      message: 'The security group has undeclared rules.',
      details: ['Not declared: tcp 5432 from ::/0.'],
    },
    {
      name: 'a prefix list, by its name (N4)',
      subject: simple,
      artifacts: deployed(postgres, tcp(22, 22, { prefixLists: ['pl-1'] })),
      message: 'The security group has undeclared rules.',
      details: ['Not declared: tcp 22 from prefix list com.example.office.'],
    },
    {
      name: 'another prefix list than the declared one (N4)',
      subject: { declared: { ...subject.declared, ingress: subject.declared.ingress.slice(3, 4) } },
      artifacts: deployed(tcp(443, 443, { prefixLists: ['pl-2'] })),
      message: 'The security group has undeclared rules and lacks declared ones.',
      details: [
        'Not declared: tcp 443 from prefix list pl-2.',
        'Not admitted: tcp 443 from prefix list com.example.office.',
      ],
    },
    {
      name: 'another group, and one of another account (N7)',
      subject: simple,
      artifacts: deployed(
        tcp(5432, 5432, {
          groups: [
            { id: 'sg-other', account: '123456789012' },
            { id: 'sg-peer', account: '999999999999' },
          ],
        }),
      ),
      message: 'The security group has undeclared rules and lacks declared ones.',
      details: [
        'Not declared: tcp 5432 from sg other.',
        'Not declared: tcp 5432 from sg sg-peer of account 999999999999.',
        'Not admitted: tcp 5432 from sg app.',
      ],
    },
    {
      name: 'a declared peer that does not exist',
      subject: simple,
      artifacts: { groups: { main: groups({ db: {} }) }, lists },
      message: 'The security group lacks declared rules.',
      details: ['Not admitted: tcp 5432 from sg app.'],
    },
    {
      name: 'an undeclared rule beside one that cannot be read',
      subject: simple,
      artifacts: deployed(EVERYTHING, { ...postgres, protocol: 'sctp' }),
      message: 'The security group has undeclared rules and lacks declared ones.',
    },
  ],
  unknown: [
    {
      name: 'two groups of the name',
      artifacts: { groups: { main: twice('db') }, lists },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'two groups of a declared peer',
      subject: simple,
      artifacts: {
        groups: {
          main: { ...groups({ db: {}, app: {} }), idsByName: { db: ['sg-db'], app: ['a', 'b'] } },
        },
        lists,
      },
      message: 'A declared rule names what several groups or prefix lists are called.',
    },
    {
      name: 'a list of rules that EC2 left out',
      subject: { declared: { ...subject.declared, ingress: [] } },
      artifacts: { groups: { main: groups({ db: { ingress: null } }) }, lists },
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'a rule that cannot be read, where one is missing',
      subject: simple,
      artifacts: deployed({ ...postgres, fromPort: null }),
      message: 'Rules of the security group cannot be read.',
    },
    {
      name: 'a rule of which EC2 left out peers',
      subject: simple,
      artifacts: deployed({ ...postgres, complete: false }),
      message: 'Rules of the security group cannot be read.',
    },
  ],
  error: [
    {
      name: 'the groups are denied',
      artifacts: { groups: { main: denied('ec2:DescribeSecurityGroups') }, lists },
      message: 'AWS denied ec2:DescribeSecurityGroups.',
    },
    {
      name: 'the names of the prefix lists are denied',
      artifacts: {
        ...deployed(...declared),
        lists: { db: denied('ec2:DescribeManagedPrefixLists') },
      },
      message: 'AWS denied ec2:DescribeManagedPrefixLists.',
    },
  ],
});
