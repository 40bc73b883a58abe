import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const schemas = defineCatalog({
  name: 'schemas',
  title: 'Schemas and their owners',
  privilege: null,
  sql: `
    SELECT
      'schema' AS kind,
      quote_ident(n.nspname) AS id,
      jsonb_build_object('owner', pg_get_userbyid(n.nspowner)) AS def
    FROM
      pg_namespace n
    WHERE
      ${USER_SCHEMA}
      AND ${notOfExtension('pg_namespace', 'n.oid')}
  
`,
});
