import type {
  DescribeManagedPrefixListsCommandInput,
  DescribeManagedPrefixListsCommandOutput,
  DescribeRouteTablesCommandInput,
  DescribeRouteTablesCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  DescribeVpcsCommandInput,
  DescribeVpcsCommandOutput,
  Filter,
  GetManagedPrefixListEntriesCommandInput,
  GetManagedPrefixListEntriesCommandOutput,
  IpPermission,
  RouteTable,
  SecurityGroup,
} from '@aws-sdk/client-ec2';
import type {
  EgressRuleSpec,
  IngressRuleSpec,
} from '../../../../core/spec/sections/security-groups.ts';
import { ACCOUNT, REGION, S3_PREFIX_LIST, SUBNETS, VPC } from '../../estate.ts';
import { estateSpec } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { groupId } from './arns.ts';

const answer = answersOf('ec2', 'ec2');

export const ec2Answers = [
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
        AvailableIpAddressCount: 4000,
        MapPublicIpOnLaunch: false,
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
  answer<DescribeSecurityGroupsCommandInput, DescribeSecurityGroupsCommandOutput>(
    'DescribeSecurityGroups',
    ({ Filters, MaxResults, NextToken }, world) => {
      refuseOtherVpc(Filters);
      const page = pageOf(groupsOf(world), SIZES.ec2, MaxResults, NextToken);
      return { SecurityGroups: page.items, NextToken: page.next };
    },
  ),
  answer<DescribeManagedPrefixListsCommandInput, DescribeManagedPrefixListsCommandOutput>(
    'DescribeManagedPrefixLists',
    ({ Filters, MaxResults, NextToken }) => {
      const { id, name } = S3_PREFIX_LIST;
      const isMeant = valuesOf(Filters, 'prefix-list-id')?.includes(id) ?? true;
      const all = isMeant
        ? [{ PrefixListId: id, PrefixListName: name, AddressFamily: 'IPv4', OwnerId: 'AWS' }]
        : [];
      const page = pageOf(all, SIZES.ec2Hundred, MaxResults, NextToken);
      return { PrefixLists: page.items, NextToken: page.next };
    },
  ),
  answer<GetManagedPrefixListEntriesCommandInput, GetManagedPrefixListEntriesCommandOutput>(
    'GetManagedPrefixListEntries',
    ({ PrefixListId, MaxResults, NextToken }) => {
      if (PrefixListId !== S3_PREFIX_LIST.id) {
        throw new StubRefusal('InvalidPrefixListID.NotFound', 'The prefix list does not exist.');
      }
      const all = ['52.216.0.0/15', '3.5.0.0/19', '54.231.0.0/16'].map((Cidr) => ({ Cidr }));
      const page = pageOf(all, SIZES.ec2Hundred, MaxResults, NextToken);
      return { Entries: page.items, NextToken: page.next };
    },
  ),
];

function valuesOf(filters: readonly Filter[] | undefined, name: string) {
  return filters?.find((filter) => filter.Name === name)?.Values;
}

/** Every list that is asked for here is of one VPC; a call that is not would be a waste. */
function refuseOtherVpc(filters: readonly Filter[] | undefined): void {
  if (valuesOf(filters, 'vpc-id')?.[0] === VPC.id) return;
  throw new StubRefusal('InvalidVpcID.NotFound', 'The list is not asked for by the VPC.');
}

const LOCAL = { DestinationCidrBlock: VPC.cidr, GatewayId: 'local', State: 'active' } as const;

const ROUTE_TABLES: readonly RouteTable[] = [
  {
    RouteTableId: 'rtb-0main',
    VpcId: VPC.id,
    Associations: [{ Main: true, AssociationState: { State: 'associated' } }],
    Routes: [LOCAL],
  },
  ...SUBNETS.map(({ id, tier, zone }): RouteTable => ({
    RouteTableId: `rtb-0${id}`,
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
              NatGatewayId: `nat-0${zone}`,
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

const groups = new WeakMap<World, readonly SecurityGroup[]>();

/** The declared groups as they are declared, and groups of others that each let in and out a few things. */
function groupsOf(world: World): readonly SecurityGroup[] {
  const known = groups.get(world);
  if (known !== undefined) return known;
  const declared = Object.entries(estateSpec(world.estate).securityGroups ?? {}).map(
    ([name, { ingress, egress }]) =>
      groupOf(
        name,
        ingress.map(({ from, ...rule }) => permissionOf(rule, from)),
        egress.map(({ to, ...rule }) => permissionOf(rule, to)),
      ),
  );
  const others = world.estate.undeclaredGroups.map((name, index) => {
    const friend =
      world.estate.undeclaredGroups[(index + 1) % world.estate.undeclaredGroups.length];
    return groupOf(
      name,
      [443, 8443, 9090].map((ports) =>
        permissionOf({ protocol: 'tcp', ports }, { group: friend ?? name }),
      ),
      [permissionOf({ protocol: 'all', ports: 'all' }, { cidr: '0.0.0.0/0' })],
    );
  });
  const all = [...declared, ...others];
  groups.set(world, all);
  return all;
}

function groupOf(name: string, ingress: IpPermission[], egress: IpPermission[]): SecurityGroup {
  return {
    GroupId: groupId(name),
    GroupName: name,
    Description: `Security group of ${name}`,
    OwnerId: ACCOUNT,
    VpcId: VPC.id,
    SecurityGroupArn: `arn:aws:ec2:${REGION}:${ACCOUNT}:security-group/${groupId(name)}`,
    IpPermissions: ingress,
    IpPermissionsEgress: egress,
    Tags: [{ Key: 'Project', Value: 'bench' }],
  };
}

type Peer = IngressRuleSpec['from'] | EgressRuleSpec['to'];

function permissionOf(
  { protocol, ports }: Pick<IngressRuleSpec, 'protocol' | 'ports'>,
  { cidr, group, prefixList }: Peer,
): IpPermission {
  return {
    IpProtocol: protocol === 'all' ? '-1' : String(protocol),
    ...(typeof ports === 'number' ? { FromPort: ports, ToPort: ports } : {}),
    IpRanges: cidr === undefined ? [] : [{ CidrIp: cidr }],
    Ipv6Ranges: [],
    PrefixListIds: prefixList === undefined ? [] : [{ PrefixListId: S3_PREFIX_LIST.id }],
    UserIdGroupPairs: group === undefined ? [] : [{ GroupId: groupId(group), UserId: ACCOUNT }],
  };
}
