import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const LiveSession = z.strictObject({
  ssl: z.boolean(),
  versions: z.array(z.string().nullable()),
  sessions: z.int(),
});
/** The sessions of one user from one address. */
export type LiveSession = z.infer<typeof LiveSession>;

export const liveSessions = defineTypedCatalog({
  name: 'live-sessions',
  title: 'Sessions of clients, with TLS',
  privilege: 'pg_read_all_stats',
  def: LiveSession,
  sql: `
    SELECT
      'tls' AS kind,
      coalesce(a.usename, '?') || '@' || coalesce(a.client_addr::text, 'local') AS id,
      jsonb_build_object('ssl', bool_and(s.ssl), 'versions', jsonb_agg(DISTINCT s.version), 'sessions', count(*)) AS def
    FROM
      pg_stat_activity a
      JOIN pg_stat_ssl s USING (pid)
    WHERE
      a.backend_type = 'client backend'
    GROUP BY
      1,
      2
  
`,
});
