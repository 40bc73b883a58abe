import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './nat-az-resilience.ts';
import {
  deployedGateways,
  deployedSubnets,
  deployedTables,
  NETWORK,
  route,
  subnetSubject,
  tablesWith,
} from './testing/fixtures.ts';

const deployed = (gateways = deployedGateways(), tables = deployedTables()) => ({
  subnets: { main: deployedSubnets() },
  tables: { main: tables },
  gateways: { main: gateways },
});
const led = (...routes: ReturnType<typeof route>[]) =>
  deployed(deployedGateways(), tablesWith('rtb-private-a', { routes }));
const mode = (one: 'single' | 'regional' | 'none') => ({
  declared: subnetSubject('private-a', { nat: { mode: one } }).declared,
});
const regional = { availabilityMode: 'regional', subnet: null };
const elsewhere = 'The default route of the subnet does not lead to a NAT gateway.';
const dead = 'The NAT gateway of the subnet is not available.';

testCheck(check, subnetSubject('private-a'), {
  pass: [
    { name: 'a gateway of its zone', artifacts: deployed() },
    {
      name: 'a gateway that does not say it is zonal (N11)',
      artifacts: deployed(deployedGateways({ 'nat-a': { availabilityMode: null } })),
    },
    {
      name: 'a regional gateway stands in every zone (N11)',
      artifacts: deployed(deployedGateways({ 'nat-a': regional })),
    },
    {
      name: 'a single gateway in another zone, as declared',
      subject: mode('single'),
      artifacts: led(route('0.0.0.0/0', 'nat-b')),
    },
    {
      name: 'a regional gateway, as declared (N11)',
      subject: mode('regional'),
      artifacts: deployed(deployedGateways({ 'nat-a': regional })),
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
      name: 'the gateway of another zone (N11)',
      artifacts: led(route('0.0.0.0/0', 'nat-b')),
      message: 'The NAT gateway of the subnet stands in another zone.',
    },
    {
      name: 'a gateway of its zone that its route does not lead to (N11)',
      artifacts: deployed(
        deployedGateways({ 'nat-b': { subnet: 'subnet-public-b' } }),
        tablesWith('rtb-private-a', { routes: [route('0.0.0.0/0', 'nat-b')] }),
      ),
      message: 'The NAT gateway of the subnet stands in another zone.',
    },
    ...['failed', 'deleting', 'deleted'].map((state) => ({
      name: `a gateway that is ${state} (N11)`,
      artifacts: deployed(deployedGateways({ 'nat-a': { state } })),
      message: dead,
    })),
    { name: 'no default route', artifacts: led(), message: elsewhere },
    {
      name: 'a default route that is a black hole',
      artifacts: led(route('0.0.0.0/0', 'nat-a', 'blackhole')),
      message: elsewhere,
    },
    ...['tgw-1', 'igw-1', 'eni-1'].map((target) => ({
      name: `a default route to ${target}`,
      artifacts: led(route('0.0.0.0/0', target)),
      message: elsewhere,
    })),
    {
      name: 'a zonal gateway, where a regional one is declared (N11)',
      subject: mode('regional'),
      artifacts: deployed(deployedGateways({ 'nat-a': { availabilityMode: null } })),
      message: 'The NAT gateway of the subnet is not regional.',
    },
    {
      name: 'a single gateway that is not available',
      subject: mode('single'),
      artifacts: deployed(deployedGateways({ 'nat-a': { state: 'failed' } })),
      message: dead,
    },
  ],
  unsettled: [
    {
      name: 'a gateway that is being created',
      artifacts: deployed(deployedGateways({ 'nat-a': { state: 'pending' } })),
      message: 'The NAT gateway is being created.',
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
      name: 'no table',
      artifacts: deployed(deployedGateways(), []),
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
    {
      name: 'a route without a target',
      artifacts: led(route('0.0.0.0/0', null)),
      message: 'The default route of the subnet cannot be read.',
    },
    {
      name: 'a route to a gateway without a state',
      artifacts: led(route('0.0.0.0/0', 'nat-a', null)),
      message: 'The default route of the subnet cannot be read.',
    },
    {
      name: 'a gateway that EC2 does not list',
      artifacts: led(route('0.0.0.0/0', 'nat-c')),
      message: 'EC2 does not list the NAT gateway of the subnet.',
    },
    {
      name: 'no state',
      artifacts: deployed(deployedGateways({ 'nat-a': { state: null } })),
      message: 'EC2 does not give the state of the NAT gateway.',
    },
    {
      name: 'no subnet of the gateway',
      artifacts: deployed(deployedGateways({ 'nat-a': { subnet: null } })),
      message: 'EC2 does not give the zones of the subnet and its NAT gateway.',
    },
    {
      name: 'no zone of the subnet',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-a': { availabilityZone: null } }) },
      },
      message: 'EC2 does not give the zones of the subnet and its NAT gateway.',
    },
    {
      name: 'neither kind nor subnet, where a regional one is declared',
      subject: mode('regional'),
      artifacts: deployed(deployedGateways({ 'nat-a': { availabilityMode: null, subnet: null } })),
      message: 'EC2 does not give the kind of the NAT gateway.',
    },
  ],
  error: [
    {
      name: 'the gateways are denied',
      artifacts: { ...deployed(), gateways: { main: denied('ec2:DescribeNatGateways') } },
      message: 'AWS denied ec2:DescribeNatGateways.',
    },
  ],
});

test('judges private subnets, where the spec declares a gateway', () => {
  const subjects = (network: Spec['network']) =>
    check.subjects({ network } as Spec).map(({ name, notApplicable }) => [name, notApplicable]);
  expect(subjects(NETWORK)).toEqual([
    ['private-a', undefined],
    ['private-b', undefined],
  ]);
  const none = 'The spec declares no NAT gateway.';
  expect(subjects({ ...NETWORK, nat: { mode: 'none' } })).toEqual([
    ['private-a', none],
    ['private-b', none],
  ]);
});
