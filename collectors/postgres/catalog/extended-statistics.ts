import { defineCatalog } from './define-catalog.ts';
import { USER_SCHEMA } from './scope.ts';

export const extendedStatistics = defineCatalog({
  name: 'extended-statistics',
  title: 'Extended statistics',
  privilege: null,
  sql: `
    SELECT
      'statistics' AS kind,
      format('%I.%I', n.nspname, s.stxname) AS id,
      jsonb_build_object('def', pg_get_statisticsobjdef(s.oid), 'owner', pg_get_userbyid(s.stxowner)) AS def
    FROM
      (
        SELECT
          oid,
          stxname,
          stxnamespace,
          stxowner
        FROM
          pg_statistic_ext
      ) s
      JOIN pg_namespace n ON n.oid = s.stxnamespace
    WHERE
      ${USER_SCHEMA}
  
`,
});
