import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const operators = defineCatalog({
  name: 'operators',
  title:
    'Operators, casts, operator classes, conversions, collations, languages, access methods and transforms',
  privilege: null,
  sql: `
    SELECT
      x.kind,
      x.id,
      x.def
    FROM
      (
        SELECT
          'operator' AS kind,
          o.oid::regoperator::text AS id,
          jsonb_build_object(
            'fn', o.oprcode::text,
            'com', o.oprcom::regoperator::text,
            'neg', o.oprnegate::regoperator::text,
            'rest', o.oprrest::text,
            'join', o.oprjoin::text,
            'hash', o.oprcanhash,
            'merge', o.oprcanmerge
          ) AS def
        FROM
          pg_operator o
          JOIN pg_namespace n ON n.oid = o.oprnamespace
        WHERE
          ${USER_SCHEMA}
          AND ${notOfExtension('pg_operator', 'o.oid')}
        UNION ALL
        SELECT
          'cast', format('%s as %s', c.castsource::regtype, c.casttarget::regtype),
          jsonb_build_object(
            'fn', nullif(c.castfunc, 0)::regprocedure::text,
            'ctx', c.castcontext,
            'method', c.castmethod
          )
        FROM
          pg_cast c
        WHERE
          c.oid >= 16384
          AND ${notOfExtension('pg_cast', 'c.oid')}
          AND NOT EXISTS (
            SELECT
            FROM
              pg_depend x
            WHERE
              x.classid = 'pg_cast'::regclass
              AND x.objid = c.oid
              AND x.deptype = 'i'
          )
        UNION ALL
        SELECT
          'opclass', format('%I.%I/%s', n.nspname, o.opcname, a.amname),
          jsonb_build_object('type', o.opcintype::regtype::text, 'default', o.opcdefault)
        FROM
          pg_opclass o
          JOIN pg_am a ON a.oid = o.opcmethod
          JOIN pg_namespace n ON n.oid = o.opcnamespace
        WHERE
          ${USER_SCHEMA}
          AND ${notOfExtension('pg_opclass', 'o.oid')}
        UNION ALL
        SELECT
          'conversion', format('%I.%I', n.nspname, c.conname),
          jsonb_build_object(
            'from', pg_encoding_to_char (c.conforencoding),
            'to', pg_encoding_to_char (c.contoencoding),
            'fn', c.conproc::text
          )
        FROM
          pg_conversion c
          JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE
          ${USER_SCHEMA}
        UNION ALL
        SELECT
          'collation', format('%I.%I', n.nspname, c.collname),
          jsonb_build_object(
            'provider', c.collprovider,
            'collate', CASE
              WHEN c.collprovider <> 'i' THEN to_jsonb(c) ->> 'collcollate'
            END,
            'locale', coalesce(
              to_jsonb(c) ->> 'colllocale',
              to_jsonb(c) ->> 'colliculocale',
              CASE
                WHEN c.collprovider = 'i' THEN to_jsonb(c) ->> 'collcollate'
              END
            ),
            'deterministic', c.collisdeterministic
          )
        FROM
          pg_collation c
          JOIN pg_namespace n ON n.oid = c.collnamespace
        WHERE
          ${USER_SCHEMA}
          AND ${notOfExtension('pg_collation', 'c.oid')}
        UNION ALL
        SELECT
          'language', quote_ident(l.lanname),
          jsonb_build_object('trusted', l.lanpltrusted, 'handler', l.lanplcallfoid::regproc::text)
        FROM
          pg_language l
        WHERE
          l.lanispl
        UNION ALL
        SELECT
          'access_method', quote_ident(a.amname),
          jsonb_build_object('type', a.amtype, 'handler', a.amhandler::text)
        FROM
          pg_am a
        WHERE
          a.oid >= 16384
          AND ${notOfExtension('pg_am', 'a.oid')}
        UNION ALL
        SELECT
          'transform', format('%s/%s', t.trftype::regtype, l.lanname),
          jsonb_build_object('from', t.trffromsql::text, 'to', t.trftosql::text)
        FROM
          pg_transform t
          JOIN pg_language l ON l.oid = t.trflang
        WHERE
          ${notOfExtension('pg_transform', 't.oid')}
      ) x
  
`,
});
