import { defineCatalog } from './define-catalog.ts';

export const largeObjects = defineCatalog({
  name: 'large-objects',
  title: 'Large objects: how many, which and whose',
  privilege: null,
  sql: `
    SELECT
      'large_objects' AS kind,
      current_database()::text AS id,
      jsonb_build_object(
        'count', count(*),
        'oid_digest', md5(
          coalesce(
            string_agg(
              oid::text,
              ','
              ORDER BY
                oid
            ),
            ''
          )
        ),
        'owners', (
          SELECT
            jsonb_object_agg(o, n)
          FROM
            (
              SELECT
                pg_get_userbyid(lomowner)::text o,
                count(*) n
              FROM
                pg_largeobject_metadata
              GROUP BY
                1
            ) z
        )
      ) AS def
    FROM
      pg_largeobject_metadata
  
`,
});
