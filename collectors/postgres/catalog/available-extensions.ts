import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

export const availableExtensions = defineTypedCatalog({
  name: 'available-extensions',
  title: 'Extensions that the server could install',
  privilege: null,
  def: z.strictObject({ version: z.string().nullable(), allowed: z.boolean() }),
  sql: `
    SELECT
      'available_extension' AS kind,
      e.name::text AS id,
      jsonb_build_object(
        'version', e.default_version,
        -- Aurora's own list of what may be created; not set on other servers.
        'allowed', coalesce(
          nullif(current_setting('rds.allowed_extensions', true), '') IS NULL
          OR current_setting('rds.allowed_extensions', true) = '*'
          OR e.name = ANY (string_to_array(replace(current_setting('rds.allowed_extensions', true), ' ', ''), ',')),
          true
        )
      ) AS def
    FROM pg_available_extensions e
  `,
});
