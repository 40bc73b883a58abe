import { readExecutionMs } from '../../../collectors/postgres/parity/queries.ts';
import { columnSentence, differingColumns } from '../../../core/parity/queries/columns.ts';
import type { QueryResult } from '../../../core/parity/queries/document.ts';
import { hashFailures, judgeFailures, notExplained } from '../../../core/parity/queries/failure.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import { judgeTiming, slownessNote } from '../../../core/parity/queries/timing.ts';
import { queryVerdict, type QueryOutcome } from '../../../core/parity/queries/verdict.ts';
import type { HashAlgorithm } from '../../../core/parity/row-hash.ts';
import { redactText } from '../../../core/redact.ts';
import { failuresOf, onBoth, valuesOf, type Failures, type QueryWork } from './both-sides.ts';
import { isLook, NO_DIFFERING_ROWS, rowReader, type SeenRows } from './compare-rows.ts';
import { columnOf, describeQuery, textForms, type QueryShape } from './describe-query.ts';
import { measure } from './measure.ts';

/** Compares what one query gives on both sides. Never throws: what goes wrong makes it unknown. */
export async function compareQuery(
  work: QueryWork,
  algorithm: HashAlgorithm,
): Promise<QueryResult> {
  const startMs = performance.now();
  const { query, options } = work;
  const compared = compareBoth(work, algorithm).catch((error: unknown) => {
    if (!options.signal.aborted) throw error;
    return uncompared(query, options.maxSlowdown, INTERRUPTED);
  });
  return { ...(await compared), durationMs: Math.round(performance.now() - startMs) };
}

export const INTERRUPTED = 'The run was interrupted before this query was compared.';

/** A query of which nothing is known. */
export function uncompared(
  { name, place, sql, order }: Query,
  maxSlowdown: number | null,
  note: string,
): QueryResult {
  return {
    query: name,
    place,
    sql: redactText(sql),
    verdict: 'unknown',
    notes: [note],
    order,
    columns: { source: null, target: null },
    rows: { source: null, target: null },
    ...NO_DIFFERING_ROWS,
    timing: null,
    timingVerdict: judgeTiming(null, maxSlowdown),
    durationMs: 0,
  };
}

async function compareBoth(work: QueryWork, algorithm: HashAlgorithm): Promise<QueryResult> {
  const { query, options } = work;
  const shape = await describeQuery(work);
  if (!('source' in shape)) return failedResult(work, shape);
  const differing = differingColumns(shape.source, shape.target);
  const known: QueryResult = {
    ...uncompared(query, options.maxSlowdown, ''),
    notes: differing.map(columnSentence),
    columns: { source: shape.source.map(columnOf), target: shape.target.map(columnOf) },
  };
  const judged = (
    outcome: Omit<QueryOutcome, 'differingColumns'>,
    notes: readonly string[],
  ): QueryResult => ({
    ...known,
    verdict: queryVerdict({ ...outcome, differingColumns: differing.length }),
    notes: [...known.notes, ...notes],
  });
  if (query.parameters === null && shape.parameters > 0) {
    return judged(NO_ROWS_SEEN, [WITHOUT_VALUES]);
  }
  // First the query as it stands, in a transaction that cannot write: it also warms both sides up.
  const run = await onBoth(work, (_, ask) => readExecutionMs(ask, query));
  if (valuesOf(run) === null) {
    const { verdict, note } = judgeFailures(...notExplained(failuresOf(run)));
    const withoutRows = judged(NO_ROWS_SEEN, [note]);
    // Columns that differ stay known, whatever came of the run.
    return withoutRows.verdict === 'different' ? withoutRows : { ...withoutRows, verdict };
  }
  const { seen, timing, notes } = await lookTwice(work, shape, algorithm);
  const timingVerdict = judgeTiming(timing, options.maxSlowdown);
  return {
    ...judged(seen ?? NO_ROWS_SEEN, [
      ...(seen?.notes ?? []),
      ...notes,
      ...(timing !== null && timingVerdict === 'slower' ? [slownessNote(timing)] : []),
    ]),
    ...(seen !== null && {
      rows: seen.counted,
      counts: seen.counts,
      differences: seen.differences,
    }),
    timing,
    timingVerdict,
  };
}

const NO_ROWS_SEEN = { rows: null, unstable: [] };
const WITHOUT_VALUES =
  'The values of its parameters are not known: its columns were compared, its rows and times were not. Write it into a file with values to compare them.';

function failedResult({ query, options }: QueryWork, failures: Failures): QueryResult {
  const { verdict, note } = judgeFailures(...failures);
  return { ...uncompared(query, options.maxSlowdown, note), verdict };
}

/** Looks at the rows before and after the times are measured, so that time passes between both looks. */
async function lookTwice(
  work: QueryWork,
  shape: QueryShape,
  algorithm: HashAlgorithm,
): Promise<Awaited<ReturnType<typeof measure>> & { readonly seen: SeenRows | null }> {
  if (shape.source.length !== shape.target.length) return { ...(await measure(work)), seen: null };
  const reader = rowReader(work, textForms(shape), algorithm);
  const first = await reader.look();
  const measured = await measure(work);
  const second = isLook(first) ? await reader.look() : first;
  if (isLook(first) && isLook(second)) {
    return { ...measured, seen: await reader.judge(first, second) };
  }
  const failures = isLook(second) ? [] : [hashFailures(...second)];
  return { ...measured, seen: null, notes: [...failures, ...measured.notes] };
}
