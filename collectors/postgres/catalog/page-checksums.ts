import { z } from 'zod';
import { defineTypedCatalog } from './define-catalog.ts';

const PageChecksums = z.strictObject({
  /** Whether pages have checksums at all. */
  kept: z.boolean(),
  /** Pages of the database, and of what all databases share, that did not fit theirs; null when none are kept. */
  failures: z.int().nullable(),
  /** Of the latest; null when there was none. */
  lastFailure: z.string().nullable(),
  /** Failures before it are forgotten. */
  countedSince: z.string().nullable(),
});
/** What a server noticed of damage to its pages. */
export type PageChecksums = z.infer<typeof PageChecksums>;

/** https://www.postgresql.org/docs/current/checksums.html */
export const pageChecksums = defineTypedCatalog({
  name: 'page-checksums',
  title: 'Whether pages have checksums, and how many did not fit',
  privilege: null,
  def: PageChecksums,
  sql: `
    SELECT
      'page_checksums' AS kind,
      'database' AS id,
      jsonb_build_object(
        'kept', current_setting('data_checksums') = 'on',
        'failures', sum(d.checksum_failures),
        'lastFailure', max(d.checksum_last_failure),
        'countedSince', max(d.stats_reset)
      ) AS def
    FROM pg_stat_database d
    WHERE d.datid = 0 OR d.datname = current_database()
  `,
});
