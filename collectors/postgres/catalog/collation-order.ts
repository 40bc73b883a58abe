import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

/** Texts that libraries are known to order differently: versions of collations cannot be compared across builds. */
export const collationOrder = defineTypedCatalog({
  name: 'collation-order',
  title: 'How the default collation of the database sorts and changes the case of telling texts',
  privilege: null,
  def: z.strictObject({ order: z.string(), cases: z.string() }),
  sql: `
    SELECT
      'collation_order' AS kind,
      'default' AS id,
      jsonb_build_object(
        'order', string_agg(s, '|' ORDER BY s COLLATE "default", s COLLATE "C"),
        'cases', string_agg(upper(s COLLATE "default") || lower(s COLLATE "default"), '|' ORDER BY s COLLATE "C")
      ) AS def
    FROM unnest(ARRAY[
      'a', 'A', 'b', 'B', 'aa', 'a a', 'a-a', 'a_a', '"a"', '1', '2', '10', '11', '1-1', '1a', 'é', 'e', 'f', 'ß',
      'ss', 'SS', 'z', 'ä', 'Å', 'ø', 'o', 'ñ', 'n', 'nz', 'ch', 'c', 'h', 'cz', 'll', 'l', 'İ', 'i', 'ı', 'I',
      'co-op', 'coop', 'CO-OP', '€', '😀', '中', '一', 'あ', 'ア', 'a' || chr(769), 'á', ' ', '', '-', '_', '~', '#',
      chr(160), 'ﬀ', '𝒜'
    ]) AS t(s)
  `,
});
