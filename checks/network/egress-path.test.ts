import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './egress-path.ts';
import {
  deployedEndpoints,
  deployedGateways,
  deployedSubnets,
  deployedTables,
  NETWORK,
  route,
  subnetSubject,
  tablesWith,
} from './testing/fixtures.ts';

/** Without endpoints, so that the default route decides. */
const deployed = (gateways = deployedGateways(), tables = deployedTables()) => ({
  subnets: { main: deployedSubnets() },
  tables: { main: tables },
  gateways: { main: gateways },
  endpoints: { main: {} },
  lists: { main: [] },
});
const led = (...routes: ReturnType<typeof route>[]) =>
  deployed(deployedGateways(), tablesWith('rtb-private-a', { routes }));
/** Without a default route, so that the endpoints decide. */
const closed = (endpoints = deployedEndpoints()) => ({ ...led(), endpoints: { main: endpoints } });
const CALLING_BOTH = {
  called: [
    { type: 'Interface', service: 'kms' },
    { type: 'Interface', service: 'secretsmanager' },
  ],
};
const CALLING_SECRETS = { called: [{ type: 'Interface', service: 'secretsmanager' }] };
const SECRETS = 'com.amazonaws.us-east-1.secretsmanager';
const noWay = 'The subnet has no way out, and not all endpoints that tasks need.';
const behind = 'What is behind the default route cannot be seen.';

const SUBJECT = { ...subnetSubject('private-a'), called: [] };

