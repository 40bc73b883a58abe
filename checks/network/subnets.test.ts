import type { Subnet } from '../../collectors/aws/ec2/subnets.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './subnets.ts';
import {
  deployedEndpoints,
  deployedSubnets,
  deployedTables,
  route,
  subnetSubject,
  tablesWith,
} from './testing/fixtures.ts';

const deployed = (facts: Record<string, Partial<Subnet>> = {}, tables = deployedTables()) => ({
  subnets: { main: deployedSubnets(facts) },
  tables: { main: tables },
  lists: { main: [{ id: 'pl-world', name: 'world', cidrs: ['0.0.0.0/0'] }] },
  endpoints: { main: deployedEndpoints() },
});
const one = (facts: Partial<Subnet>) => deployed({ 'public-a': facts });
const routed = (...routes: ReturnType<typeof route>[]) =>
  deployed({}, tablesWith('rtb-public', { routes }));
const aPrivate = subnetSubject('private-a') as unknown as Record<string, unknown>;

testCheck(check, subnetSubject('public-a'), {
  pass: [
    { name: 'a public subnet with its route', artifacts: deployed() },
    {
      name: 'a public subnet by a prefix list',
      artifacts: routed(route('pl-world', 'igw-1')),
    },
    {
      name: 'a private subnet, of which no route is asked',
      subject: aPrivate,
      artifacts: { ...deployed(), tables: { main: denied('ec2:DescribeRouteTables') } },
    },
  ],
  fail: [
    {
      name: 'no subnet of the name',
      artifacts: one({ name: 'public-c' }),
      message: 'The subnet does not exist.',
    },
    {
      name: 'another block',
      artifacts: one({ cidr: '10.0.3.0/24' }),
      message: 'The subnet has another block than declared.',
    },
    {
      name: 'a subnet of IPv6 alone',
      artifacts: one({ cidr: null }),
      message: 'The subnet has another block than declared.',
    },
    {
      name: 'another zone',
      artifacts: one({ availabilityZone: 'us-east-1c' }),
      message: 'The subnet lies in another zone than declared.',
    },
    {
      name: 'both of the tier in one zone',
      artifacts: deployed({ 'public-b': { availabilityZone: 'us-east-1a' } }),
      message: 'The tier of the subnet lies in one zone.',
    },
    {
      name: 'a subnet of another tier is no second zone',
      subject: aPrivate,
      artifacts: deployed({ 'private-b': { name: 'gone' } }),
      message: 'The tier of the subnet lies in one zone.',
    },
    {
      name: 'a public subnet behind a NAT gateway (N10)',
      artifacts: routed(route('0.0.0.0/0', 'nat-a')),
      message: 'The public subnet has no route from the internet.',
    },
    {
      name: 'a public subnet whose internet gateway is gone',
      artifacts: routed(route('0.0.0.0/0', 'igw-1', 'blackhole')),
      message: 'The public subnet has no route from the internet.',
    },
  ],
  unsettled: [
    {
      name: 'a subnet that is being created',
      artifacts: one({ state: 'pending' }),
      message: 'The subnet is being created.',
    },
  ],
  unknown: [
    {
      name: 'two subnets of the name',
      artifacts: deployed({ 'public-b': { name: 'public-a' } }),
      message: 'Several subnets of the VPC have the declared Name tag.',
    },
    {
      name: 'no zone',
      artifacts: one({ availabilityZone: null }),
      message: 'EC2 does not give the zone of the subnet.',
    },
    {
      name: 'no state',
      artifacts: one({ state: null }),
      message: 'EC2 does not say that the subnet is available.',
    },
    {
      name: 'no table',
      artifacts: deployed({}, []),
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
    {
      name: 'a default route to a firewall',
      artifacts: routed(route('0.0.0.0/0', 'vpce-firewall'), route('pl-s3', 'vpce-s3')),
      message:
        'A route of the subnet leads to a firewall or another appliance, and what that lets in cannot be seen.',
    },
    {
      name: 'a route without a state',
      artifacts: routed(route('0.0.0.0/0', 'igw-1', null)),
      message: 'A route of the subnet cannot be read.',
    },
  ],
  error: [
    {
      name: 'the prefix list of the route is denied',
      artifacts: {
        ...routed(route('pl-world', 'igw-1')),
        lists: { main: denied('ec2:GetManagedPrefixListEntries') },
      },
      message: 'AWS denied ec2:GetManagedPrefixListEntries.',
    },
  ],
});
