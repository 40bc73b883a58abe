import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './private-tier-private.ts';
import {
  deployedEndpoints,
  deployedSubnets,
  deployedTables,
  NETWORK,
  route,
  subnetSubject,
  tablesWith,
  type Route,
} from './testing/fixtures.ts';

const lists = {
  main: [
    { id: 'pl-office', name: 'office', cidrs: ['10.8.0.0/16'] },
    { id: 'pl-partner', name: 'partner', cidrs: ['10.8.0.0/16', '198.41.128.0/17'] },
  ],
};
const deployed = (...routes: Route[]) => ({
  subnets: { main: deployedSubnets() },
  tables: { main: tablesWith('rtb-private-a', { routes }) },
  lists,
  endpoints: { main: deployedEndpoints() },
});
const open = 'The internet has a route to the subnet.';

testCheck(check, subnetSubject('private-a'), {
  pass: [
    {
      name: 'a NAT gateway is no way in, a gateway endpoint neither (N10)',
      artifacts: {
        subnets: { main: deployedSubnets() },
        tables: { main: deployedTables() },
        lists: { main: denied('ec2:GetManagedPrefixListEntries') },
        endpoints: { main: deployedEndpoints() },
      },
    },
    {
      name: 'a database subnet with the main table',
      subject: subnetSubject('database-a') as unknown as Record<string, unknown>,
      artifacts: {
        subnets: { main: deployedSubnets() },
        tables: { main: deployedTables() },
        lists,
        endpoints: { main: denied('ec2:DescribeVpcEndpoints') },
      },
    },
    {
      name: 'transit, egress-only and peering connections',
      artifacts: deployed(
        route('0.0.0.0/0', 'tgw-1'),
        route('::/0', 'eigw-1'),
        route('172.16.0.0/12', 'pcx-1'),
      ),
    },
    { name: 'a black hole', artifacts: deployed(route('0.0.0.0/0', 'igw-1', 'blackhole')) },
    {
      name: 'a prefix list of private blocks to the internet gateway',
      artifacts: deployed(route('pl-office', 'igw-1')),
    },
  ],
  fail: [
    {
      name: 'no subnet of the name',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-a': { name: 'x' } }) },
      },
      message: 'The subnet does not exist.',
    },
    {
      name: 'no VPC',
      artifacts: { ...deployed(), subnets: { main: null } },
      message: 'The subnet does not exist.',
    },
    {
      name: 'a default route to an internet gateway (N10)',
      artifacts: deployed(route('0.0.0.0/0', 'igw-1')),
      message: open,
      details: ['Route: 0.0.0.0/0 to igw-1.'],
    },
    {
      name: 'the default route of IPv6 (N3)',
      artifacts: deployed(route('0.0.0.0/0', 'nat-a'), route('::/0', 'igw-1')),
      message: open,
      details: ['Route: ::/0 to igw-1.'],
    },
    {
      name: 'two halves (N5)',
      artifacts: deployed(route('0.0.0.0/1', 'igw-1'), route('128.0.0.0/1', 'igw-1')),
      message: open,
    },
    {
      name: 'some public addresses',
      artifacts: deployed(route('198.41.128.0/17', 'igw-1')),
      message: open,
    },
    {
      name: 'a prefix list with public blocks (N4)',
      artifacts: deployed(route('pl-partner', 'igw-1')),
      message: open,
    },
    {
      name: 'no table of its own, and a main table that leads to the internet (N10)',
      subject: subnetSubject('database-a') as unknown as Record<string, unknown>,
      artifacts: {
        ...deployed(),
        tables: { main: tablesWith('rtb-main', { routes: [route('0.0.0.0/0', 'igw-1')] }) },
      },
      message: open,
    },
    {
      name: 'an open route beside one that cannot be read',
      artifacts: {
        ...deployed(route('0.0.0.0/0', 'igw-1'), route('pl-new', 'igw-1')),
        lists: { main: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: open,
    },
  ],
  unknown: [
    {
      name: 'two subnets of the name',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-b': { name: 'private-a' } }) },
      },
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'no main table among the tables',
      subject: subnetSubject('database-a') as unknown as Record<string, unknown>,
      artifacts: { ...deployed(), tables: { main: tablesWith('rtb-main', { main: false }) } },
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
    {
      name: 'two tables of its own',
      artifacts: {
        ...deployed(),
        tables: { main: tablesWith('rtb-public', { subnets: ['subnet-private-a'] }) },
      },
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
    ...[
      route('0.0.0.0/0', 'vpce-firewall'),
      route('::/0', 'eni-1'),
      route('pl-partner', 'vpce-firewall'),
    ].map((one) => ({
      name: `an appliance behind the route of ${one.destination ?? ''} to ${one.target ?? ''}`,
      artifacts: deployed(one),
      message:
        'A route of the subnet leads to a firewall or another appliance, and what that lets in cannot be seen.',
    })),
    {
      name: 'a route without a state',
      artifacts: deployed(route('0.0.0.0/0', 'igw-1', null)),
      message: 'A route of the subnet cannot be read.',
    },
    {
      name: 'a route without a target',
      artifacts: deployed(route('0.0.0.0/0', null)),
      message: 'A route of the subnet cannot be read.',
    },
    {
      name: 'a prefix list that was not among those read',
      artifacts: deployed(route('pl-new', 'igw-1')),
      message: 'A route of the subnet cannot be read.',
    },
  ],
  error: [
    {
      name: 'the entries of a prefix list are denied (N4)',
      artifacts: {
        ...deployed(route('pl-office', 'igw-1')),
        lists: { main: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'AWS denied ec2:GetManagedPrefixListEntries.',
    },
    {
      name: 'a list that leads to an endpoint, of which the kind is denied',
      artifacts: {
        ...deployed(route('pl-s3', 'vpce-s3')),
        endpoints: { main: denied('ec2:DescribeVpcEndpoints') },
      },
      message: 'AWS denied ec2:DescribeVpcEndpoints.',
    },
    {
      name: 'the route tables are denied',
      artifacts: { ...deployed(), tables: { main: denied('ec2:DescribeRouteTables') } },
      message: 'AWS denied ec2:DescribeRouteTables.',
    },
  ],
});

test('judges private and database subnets, and no public one', () => {
  expect(check.subjects({ network: NETWORK } as Spec).map(({ name }) => name)).toEqual([
    'private-a',
    'private-b',
    'database-a',
    'database-b',
  ]);
  expect(check.subjects({} as Spec)).toEqual([]);
});
