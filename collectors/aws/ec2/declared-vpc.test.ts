// What holds for every collector of something in the declared VPC.
import {
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type Vpc,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf, type Collector } from '../../../core/collector.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { flowLogs } from './flow-logs.ts';
import { natGateways } from './nat-gateways.ts';
import { networkAcls } from './network-acls.ts';
import { routeTables } from './route-tables.ts';
import { securityGroups } from './security-groups.ts';
import { subnets } from './subnets.ts';
import { anError, network, VPC } from './testing/answers.ts';
import { vpc } from './vpc.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';

const ec2 = mockClient(EC2Client);

const collectors: readonly [string, Collector, string, object, object, unknown][] = [
  [
    'subnets',
    subnets,
    'DescribeSubnets',
    {
      Subnets: [
        {
          SubnetId: 'subnet-1',
          SubnetArn: 'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1',
          CidrBlock: '10.0.10.0/23',
          AvailabilityZone: 'us-east-1a',
          State: 'available',
          MapPublicIpOnLaunch: true,
          AssignIpv6AddressOnCreation: false,
          AvailableIpAddressCount: 500,
          Tags: [{ Key: 'Name', Value: 'private-a' }],
          Ipv6CidrBlockAssociationSet: [
            { Ipv6CidrBlock: 'fd00::/64', Ipv6CidrBlockState: { State: 'associated' } },
            { Ipv6CidrBlock: 'fd01::/64', Ipv6CidrBlockState: { State: 'disassociated' } },
          ],
        },
        { SubnetId: 'subnet-2' },
      ],
    },
    { Subnets: [{ CidrBlock: '10.0.10.0/23' }] },
    {
      'subnet-1': {
        arn: 'arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1',
        name: 'private-a',
        cidr: '10.0.10.0/23',
        ipv6Cidrs: ['fd00::/64'],
        availabilityZone: 'us-east-1a',
        state: 'available',
        mapsPublicIp: true,
        assignsIpv6: false,
        freeAddresses: 500,
      },
      'subnet-2': {
        arn: null,
        name: null,
        cidr: null,
        ipv6Cidrs: null,
        availabilityZone: null,
        state: null,
        mapsPublicIp: null,
        assignsIpv6: null,
        freeAddresses: null,
      },
    },
  ],
  [
    'route tables',
    routeTables,
    'DescribeRouteTables',
    {
      RouteTables: [
        {
          RouteTableId: 'rtb-1',
          Associations: [
            { Main: true, AssociationState: { State: 'associated' } },
            { SubnetId: 'subnet-1', AssociationState: { State: 'associated' } },
            { SubnetId: 'subnet-2', AssociationState: { State: 'disassociated' } },
          ],
          Routes: [
            { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
            { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1' },
            { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'active' },
            { State: 'active' },
          ],
        },
      ],
    },
    { RouteTables: [{ RouteTableId: 'rtb-1', Associations: [] }] },
    [
      {
        id: 'rtb-1',
        main: true,
        subnets: ['subnet-1'],
        routes: [
          { destination: '10.0.0.0/16', target: 'local', state: 'active' },
          { destination: '::/0', target: 'eigw-1', state: null },
          { destination: 'pl-1', target: 'vpce-1', state: 'active' },
          { destination: null, target: null, state: 'active' },
        ],
      },
    ],
  ],
  [
    'NAT gateways',
    natGateways,
    'DescribeNatGateways',
    {
      NatGateways: [
        {
          NatGatewayId: 'nat-1',
          State: 'available',
          ConnectivityType: 'public',
          AvailabilityMode: 'zonal',
          SubnetId: 'subnet-1',
        },
        { NatGatewayId: 'nat-2', State: 'deleted' },
      ],
    },
    { NatGateways: [{ State: 'available' }] },
    {
      'nat-1': {
        state: 'available',
        connectivity: 'public',
        availabilityMode: 'zonal',
        subnet: 'subnet-1',
      },
      'nat-2': { state: 'deleted', connectivity: null, availabilityMode: null, subnet: null },
    },
  ],
  [
    'endpoints',
    vpcEndpoints,
    'DescribeVpcEndpoints',
    {
      VpcEndpoints: [
        {
          VpcEndpointId: 'vpce-1',
          ServiceName: 'com.amazonaws.us-east-1.sqs',
          VpcEndpointType: 'Interface',
          State: 'available',
          RouteTableIds: [],
          SubnetIds: ['subnet-1'],
          Groups: [{ GroupId: 'sg-1', GroupName: 'endpoints' }],
          PrivateDnsEnabled: true,
          PolicyDocument: '{}',
        },
        { VpcEndpointId: 'vpce-2' },
      ],
    },
    { VpcEndpoints: [{}] },
    {
      'vpce-1': {
        service: 'com.amazonaws.us-east-1.sqs',
        type: 'Interface',
        state: 'available',
        routeTables: [],
        subnets: ['subnet-1'],
        groups: ['sg-1'],
        privateDns: true,
        policy: '{}',
      },
      'vpce-2': {
        service: null,
        type: null,
        state: null,
        routeTables: null,
        subnets: null,
        groups: null,
        privateDns: null,
        policy: null,
      },
    },
  ],
  [
    'network ACLs',
    networkAcls,
    'DescribeNetworkAcls',
    {
      NetworkAcls: [
        {
          NetworkAclId: 'acl-1',
          Associations: [{ SubnetId: 'subnet-1' }],
          Entries: [
            {
              RuleNumber: 100,
              Egress: false,
              RuleAction: 'allow',
              Protocol: '6',
              PortRange: { From: 443, To: 443 },
              CidrBlock: '10.0.0.0/16',
            },
            {
              RuleNumber: 110,
              Egress: true,
              RuleAction: 'deny',
              Protocol: '1',
              IcmpTypeCode: { Type: 8, Code: -1 },
              Ipv6CidrBlock: '::/0',
            },
            {},
          ],
        },
      ],
    },
    { NetworkAcls: [{ NetworkAclId: 'acl-1', Associations: [] }] },
    [
      {
        id: 'acl-1',
        subnets: ['subnet-1'],
        entries: [
          {
            number: 100,
            egress: false,
            action: 'allow',
            protocol: '6',
            fromPort: 443,
            toPort: 443,
            cidr: '10.0.0.0/16',
          },
          {
            number: 110,
            egress: true,
            action: 'deny',
            protocol: '1',
            fromPort: 8,
            toPort: -1,
            cidr: '::/0',
          },
          {
            number: null,
            egress: null,
            action: null,
            protocol: null,
            fromPort: null,
            toPort: null,
            cidr: null,
          },
        ],
      },
    ],
  ],
  [
    'security groups',
    securityGroups,
    'DescribeSecurityGroups',
    {
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          GroupName: 'constructor',
          OwnerId: '123456789012',
          IpPermissions: [
            {
              IpProtocol: 'tcp',
              FromPort: 5432,
              ToPort: 5432,
              IpRanges: [{ CidrIp: '10.0.0.0/16' }],
              Ipv6Ranges: [{ CidrIpv6: 'fd00::/8' }],
              PrefixListIds: [{ PrefixListId: 'pl-1' }],
              UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '123456789012' }, { GroupId: 'sg-3' }],
            },
            { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
          ],
          IpPermissionsEgress: [],
        },
        { GroupId: 'sg-2' },
      ],
    },
    { SecurityGroups: [{ GroupName: 'nameless' }] },
    {
      byId: {
        'sg-1': {
          name: 'constructor',
          owner: '123456789012',
          ingress: [
            {
              protocol: 'tcp',
              fromPort: 5432,
              toPort: 5432,
              cidrs: ['10.0.0.0/16', 'fd00::/8'],
              prefixLists: ['pl-1'],
              groups: [
                { id: 'sg-2', account: '123456789012' },
                { id: 'sg-3', account: null },
              ],
              complete: true,
            },
            {
              protocol: '-1',
              fromPort: null,
              toPort: null,
              cidrs: ['0.0.0.0/0'],
              prefixLists: [],
              groups: [],
              complete: false,
            },
          ],
          egress: [],
        },
        'sg-2': { name: null, owner: null, ingress: null, egress: null },
      },
      idsByName: { constructor: ['sg-1'] },
    },
  ],
  [
    'flow logs',
    flowLogs,
    'DescribeFlowLogs',
    {
      FlowLogs: [
        {
          FlowLogId: 'fl-1',
          ResourceId: VPC,
          FlowLogStatus: 'ACTIVE',
          DeliverLogsStatus: 'FAILED',
          DeliverLogsErrorMessage: 'Access error',
          TrafficType: 'ALL',
          LogDestinationType: 'cloud-watch-logs',
          LogGroupName: '/vpc/flow',
        },
        { FlowLogId: 'fl-2' },
        {
          FlowLogId: 'fl-3',
          LogDestination: 'arn:aws:logs:us-east-1:999999999999:log-group:/central/flow:*',
          LogGroupName: '',
          DeliverCrossAccountRole: 'arn:aws:iam::999999999999:role/deliver',
        },
      ],
    },
    { FlowLogs: [{ ResourceId: VPC }] },
    {
      vpc: VPC,
      logs: [
        {
          id: 'fl-1',
          resource: VPC,
          status: 'ACTIVE',
          deliverStatus: 'FAILED',
          deliverError: 'Access error',
          traffic: 'ALL',
          destinationType: 'cloud-watch-logs',
          destination: null,
          logGroup: '/vpc/flow',
          crossAccountRole: null,
        },
        {
          id: 'fl-2',
          resource: null,
          status: null,
          deliverStatus: null,
          deliverError: null,
          traffic: null,
          destinationType: null,
          destination: null,
          logGroup: null,
          crossAccountRole: null,
        },
        {
          id: 'fl-3',
          resource: null,
          status: null,
          deliverStatus: null,
          deliverError: null,
          traffic: null,
          destinationType: null,
          destination: 'arn:aws:logs:us-east-1:999999999999:log-group:/central/flow:*',
          logGroup: '/central/flow',
          crossAccountRole: 'arn:aws:iam::999999999999:role/deliver',
        },
      ],
    },
  ],
  [
    'the VPC itself',
    vpc,
    'DescribeVpcAttribute',
    { VpcId: VPC, EnableDnsSupport: { Value: true } },
    {},
    {
      id: VPC,
      state: 'available',
      cidrs: ['10.0.0.0/16'],
      dnsSupport: true,
      dnsHostnames: null,
    },
  ],
];

