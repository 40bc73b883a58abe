import { expect, test } from '@jest/globals';
import type { AclEntry, NetworkAcl } from '../../collectors/aws/ec2/network-acls.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { EVERYTHING, group, groups, tcp, twice } from '../sg/testing/fixtures.ts';
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
import check from './undeclared-reach.ts';

const subject = {
  name: 'db',
  path: ['securityGroups', 'db'],
  vpc: 'main',
  group: 'db',
  declared: {
    role: 'database' as const,
    ingress: [{ protocol: 'tcp' as const, ports: 5432, from: { group: 'app' } }],
    egress: [],
  },
  subnets: ['database-a'],
  flows: [{ from: 'app', port: 5432 }],
};
const balancer = {
  name: 'alb',
  group: 'alb',
  subnets: ['public-a'],
  flows: [{ from: 'internet', port: 443 }],
  declared: { role: 'load-balancer' as const, ingress: [], egress: [] },
};
const listed = {
  declared: {
    ...subject.declared,
    ingress: [{ protocol: 'tcp' as const, ports: 5432, from: { prefixList: 'office' } }],
  },
  flows: [],
};
const OFFICE = { id: 'pl-office', name: 'office', cidrs: ['10.0.10.0/24'] };
const app = tcp(5432, 5432, group('sg-app'));
const anywhere = (from: number, to = from) => tcp(from, to, { cidrs: ['0.0.0.0/0'] });

const acls = (database: AclEntry[] = OPEN_ACL): NetworkAcl[] => [
  {
    id: 'acl-1',
    subnets: ['private-a', 'private-b', 'public-a', 'public-b', 'database-b'].map(
      (name) => `subnet-${name}`,
    ),
    entries: OPEN_ACL,
  },
  { id: 'acl-2', subnets: ['subnet-database-a'], entries: database },
];
const deployed = (rules: Parameters<typeof groups>[0] = {}) => ({
  groups: {
    main: groups({
      app: { egress: [EVERYTHING] },
      other: { egress: [EVERYTHING] },
      silent: {},
      db: { ingress: [app] },
      ...rules,
    }),
  },
  groupLists: { db: [], alb: [] },
  subnets: { main: deployedSubnets() },
  acls: { main: acls() },
  tables: { main: deployedTables() },
  endpoints: { main: deployedEndpoints() },
  routeLists: { main: [] },
});
const lets = (...ingress: ReturnType<typeof tcp>[]) => deployed({ db: { ingress } });
const through = 'What is not declared gets through.';
const untold = (what: string) => `It cannot be told whether this gets through: ${what}.`;
const tablesTo = (...routes: ReturnType<typeof route>[]) => ({
  main: tablesWith('rtb-main', { routes }),
});

