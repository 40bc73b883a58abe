import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const Setting = z.strictObject({
  setting: z.string().nullable(),
  unit: z.string().nullable(),
  context: z.string(),
  source: z.string(),
  default: z.string().nullable(),
  reset: z.string().nullable(),
  pending_restart: z.boolean(),
  vartype: z.string(),
});
/** A parameter; `reset` is its value in a new session. */
export type Setting = z.infer<typeof Setting>;

export const settings = defineTypedCatalog({
  name: 'settings',
  title: 'Parameters in force',
  privilege: 'pg_read_all_settings',
  def: Setting,
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
