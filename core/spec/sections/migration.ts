import { z } from 'zod';
import { Count, Name, Port } from '../values.ts';

/** Where a password is kept. A spec never holds one. */
const PasswordSpec = z
  .union(
    [
      /** The name of an environment variable. */
      z.strictObject({ env: Name }),
      /** The name or ARN of a secret in Secrets Manager: the password itself, or JSON with a `password`. */
      z.strictObject({ secret: Name }),
      /** A token of IAM database authentication takes the password's place. */
      z.strictObject({ iam: z.literal(true) }),
    ],
    { error: 'a password is { env: NAME }, { secret: name } or { iam: true }' },
  )
  .meta({ writeOnly: true });

/** How Landfall connects to one side, as a role that only reads. */
export const ConnectionSpec = z.strictObject({
  host: Name,
  /** 5432 when left out. */
  port: Port.optional(),
  user: Name,
  /** None when left out, which only a server that trusts its host accepts. */
  password: PasswordSpec.optional(),
  /** `verify-full` when left out; `disable` is taken on loopback alone. */
  tls: z.enum(['verify-full', 'disable']).optional(),
  /** A PEM file with the authorities to trust; those of RDS and of the system when left out. */
  caFile: Name.optional(),
});
export type ConnectionSpec = z.infer<typeof ConnectionSpec>;

/** The database that moves, and how to look at it on both sides. */
export const MigrationSpec = z.strictObject({
  database: Name,
  source: z.strictObject({
    engine: z.literal('postgresql'),
    /** A major version such as `15`, or a release such as `15.4`. */
    version: z.string().regex(/^\d+(\.\d+)?$/, 'quote the version: "15" or "15.4"'),
    /** Connections that each instance of the application keeps. */
    poolSize: Count.optional(),
    /** Names and addresses of hosts of the source: after the move nothing may still point at them. */
    hosts: z.array(Name).optional(),
    /** Features that the applications rely on, and that the target must have. */
    uses: z.array(Name).optional(),
  }),
  /** The declared Aurora cluster. */
  target: Name,
  /** What keeps the target up to date until the cutover: a subscription, tasks of AWS DMS, or nothing, as for a dump. Not judged when left out. */
  replication: z.enum(['logical', 'dms', 'none']).optional(),
  /** They differ from environment to environment; `LANDFALL_SOURCE_URL`, `LANDFALL_TARGET_URL` and so on replace them. */
  connections: z
    .strictObject({
      source: ConnectionSpec.optional(),
      target: ConnectionSpec.optional(),
      /** The console of pgBouncer, as a user of its `stats_users`. */
      pooler: ConnectionSpec.optional(),
      /** The database as applications reach it, through the pooler: what `landfall pooling` tries, and nothing else uses. */
      pooled: ConnectionSpec.optional(),
    })
    .optional(),
});
export type MigrationSpec = z.infer<typeof MigrationSpec>;
