import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const triggers = defineCatalog({
  name: 'triggers',
  title: 'Triggers of users and whether they fire',
  privilege: null,
  sql: `
    SELECT
      'trigger' AS kind,
      format('%s.%I', t.tgrelid::regclass, t.tgname) AS id,
      jsonb_build_object(
        'def', pg_get_triggerdef(t.oid, TRUE),
        'enabled', t.tgenabled,
        'deferrable', t.tgdeferrable,
        'deferred', t.tginitdeferred,
        'parent', coalesce((to_jsonb(t) ->> 'tgparentid')::bigint, 0) <> 0
      ) AS def
    FROM
      (
        SELECT
          *
        FROM
          pg_trigger
      ) t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      NOT t.tgisinternal
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
