import { defineCatalog } from './define-catalog.ts';
import { grantee } from './grantee.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const privileges = defineCatalog({
  name: 'privileges',
  title:
    'Privileges on every object, without those of its owner. One that was never granted or revoked counts as its default',
  privilege: null,
  sql: `
    WITH
      a (kind, id, owner, acl) AS (
        SELECT
          CASE c.relkind
            WHEN 'S' THEN 'sequence'
            ELSE 'table'
          END,
          format('%I.%I', n.nspname, c.relname),
          c.relowner,
          coalesce(
            c.relacl,
            acldefault(
              (
                CASE c.relkind
                  WHEN 'S' THEN 's'
                  ELSE 'r'
                END
              )::"char",
              c.relowner
            )
          )
        FROM
          pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE
          c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_class', 'c.oid')}
        UNION ALL
        SELECT
          'column', format('%I.%I.%I', n.nspname, c.relname, t.attname),
          c.relowner,
          t.attacl
        FROM
          pg_attribute t
          JOIN pg_class c ON c.oid = t.attrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE
          t.attacl IS NOT NULL
          AND NOT t.attisdropped
          AND ${USER_SCHEMA}
        UNION ALL
        SELECT
          'schema', quote_ident(n.nspname),
          n.nspowner,
          coalesce(n.nspacl, acldefault('n', n.nspowner))
        FROM
          pg_namespace n
        WHERE
          ${USER_SCHEMA}
        UNION ALL
        SELECT
          'function', format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
          p.proowner,
          coalesce(p.proacl, acldefault('f', p.proowner))
        FROM
          pg_proc p
          JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE
          ${USER_SCHEMA}
          AND ${notOfExtension('pg_proc', 'p.oid')}
          AND NOT EXISTS (
            SELECT
            FROM
              pg_depend x
            WHERE
              x.classid = 'pg_proc'::regclass
              AND x.objid = p.oid
              AND x.deptype = 'i'
          )
        UNION ALL
        SELECT
          'type', format('%I.%I', n.nspname, t.typname),
          t.typowner,
          coalesce(t.typacl, acldefault('T', t.typowner))
        FROM
          pg_type t
          JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE
          t.typtype IN ('d', 'e', 'r', 'c', 'b')
          AND t.typelem = 0
          AND (
            t.typrelid = 0
            OR (
              SELECT
                relkind
              FROM
                pg_class
              WHERE
                oid = t.typrelid
            ) = 'c'
          )
          AND ${USER_SCHEMA}
          AND ${notOfExtension('pg_type', 't.oid')}
        UNION ALL
        SELECT
          'language', quote_ident(l.lanname),
          l.lanowner,
          coalesce(l.lanacl, acldefault('l', l.lanowner))
        FROM
          pg_language l
        WHERE
          l.lanispl
        UNION ALL
        SELECT
          'fdw', quote_ident(f.fdwname),
          f.fdwowner,
          coalesce(f.fdwacl, acldefault('F', f.fdwowner))
        FROM
          pg_foreign_data_wrapper f
        UNION ALL
        SELECT
          'server', quote_ident(s.srvname),
          s.srvowner,
          coalesce(s.srvacl, acldefault('S', s.srvowner))
        FROM
          pg_foreign_server s
        UNION ALL
        SELECT
          'database', quote_ident(d.datname),
          d.datdba,
          coalesce(d.datacl, acldefault('d', d.datdba))
        FROM
          pg_database d
        WHERE
          d.datname = current_database()
        UNION ALL
        SELECT
          'largeobject', l.oid::text,
          l.lomowner,
          coalesce(l.lomacl, acldefault('L', l.lomowner))
        FROM
          pg_largeobject_metadata l
      )
    SELECT
      'acl' AS kind,
      g.id,
      jsonb_object_agg(
        g.privilege_type,
        g.is_grantable
        ORDER BY
          g.privilege_type
      ) AS def
    FROM
      (
        -- Several may have granted one privilege: what any of them allows is allowed.
        SELECT
          format('%s %s -> %s', a.kind, a.id, ${grantee('x.grantee')}) AS id,
          x.privilege_type,
          bool_or(x.is_grantable) AS is_grantable
        FROM
          a
          CROSS JOIN LATERAL aclexplode(a.acl) x
        WHERE
          x.grantee <> a.owner
        GROUP BY
          1,
          2
      ) g
    GROUP BY
      g.id
  
`,
});
