import { defineCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

export const collations = defineCatalog({
  name: 'collations',
  title: 'Collations that columns and indexes use, with stored and actual version',
  privilege: null,
  sql: `
    WITH
      col AS (
        SELECT
          a.attcollation AS co,
          count(*) AS k
        FROM
          pg_attribute a
          JOIN pg_class r ON r.oid = a.attrelid
          JOIN pg_namespace n ON n.oid = r.relnamespace
        WHERE
          a.attcollation <> 0
          AND a.attnum > 0
          AND NOT a.attisdropped
          AND r.relkind IN ('r', 'p', 'm')
          AND ${USER_SCHEMA}
        GROUP BY
          1
      ),
      ix AS (
        SELECT
          u.c AS co,
          count(*) AS k
        FROM
          pg_index i
          JOIN pg_class r ON r.oid = i.indrelid
          JOIN pg_namespace n ON n.oid = r.relnamespace
          CROSS JOIN LATERAL unnest(i.indcollation::oid[]) u (c)
        WHERE
          u.c <> 0
          AND ${USER_SCHEMA}
        GROUP BY
          1
      )
    SELECT
      'collation' AS kind,
      CASE
        WHEN c.oid = 100 THEN 'default'
        ELSE format('%I.%I', n.nspname, c.collname)
      END AS id,
      jsonb_build_object(
        'provider', c.collprovider,
        'collate', CASE
          WHEN c.collprovider <> 'i' THEN to_jsonb(c) ->> 'collcollate'
        END,
        'ctype', CASE
          WHEN c.collprovider <> 'i' THEN to_jsonb(c) ->> 'collctype'
        END,
        'locale', coalesce(
          to_jsonb(c) ->> 'colllocale',
          to_jsonb(c) ->> 'colliculocale',
          CASE
            WHEN c.collprovider = 'i' THEN to_jsonb(c) ->> 'collcollate'
          END
        ),
        'deterministic', c.collisdeterministic,
        'encoding', c.collencoding,
        'stored_version', c.collversion,
        'actual_version', pg_collation_actual_version(c.oid),
        'columns', coalesce(col.k, 0),
        'indexes', coalesce(ix.k, 0)
      ) AS def
    FROM
      pg_collation c
      JOIN pg_namespace n ON n.oid = c.collnamespace
      LEFT JOIN col ON col.co = c.oid
      LEFT JOIN ix ON ix.co = c.oid
    WHERE
      c.oid = 100
      OR c.oid >= 16384
      OR col.k > 0
      OR ix.k > 0
  
`,
});