const COMMANDS = {
  DescribeFlowLogs: DescribeFlowLogsCommand,
  DescribeNatGateways: DescribeNatGatewaysCommand,
  DescribeNetworkAcls: DescribeNetworkAclsCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeSecurityGroups: DescribeSecurityGroupsCommand,
  DescribeSubnets: DescribeSubnetsCommand,
  DescribeVpcAttribute: DescribeVpcAttributeCommand,
  DescribeVpcEndpoints: DescribeVpcEndpointsCommand,
} as const;
const on = (name: string) =>
  ec2.on(COMMANDS[name as keyof typeof COMMANDS] as typeof DescribeSubnetsCommand);

const found: Vpc = {
  VpcId: VPC,
  State: 'available',
  CidrBlockAssociationSet: [
    { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
    { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'disassociated' } },
  ],
  Tags: [{ Key: 'Name', Value: 'main' }],
};

beforeEach(() => {
  ec2.reset();
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [found] });
  ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [] });
});

describe.each(collectors)('%s', (_, collector, operation, answer, nameless, item) => {
  test('keeps the facts, says null for what AWS left out, and declares what it sends', async () => {
    on(operation).resolves(answer);
    const { items, operations } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({ state: 'present', value: item });
    expect(collector.item.parse((items['main'] as { value: unknown }).value)).toEqual(item);
    expect(operations).toEqual(actionsOf(collector));
    expect(collector.keys(network as never)).toEqual(['main']);
  });

  test('an item without what identifies it makes the list unreadable', async () => {
    on(operation).resolves(nameless);
    const { items } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({
      state: 'unseen',
      cause: { kind: 'malformed-response', operation: `ec2:${operation}` },
    });
  });

  test('an answer without the list is not an empty list', async () => {
    on(operation).resolves({});
    const { items } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({
      state: 'unseen',
      cause: { kind: 'malformed-response', operation: `ec2:${operation}` },
    });
  });

  test('a denial is told as it is', async () => {
    on(operation).rejects(anError('UnauthorizedOperation'));
    const { items } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({
      state: 'unseen',
      cause: { kind: 'denied', operation: `ec2:${operation}`, action: `ec2:${operation}` },
    });
  });

  test('without the VPC there is none of it', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] });
    const { items } = await collectWith(collector, network);
    expect(items['main']?.state).toBe('absent');
  });

  test('a name that two VPCs have is no declared VPC', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [found, { ...found, VpcId: 'vpc-2' }] });
    const { items } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({ state: 'unseen', cause: { kind: 'ambiguous' } });
  });

  test('what hides the VPC hides it', async () => {
    ec2.on(DescribeVpcsCommand).rejects(anError('UnauthorizedOperation'));
    const { items } = await collectWith(collector, network);
    expect(items['main']).toMatchObject({
      state: 'unseen',
      cause: { kind: 'denied', operation: 'ec2:DescribeVpcs' },
    });
  });

  test('without a declared network it asks nothing', async () => {
    const { items, operations } = await collectWith(collector, {});
    expect([items, operations]).toEqual([{}, []]);
    expect(collector.keys({} as never)).toEqual([]);
  });
});

