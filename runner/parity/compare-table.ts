import { createHash } from 'node:crypto';
import type { TableResult } from '../../core/parity/document.ts';
import { resumableOf, type JournalLine } from '../../core/parity/journal.ts';
import {
  planIdentity,
  planTable,
  type Abilities,
  type TablePlan,
} from '../../core/parity/table-plan.ts';
import type { TablePair } from '../../core/parity/table-pairs.ts';
import { NO_DIFFERENCES, tableVerdict } from '../../core/parity/verdict.ts';
import { toldMessage } from '../../core/parity/told-message.ts';
import { classifyPostgres } from '../postgres/classify.ts';
import { describeRows } from './differing-rows.ts';
import type { JournalFile } from './journal-file.ts';
import type { Lanes } from './lanes.ts';
import type { ParityOptions } from './options.ts';
import { compareByRanges } from './range-mode.ts';
import { settle } from './settle.ts';
import { newTally } from './tally.ts';
import type { TableWork } from './table-work.ts';
import { compareWhole, contentReader, keyedReader } from './whole-mode.ts';

/** Suspects that are kept to be looked at again. */
const MAX_SUSPECTS = 20_000;

export interface TableContext {
  readonly options: ParityOptions;
  readonly lanes: Lanes;
  readonly journal: JournalFile;
  /** The lines of an earlier process of this run. */
  readonly earlier: readonly JournalLine[];
  readonly abilities: Abilities;
  readonly onRows: (table: string, rows: number, isResumed: boolean) => void;
}

type PairOnBothSides = Extract<TablePair, { source: object; target: object }>;

export function isOnBothSides(pair: TablePair): pair is PairOnBothSides {
  return pair.source !== null && pair.target !== null;
}

/** Compares one table. Never throws: what goes wrong makes it unknown. */
export async function compareTable(
  pair: PairOnBothSides,
  context: TableContext,
): Promise<TableResult> {
  const startMs = performance.now();
  const { options } = context;
  const plan = planTable(pair.name, pair.source, pair.target, context.abilities);
  const digest = createHash('sha256').update(planIdentity(plan)).digest('hex');
  const since = new Date(Date.now() - options.limits.maxAgeMs).toISOString();
  const { maxDifferences } = options.limits;
  const isLive = options.live !== null;
  const tally = newTally(isLive ? Math.max(MAX_SUSPECTS, maxDifferences) : maxDifferences, isLive);
  const work: TableWork = {
    plan,
    digest,
    resumable: resumableOf(context.earlier, pair.name, digest, since),
    options,
    lanes: context.lanes,
    journal: context.journal,
    tally,
    onRows: (rows, isResumed) => {
      context.onRows(pair.name, rows, isResumed);
    },
  };
  const { unseen, differences } = await seen(work);
  const { coverage, choice } = plan;
  const unpairedColumns = [...coverage.sourceOnly, ...coverage.targetOnly];
  const comparedColumns = coverage.compared.length;
  const verdict = tableVerdict({
    counts: tally.counts,
    unpairedColumns,
    comparedColumns: hasColumns(plan) ? comparedColumns : 1,
    unseen,
  });
  return {
    table: pair.name,
    verdict,
    notes: notesOf(work, unseen),
    mode: choice.mode,
    key: choice.mode === 'multiset' ? [] : choice.key.map(({ name }) => name),
    rows: { ...tally.rows },
    bytes: { source: pair.source.bytes, target: pair.target.bytes },
    columns: {
      compared: comparedColumns,
      total: comparedColumns + unpairedColumns.length + coverage.virtual.length,
      skipped: [...unpairedColumns, ...coverage.virtual].sort(),
    },
    parts: { ...tally.parts },
    durationMs: Math.round(performance.now() - startMs),
    counts: { ...tally.counts },
    differences: [...differences],
  };
}

/** A table may have no columns at all: then the number of its rows is all its content. */
function hasColumns({ source, target }: TablePlan): boolean {
  return source.table.columns.length + target.table.columns.length > 0;
}

async function seen(work: TableWork): Promise<{
  unseen: string | null;
  differences: TableResult['differences'];
}> {
  let unseen: string | null = null;
  try {
    await compareRows(work);
  } catch (error) {
    unseen = whyUnseen(work, error);
  }
  try {
    if (work.options.live !== null) await settle(work, work.options.live);
    return { unseen, differences: [...(await describeRows(work))] };
  } catch (error) {
    return { unseen: unseen ?? whyUnseen(work, error), differences: [] };
  }
}

function compareRows(work: TableWork): Promise<void> {
  const { choice } = work.plan;
  switch (choice.mode) {
    case 'range':
      return compareByRanges(work, choice.key);
    case 'bucket':
      return compareWhole(work, keyedReader(work, choice.key));
    case 'multiset':
      return compareWhole(work, contentReader(work));
  }
}

function whyUnseen({ options }: TableWork, error: unknown): string {
  if (options.signal.aborted) return 'The run was interrupted before all rows were compared.';
  const failure = classifyPostgres(error);
  const code = failure.code === null ? '' : ` (${failure.code})`;
  return `Not all rows were compared: ${toldMessage(failure, options.showValues)}${code}.`;
}

function notesOf(
  { plan: { choice, coverage }, tally }: TableWork,
  unseen: string | null,
): string[] {
  const notes = unseen === null ? [] : [unseen];
  const { counts } = tally;
  for (const [names, other] of [
    [coverage.sourceOnly, 'target'],
    [coverage.targetOnly, 'source'],
  ] as const) {
    if (names.length > 0) notes.push(`The ${other} does not have ${names.join(', ')}.`);
  }
  if (coverage.virtual.length > 0) {
    notes.push(`Computed on reading, and not compared: ${coverage.virtual.join(', ')}.`);
  }
  if (counts.unlocatedParts > 0) {
    notes.push(`${counts.unlocatedParts} further parts differ, whose rows were not looked for.`);
  }
  if (counts.unstable > 0) {
    notes.push(`${counts.unstable} rows or parts did not hold still until the deadline.`);
  }
  for (const { name, source, target } of coverage.compared) {
    if (source.declared === target.declared) continue;
    notes.push(`${name} is ${source.declared} on the source and ${target.declared} on the target.`);
  }
  if (tally.parts.resumed > 0) {
    notes.push(
      `${tally.parts.resumed} of ${tally.parts.total} parts were compared before the run was gone on with.`,
    );
  }
  if (choice.mode !== 'range') notes.push(`Compared without ranges: ${choice.reason}.`);
  return notes;
}

/** A table that stands on one side, or that cannot be compared at all. */
export function uncompared(
  pair: TablePair,
  verdict: 'different' | 'unknown',
  note: string,
): TableResult {
  return {
    table: pair.name,
    verdict,
    notes: [note],
    mode: null,
    key: [],
    rows: { source: null, target: null },
    bytes: { source: pair.source?.bytes ?? null, target: pair.target?.bytes ?? null },
    columns: { compared: 0, total: (pair.source ?? pair.target).columns.length, skipped: [] },
    parts: { total: 0, resumed: 0 },
    durationMs: 0,
    counts: NO_DIFFERENCES,
    differences: [],
  };
}