testCheck(check, SUBJECT, {
  pass: [
    { name: 'a NAT gateway in a subnet that the internet has a route to', artifacts: deployed() },
    {
      name: 'a way out needs no endpoint to be seen',
      artifacts: { ...deployed(), endpoints: { main: denied('ec2:DescribeVpcEndpoints') } },
    },
    {
      name: 'a NAT gateway without a kind is public',
      artifacts: deployed(deployedGateways({ 'nat-a': { connectivity: null } })),
    },
    {
      name: 'a regional NAT gateway (N11)',
      artifacts: deployed(
        deployedGateways({ 'nat-a': { availabilityMode: 'regional', subnet: null } }),
      ),
    },
    {
      name: 'a transit gateway, and every endpoint',
      artifacts: {
        ...led(route('0.0.0.0/0', 'tgw-1')),
        endpoints: { main: deployedEndpoints() },
      },
    },
    {
      name: 'a NAT gateway in a subnet that leads everywhere by halves',
      artifacts: deployed(
        deployedGateways(),
        tablesWith('rtb-public', {
          routes: [route('0.0.0.0/1', 'igw-1'), route('128.0.0.0/1', 'igw-1')],
        }),
      ),
    },
    { name: 'no default route, and every endpoint', artifacts: closed() },
    {
      name: 'the endpoint of the secrets that tasks have injected too',
      subject: CALLING_SECRETS,
      artifacts: closed(
        // An interface as that of the logs is, under another name.
        Object.fromEntries(
          Object.entries(deployedEndpoints()).flatMap(([id, endpoint]) =>
            id === 'vpce-logs'
              ? [
                  [id, endpoint],
                  ['vpce-secretsmanager', { ...endpoint, service: SECRETS }],
                ]
              : [[id, endpoint]],
          ),
        ),
      ),
    },
    {
      name: 'a NAT gateway that is gone, and every endpoint',
      artifacts: {
        ...led(route('0.0.0.0/0', 'nat-a', 'blackhole')),
        endpoints: { main: deployedEndpoints() },
      },
    },
    {
      name: 'a state in capitals, as the documentation has it',
      artifacts: closed(deployedEndpoints({ logs: { state: 'Available' } })),
    },
  ],
  fail: [
    {
      name: 'no way out, and neither the endpoint of KMS nor that of the secrets',
      subject: { ...CALLING_BOTH },
      artifacts: closed(),
      message: noWay,
      details: ['No endpoint in use for kms.', 'No endpoint in use for secretsmanager.'],
    },
    {
      name: 'no subnet of the name',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-a': { name: 'x' } }) },
      },
      message: 'The subnet does not exist.',
    },
    {
      name: 'no default route and no endpoint',
      artifacts: led(),
      message: noWay,
      details: ['ecr.api', 'ecr.dkr', 'logs', 's3'].map(
        (service) => `No endpoint in use for ${service}.`,
      ),
    },
    {
      name: 'a black hole',
      artifacts: led(route('0.0.0.0/0', 'nat-a', 'blackhole')),
      message: noWay,
    },
    {
      name: 'an internet gateway, which serves public addresses',
      artifacts: led(route('0.0.0.0/0', 'igw-1')),
      message: noWay,
    },
    {
      name: 'a NAT gateway that has failed (N11)',
      artifacts: deployed(deployedGateways({ 'nat-a': { state: 'failed' } })),
      message: noWay,
    },
    {
      name: 'a private NAT gateway',
      artifacts: deployed(deployedGateways({ 'nat-a': { connectivity: 'private' } })),
      message: noWay,
    },
    {
      name: 'a NAT gateway in a subnet without a route to the internet',
      artifacts: deployed(deployedGateways({ 'nat-a': { subnet: 'subnet-database-a' } })),
      message: noWay,
    },
    {
      name: 'a NAT gateway in a subnet whose default route is gone, with one to some public addresses',
      artifacts: deployed(
        deployedGateways(),
        tablesWith('rtb-public', {
          routes: [route('0.0.0.0/0', 'igw-1', 'blackhole'), route('8.8.8.0/24', 'igw-1')],
        }),
      ),
      message: noWay,
    },
    ...(['ecr.api', 'ecr.dkr', 'logs', 's3'] as const).map((service) => ({
      name: `every endpoint but ${service}`,
      artifacts: closed(deployedEndpoints({ [service]: null })),
      message: noWay,
      details: [`No endpoint in use for ${service}.`],
    })),
    {
      name: 'what Fargate needs is needed where it is not declared',
      subject: {
        declared: { ...NETWORK, endpoints: { interface: [], gateway: [] } },
      },
      artifacts: closed(deployedEndpoints({ logs: null })),
      message: noWay,
      details: ['No endpoint in use for logs.'],
    },
    {
      name: 'a declared endpoint beyond what Fargate needs',
      subject: {
        declared: { ...NETWORK, endpoints: { interface: ['secretsmanager'], gateway: [] } },
      },
      artifacts: closed(),
      message: noWay,
      details: ['No endpoint in use for secretsmanager.'],
    },
    {
      name: 'secrets that tasks have injected, and no endpoint for them',
      subject: CALLING_SECRETS,
      artifacts: closed(),
      message: noWay,
      details: ['No endpoint in use for secretsmanager.'],
    },
    {
      name: 'a gateway endpoint in another route table',
      artifacts: closed(deployedEndpoints({ s3: { routeTables: ['rtb-private-b'] } })),
      message: noWay,
    },
    {
      name: 'an interface for S3 where the gateway is declared',
      artifacts: closed(deployedEndpoints({ s3: { type: 'Interface' } })),
      message: noWay,
    },
    {
      name: 'an interface without private DNS',
      artifacts: closed(deployedEndpoints({ logs: { privateDns: false } })),
      message: noWay,
    },
    {
      name: 'an endpoint that waits to be accepted',
      artifacts: closed(deployedEndpoints({ logs: { state: 'pendingAcceptance' } })),
      message: noWay,
    },
    {
      name: 'an endpoint of another region, and one with a longer name',
      artifacts: closed(
        deployedEndpoints({
          logs: { service: 'com.amazonaws.us-west-2.logs' },
          'ecr.api': { service: 'com.amazonaws.us-east-1.other.ecr.api' },
        }),
      ),
      message: noWay,
      details: ['No endpoint in use for ecr.api.', 'No endpoint in use for logs.'],
    },
  ],
  unsettled: [
    {
      name: 'a NAT gateway that is being created',
      artifacts: deployed(deployedGateways({ 'nat-a': { state: 'pending' } })),
      message: 'The NAT gateway is being created.',
    },
  ],
  unknown: [
    {
      name: 'no way out, and only an endpoint is missing that other services may call for the tasks',
      subject: { called: [{ type: 'Interface', service: 'kms' }] },
      artifacts: closed(),
      message:
        'The subnet has no way out and no endpoint for KMS, and whether its tasks call KMS themselves or by other services is not known.',
    },
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
      name: 'a NAT gateway in a subnet that leads on to a firewall',
      artifacts: deployed(
        deployedGateways(),
        tablesWith('rtb-public', { routes: [route('0.0.0.0/0', 'vpce-firewall')] }),
      ),
      message: behind,
    },
    ...['tgw-1', 'eni-1', 'vpce-1', 'vgw-1', 'pcx-1', null].map((target) => ({
      name: `a default route to ${target ?? 'no target'}`,
      artifacts: led(route('0.0.0.0/0', target)),
      message: behind,
    })),
    {
      name: 'a default route without a state',
      artifacts: led(route('0.0.0.0/0', 'nat-a', null)),
      message: behind,
    },
    {
      name: 'a NAT gateway that EC2 does not list',
      artifacts: led(route('0.0.0.0/0', 'nat-c')),
      message: behind,
    },
    {
      name: 'a NAT gateway without a state',
      artifacts: deployed(deployedGateways({ 'nat-a': { state: null } })),
      message: behind,
    },
    {
      name: 'a zonal NAT gateway without a subnet',
      artifacts: deployed(deployedGateways({ 'nat-a': { subnet: null } })),
      message: behind,
    },
    {
      name: 'a NAT gateway in a subnet with a route that cannot be read',
      artifacts: deployed(
        deployedGateways(),
        tablesWith('rtb-public', { routes: [route('pl-world', 'igw-1')] }),
      ),
      message: behind,
    },
  ],
  error: [
    {
      name: 'no way out, and the endpoints are denied',
      artifacts: { ...led(), endpoints: { main: denied('ec2:DescribeVpcEndpoints') } },
      message: 'AWS denied ec2:DescribeVpcEndpoints.',
    },
    {
      name: 'the gateways are denied',
      artifacts: { ...deployed(), gateways: { main: denied('ec2:DescribeNatGateways') } },
      message: 'AWS denied ec2:DescribeNatGateways.',
    },
  ],
});