test('a VPC without an id, a block without a state: not seen, not known', async () => {
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ Tags: [{ Key: 'Name', Value: 'main' }] }] });
  expect((await collectWith(subnets, network)).items['main']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response', operation: 'ec2:DescribeVpcs' },
  });
  on('DescribeVpcAttribute').resolves({ VpcId: VPC } as never);
  for (const CidrBlockAssociationSet of [undefined, [{ CidrBlock: '10.0.0.0/16' }]]) {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ ...found, CidrBlockAssociationSet }] });
    expect((await collectWith(vpc, network)).items['main']).toMatchObject({
      value: { cidrs: null },
    });
  }
});

test('a VPC that is deleted between two calls is absent', async () => {
  on('DescribeVpcAttribute').rejects(anError('InvalidVpcID.NotFound'));
  expect((await collectWith(vpc, network)).items['main']?.state).toBe('absent');
});

test('the filter for the name takes wildcards literally, and only the exact name counts', async () => {
  const name = String.raw`ma*n?\x`;
  const tagged = (value: string) => ({ ...found, Tags: [{ Key: 'Name', Value: value }] });
  ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [tagged('main')] });
  const spec: typeof network = {
    network: { ...network.network, vpc: { name, cidr: '10.0.0.0/16' } },
  };
  expect((await collectWith(subnets, spec)).items[name]?.state).toBe('absent');
  expect(ec2.commandCalls(DescribeVpcsCommand)[0]?.args[0].input.Filters).toEqual([
    { Name: 'tag:Name', Values: [String.raw`ma\*n\?\\x`] },
  ]);
});

