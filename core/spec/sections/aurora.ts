import { z } from 'zod';
import { Count, Name, Port } from '../values.ts';

/** Aurora capacity units come in half steps. https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const Acu = z.number().min(0).max(256).multipleOf(0.5);

/** One Aurora PostgreSQL cluster, Serverless v2. The map's key is the cluster identifier. */
export const AuroraClusterSpec = z.strictObject({
  /** A version prefix such as `15` or `15.4`. */
  engineVersion: z.string().regex(/^\d+(\.\d+)?$/, 'quote the version: "15" or "15.4"'),
  port: Port,
  /** The database that applications connect to, which is created with the cluster. */
  databaseName: Name.optional(),
  capacity: z.strictObject({ minAcu: Acu, maxAcu: Acu }),
  /** The most that the cluster's volume may hold. */
  maxStorageGiB: Count.optional(),
  readers: z.int().min(0),
  /** Distinct zones in which available members must stand; of fewer than two it is two. */
  availabilityZones: Count,
  /** Alias of the customer-managed key, such as `alias/mistersmith`; without it any encryption will do. */
  kmsKeyAlias: Name.optional(),
  subnetGroup: z.strictObject({ name: Name, subnets: z.array(Name) }),
  securityGroups: z.array(Name),
  parameterGroup: Name,
  /** Cluster parameters that the plan sets. */
  parameters: z.record(Name, z.string()).optional(),
  backup: z.strictObject({
    retentionDays: z.int().min(1).max(35),
    /** UTC, such as `03:00-04:00`. */
    window: z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/, 'a window looks like 03:00-04:00'),
  }),
  deletionProtection: z.boolean(),
  iamAuthentication: z.boolean().optional(),
  /** Whether RDS itself keeps the password of the master user, in a secret that it rotates. */
  managedMasterPassword: z.boolean().optional(),
  logExports: z.array(Name).optional(),
  autoMinorVersionUpgrade: z.boolean().optional(),
  maxConnections: Count.optional(),
  maxReplicaLagMs: Count.optional(),
  pooler: z.enum(['pgbouncer', 'rds-proxy', 'none']).optional(),
  /** The RDS Proxy in front of the cluster, where that is the pooler. */
  proxy: z.strictObject({ name: Name, subnets: z.array(Name).min(2) }).optional(),
  /** How long a client keeps a server connection of the pooler. */
  poolMode: z.enum(['session', 'transaction', 'statement']).optional(),
});
export type AuroraClusterSpec = z.infer<typeof AuroraClusterSpec>;
