import { z } from 'zod';
import { ParityVerdict } from '../document.ts';

export const QueryColumn = z.strictObject({
  name: z.string(),
  /** With its modifier, such as `numeric(10,2)`; the one behind a domain. */
  type: z.string(),
});
export type QueryColumn = z.infer<typeof QueryColumn>;

/** A row that one side has more often than the other. */
export const QueryRow = z.strictObject({
  kind: z.enum(['missing', 'extra']),
  /** How often each side has it. */
  copies: z.strictObject({ source: z.int(), target: z.int() }),
  /** The beginnings of its values in the order of the columns; null where the user did not ask for them. */
  values: z.array(z.string().nullable()).nullable(),
});
export type QueryRow = z.infer<typeof QueryRow>;

/** `slower` needs a limit that the user set; `unknown` is a time that was asked for and not measured. */
export const TimingVerdict = z.enum(['within', 'slower', 'unknown', 'not-judged']);
export type TimingVerdict = z.infer<typeof TimingVerdict>;

/** How long the servers themselves took, without network and client. */
export const QueryTiming = z.strictObject({
  /** Every run after the first, in milliseconds. */
  source: z.array(z.number()),
  target: z.array(z.number()),
  /** The medians. */
  sourceMs: z.number(),
  targetMs: z.number(),
  /** Target by source; null when the source took no time that shows. */
  ratio: z.number().nullable(),
});
export type QueryTiming = z.infer<typeof QueryTiming>;

export const QueryResult = z.strictObject({
  query: z.string(),
  /** File and line; null for a statement of `pg_stat_statements`. */
  place: z.string().nullable(),
  sql: z.string(),
  /** Of the content: times do not change it. */
  verdict: ParityVerdict,
  /** Whole sentences: why the verdict is not `equal`, or what an equal one leaves to say. */
  notes: z.array(z.string()),
  order: z.enum(['rows', 'any']),
  /** Null where a side could not tell them. */
  columns: z.strictObject({
    source: z.array(QueryColumn).nullable(),
    target: z.array(QueryColumn).nullable(),
  }),
  /** Rows that were hashed; null where none were. */
  rows: z.strictObject({ source: z.int().nullable(), target: z.int().nullable() }),
  counts: z.strictObject({
    missing: z.int(),
    extra: z.int(),
    /** Parts of the result that differ, whose rows were not looked for. */
    unlocatedParts: z.int(),
  }),
  /** Up to the number asked for. */
  differences: z.array(QueryRow),
  timing: QueryTiming.nullable(),
  timingVerdict: TimingVerdict,
  durationMs: z.number(),
});
export type QueryResult = z.infer<typeof QueryResult>;

/** `queries.json`: what the same queries gave on two databases. */
export const QueryParityDocument = z.strictObject({
  formatVersion: z.literal(1),
  id: z.string(),
  tool: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** False when it was interrupted. */
  complete: z.boolean(),
  servers: z.strictObject({ source: z.string(), target: z.string() }),
  algorithm: z.enum(['hashtextextended', 'md5']).nullable(),
  verdict: ParityVerdict,
  timingVerdict: TimingVerdict,
  /** The ratio of times that is too much; null when none was set. */
  maxSlowdown: z.number().nullable(),
  queries: z.array(QueryResult),
  /** What keeps the whole from being proven, beside the queries' own notes. */
  obstacles: z.array(z.string()),
});
export type QueryParityDocument = z.infer<typeof QueryParityDocument>;