testCheck(check, subject, {
  pass: [
    { name: 'the declared rule', artifacts: deployed() },
    { name: 'nobody at all', artifacts: lets() },
    { name: 'a declared flow without a rule', subject: { flows: [] }, artifacts: lets(app) },
    {
      name: 'the internet, where it is declared',
      subject: balancer,
      artifacts: deployed({ alb: { ingress: [anywhere(443)] } }),
    },
    {
      name: 'the ACL of the subnet shuts the port',
      artifacts: {
        ...lets(app, tcp(22, 22, group('sg-other'))),
        acls: {
          main: acls([
            aclEntry(50, false, { action: 'deny', protocol: '6', fromPort: 22, toPort: 22 }),
            ...OPEN_ACL,
          ]),
        },
        // Within the one subnet there is no ACL, so there must be no other place.
        subnets: {
          main: Object.fromEntries(
            Object.entries(deployedSubnets()).map(([id, subnet]) => [
              id,
              id === 'subnet-database-a' ? { ...subnet, cidr: '10.0.20.0/32' } : subnet,
            ]),
          ),
        },
      },
    },
    {
      name: 'IPv6, where no subnet has it',
      artifacts: lets(app, tcp(5432, 5432, { cidrs: ['::/0'] })),
    },
    {
      name: 'public addresses, to which no route leads back',
      artifacts: lets(app, tcp(22, 22, { cidrs: ['8.8.8.8/32'] })),
    },
    {
      name: 'UDP, which other checks compare',
      artifacts: lets(app, { ...anywhere(53), protocol: 'udp' }),
    },
    {
      name: 'a declared prefix list',
      subject: listed,
      artifacts: {
        ...lets(tcp(5432, 5432, { prefixLists: ['pl-office'] })),
        groupLists: { db: [OFFICE] },
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
      subject: { group: 'none' },
      artifacts: deployed(),
      message: 'The security group does not exist.',
    },
    {
      name: 'no subnet',
      subject: { subnets: ['database-c'] },
      artifacts: deployed(),
      message: 'The subnet does not exist.',
    },
    {
      name: 'another group',
      artifacts: lets(app, tcp(5432, 5432, group('sg-other'))),
      message: through,
      details: ['Not declared: tcp 5432 from sg other.'],
    },
    {
      name: 'a group that lets nothing out, beside which others can',
      artifacts: lets(app, tcp(22, 22, group('sg-silent'))),
      message: through,
      details: ['Not declared: tcp 22 from sg silent.'],
    },
    {
      name: 'more ports than declared',
      artifacts: lets(tcp(5400, 5499, group('sg-app'))),
      message: through,
      details: [
        'Not declared: tcp 5400-5431 from sg app.',
        'Not declared: tcp 5433-5499 from sg app.',
      ],
    },
    {
      name: 'everybody in the VPC, by a rule for everybody (N1)',
      artifacts: lets(app, anywhere(5432)),
      message: through,
      details: [
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.1.0/24.',
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.2.0/24.',
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.10.0/23.',
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.12.0/23.',
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.20.0/24.',
        'Not declared: tcp 5432 from addresses of the VPC: 10.0.21.0/24.',
      ],
    },
    {
      name: 'itself',
      artifacts: deployed({
        db: { ingress: [app, tcp(5432, 5432, group('sg-db'))], egress: [EVERYTHING] },
      }),
      message: through,
      details: ['Not declared: tcp 5432 from sg db.'],
    },
    {
      name: 'the internet, at a port that is not declared',
      subject: balancer,
      artifacts: deployed({ alb: { ingress: [tcp(8443, 8443, { cidrs: ['8.8.8.0/24'] })] } }),
      message: through,
      details: ['Not declared: tcp 8443 from the internet: 8.8.8.0/24.'],
    },
    {
      name: 'the internet, where answers go to ports below those of clients alone',
      subject: balancer,
      artifacts: {
        ...deployed({ alb: { ingress: [tcp(8443, 8443, { cidrs: ['8.8.8.0/24'] })] } }),
        acls: {
          main: acls().map((acl) => ({
            ...acl,
            entries: [
              aclEntry(50, true, { action: 'deny', protocol: '6', fromPort: 1024, toPort: 65535 }),
              ...OPEN_ACL,
            ],
          })),
        },
      },
      message: through,
      details: ['Not declared: tcp 8443 from the internet: 8.8.8.0/24.'],
    },
    {
      name: 'a network behind a transit gateway',
      artifacts: {
        ...lets(app, tcp(22, 22, { cidrs: ['192.168.0.0/16'] })),
        tables: tablesTo(route('192.168.7.0/24', 'tgw-1')),
      },
      message: through,
      details: ['Not declared: tcp 22 from other networks: 192.168.7.0/24.'],
    },
    {
      name: 'a prefix list that was read',
      artifacts: {
        ...lets(app, tcp(22, 22, { prefixLists: ['pl-office'] })),
        groupLists: { db: [OFFICE] },
      },
      message: through,
      details: ['Not declared: tcp 22 from addresses of the VPC: 10.0.10.0/24.'],
    },
  ],
  unknown: [
    {
      name: 'two groups of a name',
      artifacts: { ...deployed(), groups: { main: twice('db') } },
      message: 'Several security groups of the VPC have the declared name.',
    },
    {
      name: 'two subnets of a name',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'database-b': { name: 'database-a' } }) },
      },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'a subnet without any block',
      artifacts: {
        ...lets(app, anywhere(22)),
        subnets: {
          main: Object.fromEntries(
            Object.entries(deployedSubnets())
              .filter(([id]) => id === 'subnet-database-a')
              .map(([id, subnet]) => [id, { ...subnet, cidr: null }]),
          ),
        },
      },
      message: untold('tcp 22 from addresses of the VPC: 0.0.0.0/0'),
    },
    {
      name: 'a group of another VPC',
      artifacts: lets(app, tcp(22, 22, group('sg-far'))),
      message: untold('tcp 22 from sg sg-far'),
    },
    {
      name: 'rules that EC2 left out',
      artifacts: deployed({ db: { ingress: null } }),
      message: untold('tcp 0-5431 from addresses of the VPC: 10.0.1.0/24'),
    },
    {
      name: 'an appliance between the internet and the database',
      artifacts: {
        ...lets(app, tcp(22, 22, { cidrs: ['8.8.8.0/24'] })),
        tables: tablesTo(route('0.0.0.0/0', 'vpce-firewall')),
      },
      message: untold('tcp 22 from the internet: 8.8.8.0/24'),
    },
  ],
  error: [
    {
      name: 'a prefix list that may not be read',
      artifacts: {
        ...lets(app, tcp(22, 22, { prefixLists: ['pl-office'] })),
        groupLists: { db: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'AWS denied ec2:GetManagedPrefixListEntries.',
    },
    {
      name: 'a list of routes that may not be read',
      artifacts: {
        ...lets(app, tcp(22, 22, { cidrs: ['8.8.8.0/24'] })),
        tables: tablesTo(route('pl-office', 'tgw-1')),
        routeLists: { main: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'AWS denied ec2:GetManagedPrefixListEntries.',
    },
  ],
});

test('every declared group that the spec places is judged with the flows to it', () => {
  const spec = {
    network: { ...NETWORK, flows: [{ from: 'internet', to: 'app', port: 443 }] },
    securityGroups: { app: subject.declared, lone: subject.declared },
    clusters: {
      ecs: { services: { app: { network: { securityGroups: ['app'], subnets: ['private-a'] } } } },
    },
  } as unknown as Spec;
  expect(check.subjects(spec)).toMatchObject([
    { name: 'app', subnets: ['private-a'], flows: [{ from: 'internet', port: 443 }] },
    {
      name: 'lone',
      subnets: [],
      notApplicable: 'The spec places nothing with the security group in a subnet.',
    },
  ]);
});
