import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const ConnectionBudget = z.strictObject({
  max: z.int(),
  /** Kept for superusers, for roles of pg_use_reserved_connections and for rds_superuser. */
  reserved: z.int(),
  inUse: z.int(),
  /** -1 when there is none. */
  databaseLimit: z.int(),
  /** Roles that may have only so many. */
  roleLimits: z.record(z.string(), z.int()),
});
export type ConnectionBudget = z.infer<typeof ConnectionBudget>;

/** https://www.postgresql.org/docs/current/runtime-config-connection.html */
export const connectionBudget = defineTypedCatalog({
  name: 'connection-budget',
  title: 'Connections that the server takes, keeps for itself and has',
  privilege: 'pg_monitor',
  def: ConnectionBudget,
  sql: `
    SELECT
      'connections' AS kind,
      'budget' AS id,
      jsonb_build_object(
        'max', current_setting('max_connections')::int,
        'reserved', current_setting('superuser_reserved_connections')::int
          + coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0)
          + coalesce(nullif(current_setting('rds.rds_superuser_reserved_connections', true), '')::int, 0),
        'inUse', (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
        'databaseLimit', (SELECT datconnlimit FROM pg_database WHERE datname = current_database()),
        'roleLimits', (
          SELECT coalesce(jsonb_object_agg(rolname, rolconnlimit), '{}') FROM pg_roles WHERE rolconnlimit >= 0
        )
      ) AS def
  `,
});
