import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

const UsedCollation = z.strictObject({
  /** `c` of the C library, `i` ICU, `b` built in. */
  provider: z.string(),
  /** Of the C library; null for others. */
  collate: z.string().nullable(),
  /** When it was created or last refreshed; null where PostgreSQL or the library keeps none. */
  version: z.string().nullable(),
  /** Of the library now. */
  actualVersion: z.string().nullable(),
});
export type UsedCollation = z.infer<typeof UsedCollation>;

/** The default collation is of the database, which the server tells. */
export const collations = defineTypedCatalog({
  name: 'collations',
  title: 'Collations that columns, domains and indexes use beside the default, with their versions',
  privilege: null,
  def: UsedCollation,
  sql: `
    WITH used AS (
      SELECT a.attcollation AS coll
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relpersistence <> 't' AND ${USER_SCHEMA}
      UNION
      SELECT u.coll
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL unnest(i.indcollation::oid[]) u (coll)
      WHERE c.relpersistence <> 't' AND ${USER_SCHEMA}
      UNION
      SELECT t.typcollation
      FROM pg_type t
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${USER_SCHEMA}
      UNION
      SELECT r.rngcollation
      FROM pg_range r
      JOIN pg_type t ON t.oid = r.rngtypid
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${USER_SCHEMA}
    )
    SELECT
      'collation_used' AS kind,
      format('%I.%I', cn.nspname, c.collname) AS id,
      jsonb_build_object(
        'provider', c.collprovider,
        'collate', CASE WHEN c.collprovider = 'c' THEN to_jsonb(c) ->> 'collcollate' END,
        'version', c.collversion,
        'actualVersion', pg_collation_actual_version(c.oid)
      ) AS def
    FROM used u
    JOIN pg_collation c ON c.oid = u.coll
    JOIN pg_namespace cn ON cn.oid = c.collnamespace
    WHERE c.collprovider <> 'd'
  `,
});
