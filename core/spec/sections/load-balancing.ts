import { z } from 'zod';
import { byName, Count, Name, Port } from '../values.ts';

/** How many of a hundred users or requests get there, whatever numbers AWS has for it: its weights only count beside each other. */
const Weight = z.int().min(0).max(100);

const Listener = z.strictObject({
  protocol: z.enum(['HTTP', 'HTTPS']),
  port: Port,
  /** What the listener's default action does. */
  action: z.enum(['forward', 'redirect-to-https', 'fixed-response']),
  targetGroup: Name.optional(),
  tlsPolicy: Name.optional(),
  rules: byName(
    z.strictObject({
      priority: Count,
      paths: z.array(Name).optional(),
      hosts: z.array(Name).optional(),
      targetGroup: Name,
      weight: Weight.optional(),
    }),
  ).optional(),
});

/** An Application Load Balancer. The map's key is its name. */
export const LoadBalancerSpec = z.strictObject({
  scheme: z.enum(['internet-facing', 'internal']),
  subnets: z.array(Name),
  securityGroups: z.array(Name),
  listeners: byName(Listener),
  minimumTlsVersion: z.enum(['TLSv1.2', 'TLSv1.3']).optional(),
  hostnames: z.array(Name).optional(),
  accessLogsBucket: Name.optional(),
  deletionProtection: z.boolean().optional(),
  idleTimeoutSeconds: Count.optional(),
});
export type LoadBalancerSpec = z.infer<typeof LoadBalancerSpec>;

/** A target group. The map's key is its name. */
export const TargetGroupSpec = z.strictObject({
  port: Port,
  protocol: z.enum(['HTTP', 'HTTPS']),
  /** Targets that must be healthy; the running tasks of its service when absent. */
  minimumHealthy: Count.optional(),
  /** Zones in which healthy targets must stand; of fewer than two it is two. */
  availabilityZones: Count,
  /** Targets may be registering or draining for this long. */
  settleMinutes: Count,
  healthCheck: z.strictObject({
    path: Name,
    codes: Name,
    intervalSeconds: Count,
    healthyThreshold: Count,
    unhealthyThreshold: Count,
  }),
  deregistrationDelaySeconds: z.int().min(0).optional(),
});
export type TargetGroupSpec = z.infer<typeof TargetGroupSpec>;

/** A web ACL in front of a load balancer. The map's key is its name. */
export const WebAclSpec = z.strictObject({
  loadBalancer: Name,
  defaultAction: z.enum(['Allow', 'Block']),
  managedGroups: z.array(Name),
  mode: z.enum(['block', 'count']),
  rateLimit: z
    .strictObject({
      requests: Count,
      windowSeconds: Count,
      /** What tells a client: its address, which it is when left out, or behind a CDN the address that its header has. */
      aggregateBy: z.enum(['IP', 'FORWARDED_IP']).optional(),
    })
    .optional(),
  /** Name or ARN of the log group, bucket or stream; AWS wants it to begin with `aws-waf-logs-`. */
  logDestination: Name.optional(),
});
export type WebAclSpec = z.infer<typeof WebAclSpec>;

/** A DNS record of the cutover. The map's key is its name. */
export const DnsRecordSpec = z.strictObject({
  zone: Name,
  type: z.enum(['A', 'AAAA', 'CNAME']),
  loadBalancer: Name.optional(),
  value: Name.optional(),
  ttlSeconds: Count.optional(),
  weight: Weight.optional(),
});
