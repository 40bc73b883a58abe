import type {
  DescribeFlowLogsCommandInput,
  DescribeFlowLogsCommandOutput,
  DescribeNatGatewaysCommandInput,
  DescribeNatGatewaysCommandOutput,
  DescribeNetworkAclsCommandInput,
  DescribeNetworkAclsCommandOutput,
  DescribeNetworkInterfacesCommandInput,
  DescribeNetworkInterfacesCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
  DescribeStaleSecurityGroupsCommandInput,
  DescribeStaleSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcAttributeCommandInput,
  DescribeVpcAttributeCommandOutput,
  DescribeVpcBlockPublicAccessOptionsCommandInput,
  DescribeVpcBlockPublicAccessOptionsCommandOutput,
  DescribeVpcEndpointsCommandInput,
  DescribeVpcEndpointsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  RouteTable,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';
import {
  ACCOUNT,
  INTERFACE_ENDPOINTS,
  names,
  REGION,
  S3_PREFIX_LIST,
  SUBNETS,
  subnetsOf,
  VPC,
} from '../../estate.ts';
import { pageOf, SIZES } from '../pages.ts';
import { answersOf } from '../world.ts';
import { groupId } from './arns.ts';
import { refuseOtherVpc, valuesOf } from './ec2-filters.ts';

const answer = answersOf('ec2', 'ec2');

/** The VPC and all that routes and filters in it, but for security groups. */
export const networkAnswers = [
  answer<DescribeVpcsCommandInput, DescribeVpcsCommandOutput>(
    'DescribeVpcs',
    ({ Filters, MaxResults, NextToken }) => {
      const isMeant = valuesOf(Filters, 'tag:Name')?.includes(VPC.name) ?? true;
      const all = isMeant
        ? [
            {
              VpcId: VPC.id,
              CidrBlock: VPC.cidr,
              State: 'available' as const,
              OwnerId: ACCOUNT,
              IsDefault: false,
              CidrBlockAssociationSet: [
                { CidrBlock: VPC.cidr, CidrBlockState: { State: 'associated' as const } },
              ],
              Tags: [{ Key: 'Name', Value: VPC.name }],
            },
          ]
        : [];
      const page = pageOf(all, SIZES.ec2, MaxResults, NextToken);
      return { Vpcs: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>(
    'DescribeSubnets',
    ({ Filters, MaxResults, NextToken }) => {
      refuseOtherVpc(Filters);
      const all = SUBNETS.map(({ id, name, cidr, zone }) => ({
        SubnetId: id,
        SubnetArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:subnet/${id}`,
        VpcId: VPC.id,
        CidrBlock: cidr,
        AvailabilityZone: zone,
        AvailableIpAddressCount: freeIn(cidr),
        MapPublicIpOnLaunch: false,
        AssignIpv6AddressOnCreation: false,
        State: 'available' as const,
        Ipv6CidrBlockAssociationSet: [],
        OwnerId: ACCOUNT,
        Tags: [{ Key: 'Name', Value: name }],
      }));
      const page = pageOf(all, SIZES.ec2, MaxResults, NextToken);
      return { Subnets: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeRouteTablesCommandInput, DescribeRouteTablesCommandOutput>(
    'DescribeRouteTables',
    ({ Filters, MaxResults, NextToken }) => {
      refuseOtherVpc(Filters);
      const page = pageOf(ROUTE_TABLES, SIZES.ec2Hundred, MaxResults, NextToken);
      return { RouteTables: page.items, NextToken: page.next };
    },
  ),
  answer<
    DescribeVpcBlockPublicAccessOptionsCommandInput,
    DescribeVpcBlockPublicAccessOptionsCommandOutput
  >('DescribeVpcBlockPublicAccessOptions', () => ({
    VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off', State: 'default-state' },
  })),
  // Nothing stands in the VPC but what AWS manages, and no group names another VPC.
  answer<DescribeNetworkInterfacesCommandInput, DescribeNetworkInterfacesCommandOutput>(
    'DescribeNetworkInterfaces',
    ({ Filters }) => {
      refuseOtherVpc(Filters);
      return { NetworkInterfaces: [] };
    },
  ),
  answer<DescribeStaleSecurityGroupsCommandInput, DescribeStaleSecurityGroupsCommandOutput>(
    'DescribeStaleSecurityGroups',
    () => ({ StaleSecurityGroupSet: [] }),
  ),
  answer<DescribeVpcAttributeCommandInput, DescribeVpcAttributeCommandOutput>(
    'DescribeVpcAttribute',
    ({ Attribute }) => ({
      VpcId: VPC.id,
      ...(Attribute === 'enableDnsSupport' ? { EnableDnsSupport: { Value: true } } : {}),
      ...(Attribute === 'enableDnsHostnames' ? { EnableDnsHostnames: { Value: true } } : {}),
    }),
  ),
  answer<DescribeNatGatewaysCommandInput, DescribeNatGatewaysCommandOutput>(
    'DescribeNatGateways',
    ({ Filter, MaxResults, NextToken }, { builtAt }) => {
      refuseOtherVpc(Filter);
      const all = subnetsOf('public').map(({ id, zone }) => ({
        NatGatewayId: natGateway(zone),
        VpcId: VPC.id,
        SubnetId: id,
        State: 'available' as const,
        ConnectivityType: 'public' as const,
        AvailabilityMode: 'zonal' as const,
        CreateTime: builtAt,
        NatGatewayAddresses: [],
      }));
      const page = pageOf(all, SIZES.ec2, MaxResults, NextToken);
      return { NatGateways: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeVpcEndpointsCommandInput, DescribeVpcEndpointsCommandOutput>(
    'DescribeVpcEndpoints',
    ({ Filters, MaxResults, NextToken }) => {
      refuseOtherVpc(Filters);
      const page = pageOf(ENDPOINTS, SIZES.ec2, MaxResults, NextToken);
      return { VpcEndpoints: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeFlowLogsCommandInput, DescribeFlowLogsCommandOutput>(
    'DescribeFlowLogs',
    ({ Filter, MaxResults, NextToken }, { builtAt }) => {
      const isMeant = valuesOf(Filter, 'resource-id')?.includes(VPC.id) ?? true;
      const all = isMeant
        ? [
            {
              FlowLogId: 'fl-0bench',
              ResourceId: VPC.id,
              FlowLogStatus: 'ACTIVE',
              DeliverLogsStatus: 'SUCCESS',
              TrafficType: 'ALL' as const,
              LogDestinationType: 'cloud-watch-logs' as const,
              LogGroupName: names.flowLogGroup,
              CreationTime: builtAt,
            },
          ]
        : [];
      const page = pageOf(all, SIZES.ec2, MaxResults, NextToken);
      return { FlowLogs: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeNetworkAclsCommandInput, DescribeNetworkAclsCommandOutput>(
    'DescribeNetworkAcls',
    ({ Filters, MaxResults, NextToken }) => {
      refuseOtherVpc(Filters);
      const entry = (number: number, egress: boolean, action: 'allow' | 'deny') => ({
        RuleNumber: number,
        Egress: egress,
        RuleAction: action,
        Protocol: '-1',
        CidrBlock: '0.0.0.0/0',
      });
      const all = [
        {
          NetworkAclId: 'acl-0bench',
          VpcId: VPC.id,
          IsDefault: true,
          OwnerId: ACCOUNT,
          Associations: SUBNETS.map(({ id }) => ({
            NetworkAclAssociationId: `aclassoc-0${id}`,
            NetworkAclId: 'acl-0bench',
            SubnetId: id,
          })),
          Entries: [
            { ...entry(80, false, 'allow'), CidrBlock: VPC.cidr },
            ...(
              [
                [90, '6', 22],
                [91, '6', 3389],
                [92, '17', 3389],
              ] as const
            ).map(([number, protocol, port]) => ({
              ...entry(number, false, 'deny'),
              Protocol: protocol,
              PortRange: { From: port, To: port },
            })),
            ...[true, false].flatMap((egress) => [
              entry(100, egress, 'allow'),
              entry(32767, egress, 'deny'),
            ]),
          ],
        },
      ];
      const page = pageOf(all, SIZES.ec2, MaxResults, NextToken);
      return { NetworkAcls: page.items, NextToken: page.next };
    },
  ),
];

function natGateway(zone: string): string {
  return `nat-0${zone}`;
}

function routeTable(subnet: string): string {
  return `rtb-0${subnet}`;
}

/** EC2 writes the states of endpoints in lower case, whatever the SDK's types say. */
const AVAILABLE = 'available' as 'Available';

const OWN_ACCOUNT = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
  },
});

const ENDPOINTS: readonly VpcEndpoint[] = [
  ...INTERFACE_ENDPOINTS.map((service): VpcEndpoint => ({
    VpcEndpointId: `vpce-0${service}`,
    VpcEndpointType: 'Interface',
    VpcId: VPC.id,
    ServiceName: `com.amazonaws.${REGION}.${service}`,
    State: AVAILABLE,
    RouteTableIds: [],
    SubnetIds: subnetsOf('private').map(({ id }) => id),
    Groups: [{ GroupId: groupId(names.endpointGroup), GroupName: names.endpointGroup }],
    PrivateDnsEnabled: true,
    PolicyDocument: OWN_ACCOUNT,
  })),
  {
    VpcEndpointId: 'vpce-0s3',
    VpcEndpointType: 'Gateway',
    VpcId: VPC.id,
    ServiceName: `com.amazonaws.${REGION}.s3`,
    State: AVAILABLE,
    RouteTableIds: subnetsOf('private').map(({ id }) => routeTable(id)),
    SubnetIds: [],
    Groups: [],
    PrivateDnsEnabled: false,
    PolicyDocument: OWN_ACCOUNT,
  },
];

const LOCAL = { DestinationCidrBlock: VPC.cidr, GatewayId: 'local', State: 'active' } as const;

const ROUTE_TABLES: readonly RouteTable[] = [
  {
    RouteTableId: 'rtb-0main',
    VpcId: VPC.id,
    Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
    Routes: [LOCAL],
  },
  ...SUBNETS.map(({ id, tier, zone }): RouteTable => ({
    RouteTableId: routeTable(id),
    VpcId: VPC.id,
    Associations: [{ Main: false, SubnetId: id, AssociationState: { State: 'associated' } }],
    Routes: [
      LOCAL,
      ...(tier === 'public'
        ? [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0bench', State: 'active' } as const]
        : []),
      ...(tier === 'private'
        ? [
            {
              DestinationCidrBlock: '0.0.0.0/0',
              NatGatewayId: natGateway(zone),
              State: 'active',
            } as const,
            {
              DestinationPrefixListId: S3_PREFIX_LIST.id,
              GatewayId: 'vpce-0s3',
              State: 'active',
            } as const,
          ]
        : []),
    ],
  })),
];

/** A tenth of the subnet is in use. */
function freeIn(cidr: string): number {
  return Math.floor(0.9 * 2 ** (32 - Number(cidr.split('/')[1])));
}
