import type { RouteTable } from '../../collectors/aws/ec2/route-tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { deployedEndpoints, deployedSubnets } from '../network/testing/fixtures.ts';
import check from './subnet-group.ts';
import { clusterArtifact, clusterSubject } from './testing/fixtures.ts';

const BOTH = ['subnet-database-a', 'subnet-database-b'];
const local = { destination: '10.0.0.0/16', target: 'local', state: 'active' };
const main = (...routes: RouteTable['routes']): RouteTable => ({
  id: 'rtb-main',
  main: true,
  subnets: [],
  routes: [local, ...routes],
});
const deployed = (
  ids: string[] = BOTH,
  tables: RouteTable[] = [main()],
  subnets: Parameters<typeof deployedSubnets>[0] = {},
) => ({
  clusters: { main: clusterArtifact() },
  clusterSubnets: { main: ids },
  subnets: { main: deployedSubnets(subnets) },
  tables: { main: tables },
  lists: { main: [{ id: 'pl-open', name: 'anywhere', cidrs: ['8.0.0.0/8'] }] },
  endpoints: { main: deployedEndpoints() },
});
const open = { destination: '0.0.0.0/0', target: 'igw-1', state: 'active' };
const OTHER = 'The subnet group has other subnets than declared.';
const REACHED = 'The internet has a route to a subnet of the database.';

testCheck(
  check,
  { ...clusterSubject(), vpc: 'main' },
  {
    pass: [
      { name: 'the declared subnets, without a way out', artifacts: deployed() },
      {
        name: 'a gateway endpoint',
        artifacts: deployed(BOTH, [main({ ...open, destination: 'pl-s3', target: 'vpce-s3' })]),
      },
      {
        name: 'a route to a NAT gateway',
        artifacts: deployed(BOTH, [main({ ...open, target: 'nat-1' })]),
      },
      {
        name: 'a table of its own stands before the main one, which is open',
        artifacts: deployed(BOTH, [
          main(open),
          { id: 'rtb-database', main: false, subnets: BOTH, routes: [local] },
        ]),
      },
      {
        name: 'RDS keeps the name in lower case',
        subject: {
          declared: clusterSubject({
            subnetGroup: { name: 'Database', subnets: ['database-a', 'database-b'] },
          }).declared,
        },
        artifacts: deployed(),
      },
    ],
    fail: [
      {
        name: 'another group',
        artifacts: { ...deployed(), clusters: { main: clusterArtifact({ subnetGroup: 'other' }) } },
        message: 'The cluster is in another subnet group.',
      },
      {
        name: 'the group is gone',
        artifacts: { ...deployed(), clusterSubnets: { main: null } },
        message: 'The subnet group does not exist.',
      },
      {
        name: 'a public subnet as well',
        artifacts: deployed([...BOTH, 'subnet-public-a']),
        message: OTHER,
        details: ['public-a is in the group and not declared.'],
      },
      {
        name: 'a subnet that is not in the VPC',
        artifacts: deployed([...BOTH, 'subnet-unheard-of']),
        message: OTHER,
        details: ['subnet-unheard-of is in the group and not declared.'],
      },
      {
        name: 'one subnet only',
        artifacts: deployed(['subnet-database-a']),
        message: OTHER,
        details: ['database-b is declared and not in the group.'],
      },
      { name: 'an empty group', artifacts: deployed([]), message: OTHER },
      {
        name: 'both subnets in one zone',
        artifacts: deployed(BOTH, [main()], { 'database-b': { availabilityZone: 'us-east-1a' } }),
        message: 'The subnets stand in too few zones.',
      },
      {
        name: 'a route to an internet gateway in the main table',
        artifacts: deployed(BOTH, [main(open)]),
        message: REACHED,
        details: [
          'The internet has a route to database-a.',
          'The internet has a route to database-b.',
        ],
      },
      {
        name: 'a route to an internet gateway in the table of one of them',
        artifacts: deployed(BOTH, [
          main(),
          { id: 'rtb-b', main: false, subnets: ['subnet-database-b'], routes: [local, open] },
        ]),
        message: REACHED,
        details: ['The internet has a route to database-b.'],
      },
      {
        name: 'a prefix list leads to an internet gateway',
        artifacts: deployed(BOTH, [main({ ...open, destination: 'pl-open' })]),
        message: REACHED,
      },
      {
        name: 'the VPC is gone',
        artifacts: { ...deployed(), subnets: { main: null } },
        message: 'The VPC does not exist.',
      },
      {
        name: 'the cluster is gone',
        artifacts: { ...deployed(), clusters: { main: null } },
        message: 'The Aurora cluster does not exist.',
      },
    ],
    unknown: [
      {
        name: 'AWS leaves the group out',
        artifacts: { ...deployed(), clusters: { main: clusterArtifact({ subnetGroup: null }) } },
        message: 'AWS does not say in which subnet group the cluster is.',
      },
      {
        name: 'two subnets of the group have one declared name',
        artifacts: deployed([...BOTH, 'subnet-public-a'], [main()], {
          'public-a': { name: 'database-a' },
        }),
        message: 'Several subnets of the VPC have the declared Name tag.',
      },
      {
        name: 'one of two subnets of a declared name, which may be the wrong one',
        artifacts: deployed(BOTH, [main()], { 'public-a': { name: 'database-a' } }),
        message: 'Several subnets of the VPC have the declared Name tag.',
      },
      {
        name: 'EC2 leaves a zone out',
        artifacts: deployed(BOTH, [main()], { 'database-b': { availabilityZone: null } }),
        message: 'EC2 does not say in which zone a subnet is.',
      },
      {
        name: 'no table holds for the subnets',
        artifacts: deployed(BOTH, []),
        message: 'The route tables of the VPC do not say which one holds for the subnet.',
      },
      {
        name: 'a default route to an appliance',
        artifacts: deployed(BOTH, [main({ ...open, target: 'eni-1' })]),
        message:
          'A route of the subnet leads to a firewall or another appliance, and what that lets in cannot be seen.',
      },
      {
        name: 'a route to an internet gateway without its destination',
        artifacts: deployed(BOTH, [main({ ...open, destination: null })]),
        message: 'A route of the subnet cannot be read.',
      },
    ],
    error: [
      {
        name: 'a list that leads to an endpoint, of which the kind is denied',
        artifacts: {
          ...deployed(BOTH, [main({ ...open, destination: 'pl-s3', target: 'vpce-s3' })]),
          endpoints: { main: denied('ec2:DescribeVpcEndpoints') },
        },
        message: 'AWS denied ec2:DescribeVpcEndpoints.',
      },
      {
        name: 'route tables denied',
        artifacts: { ...deployed(), tables: { main: denied('ec2:DescribeRouteTables') } },
        message: 'AWS denied ec2:DescribeRouteTables.',
      },
      {
        name: 'the prefix list of a route to a gateway denied',
        artifacts: {
          ...deployed(BOTH, [main({ ...open, destination: 'pl-open' })]),
          lists: { main: denied('ec2:GetManagedPrefixListEntries') },
        },
        message: 'AWS denied ec2:GetManagedPrefixListEntries.',
      },
      {
        name: 'the subnet group denied',
        artifacts: {
          ...deployed(),
          clusterSubnets: { main: denied('rds:DescribeDBSubnetGroups') },
        },
        message: 'AWS denied rds:DescribeDBSubnetGroups.',
      },
    ],
  },
);
