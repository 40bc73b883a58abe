import { z } from 'zod';
import { Checksum } from './checksum.ts';
import { KeyRange, KeyValues, rangeId } from './key-range.ts';

/** What a comparison has done, one line each, so that a later one need not do it again. */
export const JournalLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    id: z.string(),
    formatVersion: z.literal(1),
    /** Two databases that are told from all others: checksums of others say nothing about these. */
    servers: z.strictObject({ source: z.string(), target: z.string() }),
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal('plan'),
    table: z.string(),
    /** SHA-256, in hex, of all that checksums depend on. */
    digest: z.string(),
    /** Where the key's range is cut; empty in other modes. */
    boundaries: z.array(KeyValues),
    at: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal('part'),
    table: z.string(),
    digest: z.string(),
    range: KeyRange,
    source: Checksum,
    target: Checksum,
    /** Only equal parts are not compared again. */
    state: z.enum(['equal', 'different']),
    ms: z.number(),
    at: z.iso.datetime(),
  }),
  z.strictObject({ kind: z.literal('end'), at: z.iso.datetime(), complete: z.boolean() }),
]);
export type JournalLine = z.infer<typeof JournalLine>;

export type PartLine = Extract<JournalLine, { kind: 'part' }>;

/** What of an earlier run still holds for one plan. */
export interface Resumable {
  readonly boundaries: readonly (readonly string[])[];
  /** The parts that were equal, by the id of their range. */
  readonly equal: ReadonlyMap<string, PartLine>;
}

/**
 * Reads a journal. A last line that was cut off is left out: it says nothing that is needed.
 * @throws when any other line is none of a journal's.
 */
export function parseJournal(text: string): readonly JournalLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JournalLine.parse(JSON.parse(line)));
}

/** Null when the table was not planned, or otherwise. Parts from before `since` are too old to be believed. */
export function resumableOf(
  lines: readonly JournalLine[],
  table: string,
  digest: string,
  since: string,
): Resumable | null {
  const ofPlan = lines.filter(
    (line) => 'table' in line && line.table === table && line.digest === digest,
  );
  const plan = ofPlan.findLast((line) => line.kind === 'plan');
  if (plan === undefined) return null;
  const parts = ofPlan.filter((line) => line.kind === 'part');
  const fresh = parts.filter(({ state, at }) => state === 'equal' && at >= since);
  return {
    boundaries: plan.boundaries,
    equal: new Map(fresh.map((line) => [rangeId(line.range), line])),
  };
}
