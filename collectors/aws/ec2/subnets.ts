import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { byId, listInDeclaredVpc, nameTag, ofVpc, vpcKeys } from './declared-vpc.ts';
import { describeSubnets, describeVpcs } from './operations.ts';

/** One subnet as it is deployed. Null is what AWS left out. */
export const Subnet = z.strictObject({
  arn: z.string().nullable(),
  /** The Name tag. */
  name: z.string().nullable(),
  /** Null for a subnet of IPv6 alone. */
  cidr: z.string().nullable(),
  /** IPv6 blocks that are associated or about to be; null when AWS left out the list. */
  ipv6Cidrs: z.array(z.string()).nullable(),
  availabilityZone: z.string().nullable(),
  state: z.string().nullable(),
  /** Whether what is started in it gets a public address unless it says otherwise. */
  mapsPublicIp: z.boolean().nullable(),
  assignsIpv6: z.boolean().nullable(),
  /** IPv4 addresses that are neither in use nor kept by AWS. */
  freeAddresses: z.int().nullable(),
});
export type Subnet = z.infer<typeof Subnet>;

export const Subnets = z.record(z.string(), Subnet);
/** Every subnet of the VPC, by id. */
export type Subnets = z.infer<typeof Subnets>;

/** The key is the VPC's declared name. */
export const subnets = defineCollector<Subnets>({
  id: 'aws/ec2/subnets',
  title: 'All subnets of the declared VPC',
  operations: [describeVpcs, describeSubnets],
  item: Subnets,
  keys: vpcKeys,
  collect: (context) =>
    listInDeclaredVpc(
      context,
      describeSubnets,
      (id) => context.aws.read(describeSubnets, { Filters: ofVpc(id) }),
      (answer) =>
        byId(
          answer.Subnets,
          ({ SubnetId }) => SubnetId,
          (subnet) => ({
            arn: subnet.SubnetArn ?? null,
            name: nameTag(subnet.Tags),
            cidr: subnet.CidrBlock ?? null,
            ipv6Cidrs:
              subnet.Ipv6CidrBlockAssociationSet?.flatMap(
                ({ Ipv6CidrBlock, Ipv6CidrBlockState }) =>
                  Ipv6CidrBlock === undefined || hasEnded(Ipv6CidrBlockState?.State)
                    ? []
                    : [Ipv6CidrBlock],
              ) ?? null,
            availabilityZone: subnet.AvailabilityZone ?? null,
            state: subnet.State ?? null,
            mapsPublicIp: subnet.MapPublicIpOnLaunch ?? null,
            assignsIpv6: subnet.AssignIpv6AddressOnCreation ?? null,
            freeAddresses: subnet.AvailableIpAddressCount ?? null,
          }),
        ),
    ),
});

function hasEnded(state: string | undefined): boolean {
  return state === 'disassociated' || state === 'disassociating' || state === 'failed';
}
