import { defineCatalog } from './define-catalog.ts';

export const disabledForeignKeys = defineCatalog({
  name: 'disabled-foreign-keys',
  title: 'Foreign keys whose internal triggers do not fire, as DISABLE TRIGGER ALL leaves them',
  privilege: null,
  sql: `
    SELECT
      'fk_disabled' AS kind,
      format('%s.%I', k.conrelid::regclass, k.conname) AS id,
      -- Four triggers enforce a key, two on each of its tables.
      jsonb_build_object(
        'on', jsonb_agg(DISTINCT t.tgrelid::regclass::text),
        'enabled', jsonb_agg(DISTINCT t.tgenabled)
      ) AS def
    FROM
      pg_trigger t
      JOIN pg_constraint k ON k.oid = t.tgconstraint
    WHERE
      t.tgisinternal
      AND t.tgenabled <> 'O'
    GROUP BY
      k.oid,
      k.conrelid,
      k.conname
  
`,
});
