import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const Extension = z.strictObject({ version: z.string(), schema: z.string() });
export type Extension = z.infer<typeof Extension>;

/** https://www.postgresql.org/docs/current/catalog-pg-extension.html */
export const extensions = defineTypedCatalog({
  name: 'extensions',
  title: 'Installed extensions',
  privilege: null,
  def: Extension,
  sql: `
    SELECT
      'extension' AS kind,
      e.extname::text AS id,
      jsonb_build_object('version', e.extversion, 'schema', n.nspname) AS def
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
  `,
});
