import { z } from 'zod';
import { Cidr, Name } from '../values.ts';

const Peer = z
  .strictObject({
    cidr: Cidr.optional(),
    /** A declared security group of the same VPC; `self` for the group itself. */
    group: Name.optional(),
    /** Id or name of a prefix list. */
    prefixList: Name.optional(),
  })
  .refine((peer) => Object.values(peer).filter((value) => value !== undefined).length === 1, {
    error: 'name exactly one of cidr, group and prefixList',
  });

const PORTS = 'ports are a number, a range such as "1024-65535", or all';

const rule = {
  protocol: z.union([z.enum(['tcp', 'udp', 'icmp', 'icmpv6', 'all']), z.int().min(0).max(255)]),
  /** One port, a range such as `1024-65535`, or `all`. */
  ports: z.union(
    [z.int().min(0).max(65535), z.string().regex(/^\d{1,5}-\d{1,5}$/, PORTS), z.literal('all')],
    { error: PORTS },
  ),
  description: z.string().optional(),
};

export const IngressRuleSpec = z.strictObject({ ...rule, from: Peer });
export type IngressRuleSpec = z.infer<typeof IngressRuleSpec>;
export const EgressRuleSpec = z.strictObject({ ...rule, to: Peer });
export type EgressRuleSpec = z.infer<typeof EgressRuleSpec>;

/** What a security group, found by its name in the declared VPC, admits: this and nothing else. */
export const SecurityGroupSpec = z.strictObject({
  role: z.enum(['load-balancer', 'service', 'database', 'endpoint']),
  ingress: z.array(IngressRuleSpec),
  egress: z.array(EgressRuleSpec),
});
export type SecurityGroupSpec = z.infer<typeof SecurityGroupSpec>;
