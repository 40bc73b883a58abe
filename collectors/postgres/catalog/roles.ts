import { defineCatalog } from './define-catalog.ts';

export const roles = defineCatalog({
  name: 'roles',
  title: 'Roles and their attributes; no password',
  privilege: null,
  sql: `
    SELECT
      'role' AS kind,
      quote_ident(rolname) AS id,
      jsonb_build_object(
        'super', rolsuper,
        'inherit', rolinherit,
        'createrole', rolcreaterole,
        'createdb', rolcreatedb,
        'login', rolcanlogin,
        'replication', rolreplication,
        'bypassrls', rolbypassrls,
        'connlimit', rolconnlimit,
        'validuntil', rolvaliduntil,
        'comment', shobj_description(oid, 'pg_authid')
      ) AS def
    FROM
      pg_roles
    WHERE
      rolname !~ '^(pg_|rds)'
  
`,
});
