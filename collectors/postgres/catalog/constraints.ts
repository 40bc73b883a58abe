import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const constraints = defineCatalog({
  name: 'constraints',
  title:
    'Constraints with their definition and whether they are validated. PostgreSQL 18 stores NOT NULL as constraints: columns carry it',
  privilege: null,
  sql: `
    SELECT
      'constraint' AS kind,
      coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text) || '.' || quote_ident(k.conname) AS id,
      jsonb_build_object(
        'type', k.contype,
        'def', pg_get_constraintdef(k.oid, TRUE),
        'validated', k.convalidated,
        'enforced', coalesce((to_jsonb(k) ->> 'conenforced')::bool, TRUE),
        'deferrable', k.condeferrable,
        'deferred', k.condeferred,
        'noinherit', k.connoinherit,
        'local', k.conislocal,
        'index', nullif(k.conindid, 0)::regclass::text,
        'ref', nullif(k.confrelid, 0)::regclass::text,
        'parent', nullif(k.conparentid, 0)::bigint IS NOT NULL
      ) AS def
    FROM
      pg_constraint k
      JOIN pg_namespace n ON n.oid = k.connamespace
      LEFT JOIN pg_class c ON c.oid = k.conrelid
    WHERE
      k.contype <> 'n'
      AND ${USER_SCHEMA}
      AND (
        k.conrelid = 0
        OR ${notOfExtension('pg_class', 'c.oid')}
      )
      AND (
        k.contypid = 0
        OR ${notOfExtension('pg_type', 'k.contypid')}
      )
  
`,
});
