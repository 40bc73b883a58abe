import { z } from 'zod';
import { AvailabilityZone, byName, Cidr, Count, Name, Port } from '../values.ts';

/** `public` has a route from the internet; `private` (tasks) and `database` have none. */
export const SubnetTier = z.enum(['public', 'private', 'database']);
export type SubnetTier = z.infer<typeof SubnetTier>;

const Subnet = z.strictObject({
  tier: SubnetTier,
  cidr: Cidr,
  availabilityZone: AvailabilityZone,
});
export type SubnetSpec = z.infer<typeof Subnet>;

const Flow = z.strictObject({
  /** A declared security group, or `internet`. */
  from: Name,
  /** A declared security group, or `endpoints`. */
  to: Name,
  port: Port,
});

/** A way to another network, found by its Name tag. */
const Link = z.strictObject({
  /** What bears the tag: a peering connection, the VPC's attachment to a transit gateway, or a VPN connection. */
  kind: z.enum(['peering', 'transit-gateway', 'vpn']),
  /** The subnets that reach the other network; no other does. */
  subnets: z.array(Name).min(1),
  /** What is reached in the other network; nothing else is. */
  remoteCidrs: z.array(Cidr).min(1),
});
export type LinkSpec = z.infer<typeof Link>;

/** The VPC, found by its Name tag, and all that routes in it. */
export const NetworkSpec = z.strictObject({
  vpc: z.strictObject({ name: Name, cidr: Cidr }),
  /** Keyed by the subnet's Name tag. */
  subnets: byName(Subnet),
  nat: z.strictObject({ mode: z.enum(['per-zone', 'single', 'regional', 'none']) }),
  endpoints: z.strictObject({
    /** Service suffixes such as `ecr.api`. */
    interface: z.array(Name),
    gateway: z.array(Name),
    securityGroup: Name.optional(),
  }),
  flowLogs: z.strictObject({ traffic: z.enum(['ALL', 'REJECT']), retentionDays: Count }),
  flows: z.array(Flow).optional(),
  /** How VPC Block Public Access is to stand in the region; off when absent. */
  blockPublicAccess: z.enum(['off', 'block-ingress', 'block-bidirectional']).optional(),
  /** Blocks of peers and on-premises networks that must not overlap with the VPC. */
  peerCidrs: z.array(Cidr).optional(),
  /** Keyed by the link's Name tag. */
  links: byName(Link).optional(),
});
export type NetworkSpec = z.infer<typeof NetworkSpec>;
