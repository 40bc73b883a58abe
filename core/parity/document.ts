import { z } from 'zod';
import { Reason } from './reasons.ts';
import { DifferenceKind } from './row-merge.ts';

/** `equal` needs all rows and all columns of both sides; what could not be seen is never equal. */
export const ParityVerdict = z.enum(['equal', 'different', 'unstable', 'unknown']);
export type ParityVerdict = z.infer<typeof ParityVerdict>;

export const ColumnDifference = z.strictObject({
  column: z.string(),
  reason: Reason,
  /** The beginnings of the values, only where the user asked for them; null also for SQL's null. */
  source: z.string().nullable(),
  target: z.string().nullable(),
});
export type ColumnDifference = z.infer<typeof ColumnDifference>;

export const DifferingRow = z.strictObject({
  kind: DifferenceKind,
  /** The key's values; of a table without one, the two hashes of its content. */
  key: z.array(z.string().nullable()),
  /** More than one only where rows are told apart by their content alone. */
  copies: z.strictObject({ source: z.int(), target: z.int() }),
  /** Of changed rows; null where they were not read. */
  columns: z.array(ColumnDifference).nullable(),
});
export type DifferingRow = z.infer<typeof DifferingRow>;

export const DifferenceCounts = z.strictObject({
  missing: z.int(),
  extra: z.int(),
  changed: z.int(),
  /** Rows that would not hold still while they were compared. */
  unstable: z.int(),
  /** Parts that differ, whose rows were not looked for. */
  unlocatedParts: z.int(),
});
export type DifferenceCounts = z.infer<typeof DifferenceCounts>;

export const TableResult = z.strictObject({
  table: z.string(),
  verdict: ParityVerdict,
  /** Whole sentences: why the verdict is not `equal`, or what an equal one leaves to say. */
  notes: z.array(z.string()),
  mode: z.enum(['range', 'bucket', 'multiset']).nullable(),
  key: z.array(z.string()),
  /** Rows that were hashed; null where none were. */
  rows: z.strictObject({ source: z.int().nullable(), target: z.int().nullable() }),
  bytes: z.strictObject({ source: z.number().nullable(), target: z.number().nullable() }),
  columns: z.strictObject({ compared: z.int(), total: z.int(), skipped: z.array(z.string()) }),
  parts: z.strictObject({ total: z.int(), resumed: z.int() }),
  durationMs: z.number(),
  counts: DifferenceCounts,
  /** Up to the number asked for, of each kind. */
  differences: z.array(DifferingRow),
});
export type TableResult = z.infer<typeof TableResult>;

/** `parity.json`: what one comparison of two databases found. */
export const ParityDocument = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string(),
  tool: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** False when it was interrupted: it can be resumed. */
  complete: z.boolean(),
  live: z.boolean(),
  servers: z.strictObject({ source: z.string(), target: z.string() }),
  algorithm: z.enum(['hashtextextended', 'md5']).nullable(),
  verdict: ParityVerdict,
  tables: z.array(TableResult),
  ignored: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  notes: z.array(z.string()),
});
export type ParityDocument = z.infer<typeof ParityDocument>;
