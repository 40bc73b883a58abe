import { defineCatalog } from './define-catalog.ts';
import { masked } from './masked.ts';

export const settingOverrides = defineCatalog({
  name: 'setting-overrides',
  title: 'Parameters set for roles or the database',
  privilege: null,
  sql: `
    SELECT
      'dbrole_setting' AS kind,
      format(
        '%s/%s',
        CASE
          WHEN s.setdatabase = 0 THEN '*'
          ELSE '<db>'
        END,
        coalesce(r.rolname, '*')
      ) AS id,
      to_jsonb(
        array(
          SELECT
            ${masked('x')}
          FROM
            unnest(s.setconfig) x
          ORDER BY
            1
        )
      ) AS def
    FROM
      pg_db_role_setting s
      LEFT JOIN pg_database d ON d.oid = s.setdatabase
      LEFT JOIN pg_roles r ON r.oid = s.setrole
    WHERE
      s.setdatabase = 0
      OR d.datname = current_database()
  
`,
});
