import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const Wraparound = z.strictObject({
  /** Transactions since the oldest that is not frozen; PostgreSQL stops writing at two thousand million. */
  transactionAge: z.int(),
  /** The age at which a vacuum is forced. */
  transactionLimit: z.int(),
  multixactAge: z.int(),
  multixactLimit: z.int(),
});
/** How old a database's numbers are. */
export type Wraparound = z.infer<typeof Wraparound>;

/** https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND */
export const wraparound = defineTypedCatalog({
  name: 'wraparound',
  title: 'The age of the oldest transaction that is not frozen',
  privilege: null,
  def: Wraparound,
  sql: `
    SELECT
      'wraparound' AS kind,
      'database' AS id,
      jsonb_build_object(
        'transactionAge', age(d.datfrozenxid),
        'transactionLimit', current_setting('autovacuum_freeze_max_age')::int,
        'multixactAge', mxid_age(d.datminmxid),
        'multixactLimit', current_setting('autovacuum_multixact_freeze_max_age')::int
      ) AS def
    FROM pg_database d
    WHERE d.datname = current_database()
  `,
});
