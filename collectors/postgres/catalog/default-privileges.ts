import { defineCatalog } from './define-catalog.ts';
import { grantee } from './grantee.ts';

export const defaultPrivileges = defineCatalog({
  name: 'default-privileges',
  title: 'Default privileges of objects to come',
  privilege: null,
  sql: `
    SELECT
      'default_acl' AS kind,
      g.id,
      jsonb_object_agg(
        g.privilege_type,
        g.is_grantable
        ORDER BY
          g.privilege_type
      ) AS def
    FROM
      (
        SELECT
          format(
            '%I in %s for %s -> %s',
            pg_get_userbyid(d.defaclrole),
            coalesce(quote_ident(n.nspname), '*'),
            d.defaclobjtype,
            ${grantee('x.grantee')}
          ) AS id,
          x.privilege_type,
          bool_or(x.is_grantable) AS is_grantable
        FROM
          pg_default_acl d
          LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
          CROSS JOIN LATERAL aclexplode(d.defaclacl) x
        GROUP BY
          1,
          2
      ) g
    GROUP BY
      g.id
  
`,
});
