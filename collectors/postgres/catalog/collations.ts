import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

/** Objects below are made with the cluster; below the other, nothing that depends on them is recorded. */
const FIRST_USER_OID = 16_384;
const FIRST_UNPINNED_OID = 12_000;

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

/**
 * The default collation is of the database, which the server tells. What expressions use (of checks, generated columns,
 * indexes, views, routines) is in the records of dependencies, but for collations that came with the server itself: of
 * those nothing is recorded, so that they are looked for in the stored expressions.
 * https://www.postgresql.org/docs/current/catalog-pg-depend.html
 */
export const collations = defineTypedCatalog({
  name: 'collations',
  title:
    'Collations that columns, domains, indexes, keys of partitions and expressions use beside the default, with their versions',
  privilege: null,
  def: UsedCollation,
  sql: `
    WITH expressions AS (
      SELECT conbin::text AS tree FROM pg_constraint WHERE oid >= ${FIRST_USER_OID}
      UNION ALL
      SELECT adbin::text FROM pg_attrdef WHERE oid >= ${FIRST_USER_OID}
      UNION ALL
      SELECT concat(indexprs::text, indpred::text) FROM pg_index WHERE indexrelid >= ${FIRST_USER_OID}
      UNION ALL
      SELECT partexprs::text FROM pg_partitioned_table
      UNION ALL
      SELECT concat(ev_qual::text, ev_action::text) FROM pg_rewrite WHERE oid >= ${FIRST_USER_OID}
      UNION ALL
      SELECT concat(polqual::text, polwithcheck::text) FROM pg_policy
      UNION ALL
      SELECT tgqual::text FROM pg_trigger
    ), used AS (
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
      SELECT u.coll
      FROM pg_partitioned_table k
      JOIN pg_class c ON c.oid = k.partrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL unnest(k.partcollation::oid[]) u (coll)
      WHERE c.relpersistence <> 't' AND ${USER_SCHEMA}
      UNION
      SELECT d.refobjid
      FROM pg_depend d
      WHERE d.refclassid = 'pg_collation'::regclass
        AND d.objid >= ${FIRST_USER_OID}
        AND NOT EXISTS (
          SELECT FROM pg_class c
          WHERE d.classid = 'pg_class'::regclass AND c.oid = d.objid AND c.relpersistence = 't'
        )
      UNION
      SELECT p.oid
      FROM pg_collation p
      -- Those of the C library among them sort by bytes.
      WHERE p.collprovider <> 'c'
        AND p.oid < ${FIRST_UNPINNED_OID}
        AND EXISTS (SELECT FROM expressions e WHERE e.tree ~ format('coll(id|Oid) %s\\M', p.oid))
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
