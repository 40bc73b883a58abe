import { defineCatalog } from './define-catalog.ts';
import { notOfExtension, USER_SCHEMA } from './scope.ts';

export const rules = defineCatalog({
  name: 'rules',
  title: 'Rewrite rules other than those of views',
  privilege: null,
  sql: `
    SELECT
      'rule' AS kind,
      format('%s.%I', r.ev_class::regclass, r.rulename) AS id,
      jsonb_build_object('def', pg_get_ruledef(r.oid, TRUE), 'enabled', r.ev_enabled, 'instead', r.is_instead) AS def
    FROM
      pg_rewrite r
      JOIN pg_class c ON c.oid = r.ev_class
      JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE
      r.rulename <> '_RETURN'
      AND ${USER_SCHEMA}
      AND ${notOfExtension('pg_class', 'c.oid')}
  
`,
});
