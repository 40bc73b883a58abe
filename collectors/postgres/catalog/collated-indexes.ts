import { defineCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

export const collatedIndexes = defineCatalog({
  name: 'collated-indexes',
  title: 'Indexes whose order depends on a collation of the system',
  privilege: null,
  sql: `
    SELECT
      'collidx' AS kind,
      ic.oid::regclass::text AS id,
      jsonb_build_object(
        'table', i.indrelid::regclass::text,
        'unique', i.indisunique,
        'am', am.amname,
        'bytes', pg_relation_size(ic.oid),
        'collations', jsonb_agg(
          DISTINCT CASE
            WHEN co.oid = 100 THEN 'default'
            ELSE co.collname::text
          END
        )
      ) AS def
    FROM
      pg_index i
      JOIN pg_class ic ON ic.oid = i.indexrelid
      JOIN pg_am am ON am.oid = ic.relam
      JOIN pg_namespace n ON n.oid = ic.relnamespace
      CROSS JOIN LATERAL unnest(i.indcollation::oid[]) u (coll)
      JOIN pg_collation co ON co.oid = u.coll
    WHERE
      ${USER_SCHEMA}
      AND co.collname NOT IN ('C', 'POSIX', 'ucs_basic', 'pg_c_utf8')
      AND NOT (
        co.oid = 100
        AND (
          SELECT
            datcollate IN ('C', 'POSIX')
            AND coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c'
          FROM
            pg_database d
          WHERE
            datname = current_database()
        )
      )
    GROUP BY
      ic.oid,
      i.indrelid,
      i.indisunique,
      am.amname
  
`,
});
