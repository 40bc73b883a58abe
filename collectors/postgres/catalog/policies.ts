import { defineCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

export const policies = defineCatalog({
  name: 'policies',
  title: 'Row security policies',
  privilege: null,
  sql: `
    SELECT
      'policy' AS kind,
      format('%I.%I.%I', n.nspname, c.relname, p.polname) AS id,
      jsonb_build_object(
        'cmd', p.polcmd,
        'permissive', p.polpermissive,
        'roles', (
          SELECT
            jsonb_agg(
              CASE
                WHEN r = 0 THEN 'PUBLIC'
                ELSE pg_get_userbyid(r)
              END
              ORDER BY
                pg_get_userbyid(r)
            )
          FROM
            unnest(p.polroles) r
        ),
        'using', pg_get_expr(p.polqual, p.polrelid),
        'check', pg_get_expr(p.polwithcheck, p.polrelid),
        'rls_enabled', c.relrowsecurity,
        'rls_forced', c.relforcerowsecurity
      ) AS def
    FROM
      pg_policy p
      JOIN pg_class c ON c.oid = p.polrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      ${USER_SCHEMA}
  
`,
});
