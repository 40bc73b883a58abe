import { defineCatalog } from './define-catalog.ts';

export const extensions = defineCatalog({
  name: 'extensions',
  title: 'Installed extensions',
  privilege: null,
  sql: `
    SELECT
      'extension' AS kind,
      e.extname::text AS id,
      jsonb_build_object(
        'version', e.extversion,
        'schema', n.nspname,
        'owner', pg_get_userbyid(e.extowner),
        'relocatable', e.extrelocatable,
        'default_version', av.default_version,
        'update_available', av.default_version IS DISTINCT FROM e.extversion,
        'config_tables', (
          SELECT
            jsonb_agg(
              c::regclass::text
              ORDER BY
                c::regclass::text
            )
          FROM
            unnest(e.extconfig) c
        ),
        'columns_using', (
          SELECT
            count(*)
          FROM
            pg_attribute a
            JOIN pg_class r ON r.oid = a.attrelid
            JOIN pg_depend d ON d.classid = 'pg_type'::regclass
            AND d.objid = a.atttypid
            AND d.deptype = 'e'
            AND d.refobjid = e.oid
          WHERE
            a.attnum > 0
            AND NOT a.attisdropped
            AND r.relkind IN ('r', 'p')
        ),
        'dependents', (
          SELECT
            count(*)
          FROM
            pg_depend d
            JOIN pg_depend m ON m.deptype = 'e'
            AND m.refobjid = e.oid
            AND m.classid = d.refclassid
            AND m.objid = d.refobjid
          WHERE
            d.deptype = 'n'
        )
      ) AS def
    FROM
      pg_extension e
      JOIN pg_namespace n ON n.oid = e.extnamespace
      LEFT JOIN pg_available_extensions av ON av.name = e.extname
  
`,
});
