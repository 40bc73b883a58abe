import { defineCatalog } from './define-catalog.ts';

export const tablespaces = defineCatalog({
  name: 'tablespaces',
  title: 'Tablespaces in use',
  privilege: null,
  sql: `
    SELECT
      'tablespace' AS kind,
      quote_ident(t.spcname) AS id,
      jsonb_build_object(
        'options', t.spcoptions,
        'relations', (
          SELECT
            count(*)
          FROM
            pg_class c
          WHERE
            c.reltablespace = t.oid
            AND c.oid >= 16384
        )
      ) AS def
    FROM
      pg_tablespace t
    WHERE
      t.oid >= 16384
  
`,
});
