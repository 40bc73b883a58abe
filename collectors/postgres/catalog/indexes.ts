import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const indexes = defineCatalog({
  name: 'indexes',
  title: 'Indexes with their definition and whether they are valid',
  privilege: null,
  sql: `
    SELECT
      'index' AS kind,
      format('%I.%I', n.nspname, ic.relname) AS id,
      jsonb_build_object(
        'table', i.indrelid::regclass::text,
        'def', pg_get_indexdef(i.indexrelid),
        'am', am.amname,
        'unique', i.indisunique,
        'primary', i.indisprimary,
        'exclusion', i.indisexclusion,
        'immediate', i.indimmediate,
        'valid', i.indisvalid,
        'ready', i.indisready,
        'live', i.indislive,
        'clustered', i.indisclustered,
        'replident', i.indisreplident,
        'nulls_not_distinct', coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, FALSE),
        'tablespace', (
          SELECT
            spcname
          FROM
            pg_tablespace
          WHERE
            oid = ic.reltablespace
        ),
        'owner', pg_get_userbyid(ic.relowner),
        'bytes', pg_relation_size(ic.oid)
      ) AS def
    FROM
      (
        SELECT
          *
        FROM
          pg_index
      ) i
      JOIN pg_class ic ON ic.oid = i.indexrelid
      JOIN pg_am am ON am.oid = ic.relam
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = ic.relnamespace
    WHERE
      c.relpersistence <> 't'
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
