import { defineCatalog } from './define-catalog.ts';

export const defaultPrivileges = defineCatalog({
  name: 'default-privileges',
  title: 'Default privileges of objects to come',
  privilege: null,
  sql: `
    SELECT
      'default_acl' AS kind,
      format(
        '%s in %s for %s -> %s',
        pg_get_userbyid(d.defaclrole),
        coalesce(n.nspname, '*'),
        d.defaclobjtype,
        CASE
          WHEN x.grantee = 0 THEN 'PUBLIC'
          ELSE pg_get_userbyid(x.grantee)
        END
      ) AS id,
      jsonb_object_agg(
        x.privilege_type,
        x.is_grantable
        ORDER BY
          x.privilege_type
      ) AS def
    FROM
      pg_default_acl d
      LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      CROSS JOIN LATERAL aclexplode(d.defaclacl) x
    GROUP BY
      2
  
`,
});
