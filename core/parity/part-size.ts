import type { TableFacts } from './table-facts.ts';

/** What a server should hash at once: some tens of milliseconds, and little to look through when it differs. */
const MIN_ROWS = 10_000;
const MAX_ROWS = 100_000;
/** Of a larger table the parts grow, so that their number does not. */
const PARTS = 1_000;
const MAX_PART_BYTES = 32 << 20;
/** Up to here hops along the index cost next to nothing. */
const MAX_HOPPED_ROWS = 300_000;
const SAMPLED_KEYS_PER_PART = 60;
/** Of one page alone, of neighbours, a sample says little. */
const MIN_PERCENT = 0.2;
const MAX_ROWS_PER_BUCKET = 5_000;
const MAX_BUCKETS = 65_536;
const MIN_BUCKETS = 64;

/** The rows of one part of a table. */
export function partRowsOf(
  { estimatedRows, bytes }: Pick<TableFacts, 'estimatedRows' | 'bytes'>,
  wanted: number | null,
): number {
  if (wanted !== null) return wanted;
  if (estimatedRows === null || estimatedRows === 0) return MIN_ROWS;
  const rows = Math.min(Math.max(MIN_ROWS, estimatedRows / PARTS), MAX_ROWS);
  const rowBytes = bytes / estimatedRows;
  return Math.max(1, Math.floor(Math.min(rows, MAX_PART_BYTES / rowBytes)));
}

/** How much of a large table is sampled to cut it; null for a small one, which is not. */
export function sampleOf(
  { estimatedRows }: Pick<TableFacts, 'estimatedRows'>,
  partRows: number,
): { readonly percent: number; readonly parts: number } | null {
  if (estimatedRows === null || estimatedRows <= MAX_HOPPED_ROWS) return null;
  const parts = Math.ceil(estimatedRows / partRows);
  const percent = Math.max(MIN_PERCENT, (100 * parts * SAMPLED_KEYS_PER_PART) / estimatedRows);
  return { percent: Math.min(100, percent), parts };
}

/** Into how many buckets a whole table is hashed: a power of two. */
export function bucketsOf({ estimatedRows }: Pick<TableFacts, 'estimatedRows'>): number {
  const wanted = (estimatedRows ?? MIN_ROWS) / MAX_ROWS_PER_BUCKET;
  const buckets = 2 ** Math.ceil(Math.log2(Math.max(1, wanted)));
  return Math.min(Math.max(MIN_BUCKETS, buckets), MAX_BUCKETS);
}

/** Groups buckets so that the rows of a group are no more than `maxRows`, unless a single one has more. */
export function groupBuckets(
  buckets: readonly { readonly bucket: number; readonly rows: number }[],
  maxRows: number,
): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let rowsOfLast = Infinity;
  for (const { bucket, rows } of buckets) {
    if (rowsOfLast + rows > maxRows) {
      groups.push([]);
      rowsOfLast = 0;
    }
    groups.at(-1)?.push(bucket);
    rowsOfLast += rows;
  }
  return groups;
}
