import type { IpPermission, SecurityGroup as AwsSecurityGroup } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { byId, listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeSecurityGroups, describeVpcs } from './operations.ts';

/** One permission as EC2 groups them: each member of each list is a peer. Null is what EC2 left out. */
export const Permission = z.strictObject({
  protocol: z.string().nullable(),
  fromPort: z.int().nullable(),
  toPort: z.int().nullable(),
  /** IPv4 and IPv6 blocks. */
  cidrs: z.array(z.string()),
  prefixLists: z.array(z.string()),
  groups: z.array(z.strictObject({ id: z.string(), account: z.string().nullable() })),
  /** False when EC2 left out a list of peers, or what identifies one of them. */
  complete: z.boolean(),
});
export type Permission = z.infer<typeof Permission>;

export const SecurityGroup = z.strictObject({
  name: z.string().nullable(),
  /** The account that owns the group. */
  owner: z.string().nullable(),
  /** Null when EC2 left out the list: that is not the same as none. */
  ingress: z.array(Permission).nullable(),
  egress: z.array(Permission).nullable(),
});
export type SecurityGroup = z.infer<typeof SecurityGroup>;

export const SecurityGroups = z.strictObject({
  byId: z.record(z.string(), SecurityGroup),
  /** EC2 gives a name once in a VPC; more than one id means that the answer is not to be trusted. */
  idsByName: z.record(z.string(), z.array(z.string())),
});
/** Every security group of the VPC. */
export type SecurityGroups = z.infer<typeof SecurityGroups>;

/** The key is the VPC's declared name. Rules come with the groups, 1,000 groups a call. */
export const securityGroups = defineCollector<SecurityGroups>({
  id: 'aws/ec2/security-groups',
  title: 'All security groups of the declared VPC with their rules',
  operations: [describeVpcs, describeSecurityGroups],
  item: SecurityGroups,
  keys: vpcKeys,
  collect: listSecurityGroups,
});

export function listSecurityGroups(context: CollectContext) {
  return listInDeclaredVpc(
    context,
    describeSecurityGroups,
    (id) => context.aws.read(describeSecurityGroups, { Filters: ofVpc(id) }),
    (answer): SecurityGroups | null => {
      const groups = byId(answer.SecurityGroups, ({ GroupId }) => GroupId, toItem);
      if (groups === null) return null;
      const idsByName = new Map<string, string[]>();
      for (const [id, { name }] of Object.entries(groups)) {
        if (name !== null) idsByName.set(name, [...(idsByName.get(name) ?? []), id]);
      }
      return { byId: groups, idsByName: Object.fromEntries(idsByName) };
    },
  );
}

function toItem(group: AwsSecurityGroup): SecurityGroup {
  return {
    name: group.GroupName ?? null,
    owner: group.OwnerId ?? null,
    ingress: group.IpPermissions?.map(toPermission) ?? null,
    egress: group.IpPermissionsEgress?.map(toPermission) ?? null,
  };
}

function toPermission(permission: IpPermission): Permission {
  const { IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs } = permission;
  const peers = [
    IpRanges?.map(({ CidrIp }) => CidrIp),
    Ipv6Ranges?.map(({ CidrIpv6 }) => CidrIpv6),
    PrefixListIds?.map(({ PrefixListId }) => PrefixListId),
    UserIdGroupPairs?.map(({ GroupId }) => GroupId),
  ];
  return {
    protocol: permission.IpProtocol ?? null,
    fromPort: permission.FromPort ?? null,
    toPort: permission.ToPort ?? null,
    cidrs: [
      ...(IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
      ...(Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
    ],
    prefixLists: (PrefixListIds ?? []).flatMap(({ PrefixListId }) => PrefixListId ?? []),
    groups: (UserIdGroupPairs ?? []).flatMap(({ GroupId, UserId }) =>
      GroupId === undefined ? [] : [{ id: GroupId, account: UserId ?? null }],
    ),
    complete: peers.every((list) => list?.every((peer) => peer !== undefined) === true),
  };
}
