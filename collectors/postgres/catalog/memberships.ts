import { defineCatalog } from './define-catalog.ts';

export const memberships = defineCatalog({
  name: 'memberships',
  title: 'Memberships of roles in roles',
  privilege: null,
  sql: `
    SELECT
      'member' AS kind,
      format('%I<-%I', r.rolname, m.rolname) AS id,
      jsonb_build_object(
        'admin', bool_or(am.admin_option),
        'inherit', bool_or(coalesce((to_jsonb(am) ->> 'inherit_option')::bool, m.rolinherit)),
        'set', bool_or(coalesce((to_jsonb(am) ->> 'set_option')::bool, TRUE))
      ) AS def
    FROM
      pg_auth_members am
      JOIN pg_roles r ON r.oid = am.roleid
      JOIN pg_roles m ON m.oid = am.member
    WHERE
      m.rolname !~ '^(pg_|rds)'
    GROUP BY
      r.rolname,
      m.rolname
  
`,
});
