import type {
  DescribeManagedPrefixListsCommandInput,
  DescribeManagedPrefixListsCommandOutput,
  DescribeSecurityGroupsCommandInput,
  DescribeSecurityGroupsCommandOutput,
  GetManagedPrefixListEntriesCommandInput,
  GetManagedPrefixListEntriesCommandOutput,
  IpPermission,
  SecurityGroup,
} from '@aws-sdk/client-ec2';
import type { IngressRuleSpec } from '../../../../core/spec/sections/security-groups.ts';
import { ACCOUNT, REGION, S3_PREFIX_LIST, VPC } from '../../estate.ts';
import { estateSpec } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { groupId } from './arns.ts';
import { refuseOtherVpc, valuesOf } from './ec2-filters.ts';

const answer = answersOf('ec2', 'ec2');

/** Security groups with their rules, and the prefix list that they refer to. */
export const groupAnswers = [
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
  const all = [groupOf('default', [], []), ...declared, ...others];
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

type Peer = IngressRuleSpec['from'];

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