test('lists are confined to the VPC, paged at the maximum, and complete', async () => {
  ec2
    .on(DescribeSecurityGroupsCommand)
    .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'a' }], NextToken: 'more' })
    .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-2', GroupName: 'a' }] });
  const { items } = await collectWith(securityGroups, network);
  expect(items['main']).toMatchObject({ value: { idsByName: { a: ['sg-1', 'sg-2'] } } });
  expect(ec2.commandCalls(DescribeSecurityGroupsCommand).map(({ args }) => args[0].input)).toEqual([
    { Filters: [{ Name: 'vpc-id', Values: [VPC] }], MaxResults: 1000 },
    { Filters: [{ Name: 'vpc-id', Values: [VPC] }], MaxResults: 1000, NextToken: 'more' },
  ]);
});

test('flow logs are asked for by the VPC and all its subnets, 200 a call', async () => {
  const Subnets = Array.from({ length: 250 }, (_, index) => ({ SubnetId: `subnet-${index}` }));
  ec2.on(DescribeSubnetsCommand).resolves({ Subnets });
  ec2.on(DescribeFlowLogsCommand).resolves({ FlowLogs: [] });
  const { items } = await collectWith(flowLogs, network);
  expect(items['main']).toMatchObject({ value: { vpc: VPC, logs: [] } });
  const asked = ec2
    .commandCalls(DescribeFlowLogsCommand)
    .map(({ args }) => args[0].input.Filter?.[0]?.Values ?? []);
  expect(asked.map(({ length }) => length)).toEqual([200, 51]);
  expect(asked.flat()).toEqual([VPC, ...Subnets.map(({ SubnetId }) => SubnetId)]);
});
