import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const sequences = defineCatalog({
  name: 'sequences',
  title: 'Sequences with their bounds and owners',
  privilege: null,
  sql: `
    SELECT
      'sequence' AS kind,
      format('%I.%I', n.nspname, c.relname) AS id,
      jsonb_build_object(
        'type', format_type(s.seqtypid, NULL),
        -- As text: they may be greater than JavaScript counts exactly.
        'start', s.seqstart::text,
        'inc', s.seqincrement::text,
        'min', s.seqmin::text,
        'max', s.seqmax::text,
        'cache', s.seqcache::text,
        'cycle', s.seqcycle,
        'owned_by', (
          SELECT
            format('%s.%I', d.refobjid::regclass, a.attname)
          FROM
            pg_depend d
            JOIN pg_attribute a ON a.attrelid = d.refobjid
            AND a.attnum = d.refobjsubid
          WHERE
            d.classid = 'pg_class'::regclass
            AND d.objid = c.oid
            AND d.refclassid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i')
        ),
        'last_value', (
          SELECT
            v.last_value::text
          FROM
            pg_sequences v
          WHERE
            v.schemaname = n.nspname
            AND v.sequencename = c.relname
        ),
        'used_by_default', (
          SELECT
            count(*)
          FROM
            pg_depend d
          WHERE
            d.refclassid = 'pg_class'::regclass
            AND d.refobjid = c.oid
            AND d.classid = 'pg_attrdef'::regclass
        )
      ) AS def
    FROM
      pg_sequence s
      JOIN pg_class c ON c.oid = s.seqrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
