import { defineCatalog } from './define-catalog.ts';

export const settings = defineCatalog({
  name: 'settings',
  title: 'Parameters in force',
  privilege: 'pg_read_all_settings',
  sql: `
    SELECT
      'setting' AS kind,
      name AS id,
      jsonb_build_object(
        'setting', setting,
        'unit', unit,
        'context', context,
        'source', source,
        'default', boot_val,
        'reset', reset_val,
        'pending_restart', pending_restart,
        'vartype', vartype
      ) AS def
    FROM
      pg_settings
    WHERE
      name !~ '(conninfo|passphrase|password|secret|_command$)'
  
`,
});
