import type { NetworkAclEntry } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { listInDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeNetworkAcls, describeVpcs } from './operations.ts';

/** One entry of a network ACL, as EC2 gives it. Null is what EC2 left out. */
export const AclEntry = z.strictObject({
  /** Entries are tried in the order of their numbers; the first that matches decides. */
  number: z.int().nullable(),
  egress: z.boolean().nullable(),
  /** `allow` or `deny`. */
  action: z.string().nullable(),
  protocol: z.string().nullable(),
  /** The first port; the type for icmp. */
  fromPort: z.int().nullable(),
  /** The last port; the code for icmp. */
  toPort: z.int().nullable(),
  cidr: z.string().nullable(),
});
export type AclEntry = z.infer<typeof AclEntry>;

export const NetworkAcl = z.strictObject({
  id: z.string(),
  /** The ids of the subnets that it guards. */
  subnets: z.array(z.string()),
  entries: z.array(AclEntry),
});
export type NetworkAcl = z.infer<typeof NetworkAcl>;

export const NetworkAcls = z.array(NetworkAcl);
/** Every network ACL of the VPC. */
export type NetworkAcls = z.infer<typeof NetworkAcls>;

/** The key is the VPC's declared name. */
export const networkAcls = defineCollector<NetworkAcls>({
  id: 'aws/ec2/network-acls',
  title: 'All network ACLs of the declared VPC',
  operations: [describeVpcs, describeNetworkAcls],
  item: NetworkAcls,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeNetworkAcls,
      (id) => context.aws.read(describeNetworkAcls, { Filters: ofVpc(id) }),
      (answer): NetworkAcls | null => {
        const acls = (answer.NetworkAcls ?? []).map(({ NetworkAclId, Associations, Entries }) =>
          NetworkAclId === undefined || Associations === undefined || Entries === undefined
            ? null
            : {
                id: NetworkAclId,
                subnets: Associations.flatMap(({ SubnetId }) =>
                  SubnetId === undefined ? [] : [SubnetId],
                ),
                entries: Entries.map(toEntry),
              },
        );
        return acls.every((acl) => acl !== null) ? acls : null;
      },
    ),
});

function toEntry(entry: NetworkAclEntry): AclEntry {
  return {
    number: entry.RuleNumber ?? null,
    egress: entry.Egress ?? null,
    action: entry.RuleAction ?? null,
    protocol: entry.Protocol ?? null,
    fromPort: entry.PortRange?.From ?? entry.IcmpTypeCode?.Type ?? null,
    toPort: entry.PortRange?.To ?? entry.IcmpTypeCode?.Code ?? null,
    cidr: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? null,
  };
}
