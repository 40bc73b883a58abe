import { readContentBuckets } from '../../../collectors/postgres/parity/checksums.ts';
import { readQueryValues } from '../../../collectors/postgres/parity/queries.ts';
import { readCopies } from '../../../collectors/postgres/parity/rows.ts';
import {
  differingBuckets,
  joinedWithoutKeys,
  type Checksum,
} from '../../../core/parity/checksum.ts';
import type { TextForm } from '../../../core/parity/column-text.ts';
import type { QueryResult, QueryRow } from '../../../core/parity/queries/document.ts';
import { hashedQuery, type QueryRows } from '../../../core/parity/queries/hashed-query.ts';
import type { QueryOutcome } from '../../../core/parity/queries/verdict.ts';
import type { HashAlgorithm } from '../../../core/parity/row-hash.ts';
import { keyValuesOf, mergeRows, type RowDifference } from '../../../core/parity/row-merge.ts';
import { redactText } from '../../../core/redact.ts';
import { SIDES, type Side } from '../../../core/postgres.ts';
import { failuresOf, onBoth, valuesOf, type Failures, type QueryWork } from './both-sides.ts';

/** Checksums that travel for a result, however large: parts to look into when they differ. */
const BUCKETS = 4_096;
/** Rows of one part that are looked through; of larger ones it is only told that they differ. */
const MAX_PART_ROWS = 50_000;
/** Differing rows whose values are shown. */
const MAX_SHOWN_ROWS = 20;

type Look = readonly [ReadonlyMap<number, Checksum>, ReadonlyMap<number, Checksum>];

/** What two looks at the rows of both sides came to. */
export interface SeenRows
  extends
    Pick<QueryOutcome, 'rows' | 'unstable'>,
    Pick<QueryResult, 'counts' | 'differences' | 'notes'> {
  readonly counted: QueryResult['rows'];
}

/** The rows of a query on both sides, as checksums of their parts. */
export interface RowReader {
  /** The failures of both sides, when one has no rows to give. */
  look(): Promise<Look | Failures>;
  /** Judges two looks, and finds the rows that differ. */
  judge(first: Look, second: Look): Promise<SeenRows>;
}

export function isLook(look: Look | Failures): look is Look {
  return look.every((side) => side instanceof Map);
}

export function rowReader(
  work: QueryWork,
  forms: readonly TextForm[],
  algorithm: HashAlgorithm,
): RowReader {
  const { query } = work;
  const hashed = hashedQuery(query, forms, algorithm, query.order);
  const unordered = hashedQuery(query, forms, algorithm, 'any');
  const lookAt = async (rows: QueryRows): Promise<Look | Failures> => {
    const answers = await onBoth(work, (_, ask) => readContentBuckets(ask, rows, BUCKETS));
    return valuesOf(answers) ?? failuresOf(answers);
  };
  return {
    look: () => lookAt(hashed),
    judge: async (first, second) => {
      const seen = { ...NO_DIFFERING_ROWS, counted: countsOf(first), unstable: [], notes: [] };
      const unstable = SIDES.filter((_, at) => {
        const [one, other] = [first[at], second[at]];
        return one === undefined || other === undefined || differingBuckets(one, other).length > 0;
      });
      if (unstable.length > 0) {
        return { ...seen, rows: null, unstable, notes: [unstableNote(unstable, query.order)] };
      }
      if (differingBuckets(...first).length === 0) {
        const isEmpty = first[0].size === 0;
        return { ...seen, rows: 'same', notes: isEmpty ? ['Neither side gives any row.'] : [] };
      }
      // In order a row that is one too many moves all behind it: what differs is found without positions.
      const look = query.order === 'rows' ? await lookAt(unordered) : first;
      if (!isLook(look)) return { ...seen, rows: 'different', notes: [NOT_FOUND] };
      const differing = differingBuckets(...look);
      if (differing.length === 0) return { ...seen, rows: 'other order', notes: [OTHER_ORDER] };
      const found = await findRows(work, unordered, look, differing);
      return { ...seen, ...found, rows: 'different' };
    },
  };
}

const OTHER_ORDER =
  'Both sides give the same rows in another order. Where ORDER BY does not tell all rows apart, add a column that does, or declare "-- order: any".';
const NOT_FOUND = 'The rows that differ could not be read.';

export const NO_DIFFERING_ROWS: Pick<QueryResult, 'counts' | 'differences'> = {
  counts: { missing: 0, extra: 0, unlocatedParts: 0 },
  differences: [],
};

function unstableNote(sides: readonly Side[], order: 'rows' | 'any'): string {
  const where = sides.length > 1 ? 'either side' : `the ${sides.join()}`;
  const why = 'The query depends on time or chance, or its rows were changed meanwhile';
  return order === 'rows'
    ? `Two runs on ${where} did not give the same rows in the same order. ${why}, or its ORDER BY does not tell all rows apart.`
    : `Two runs on ${where} did not give the same rows. ${why}.`;
}

function countsOf(look: Look): SeenRows['counted'] {
  const [source, target] = look.map((buckets) => joinedWithoutKeys(buckets.values()).rows);
  return { source: source ?? null, target: target ?? null };
}

type FoundRows = Pick<QueryResult, 'counts' | 'differences' | 'notes'>;

/** Finds rows of differing parts, as many as are asked for. */
async function findRows(
  work: QueryWork,
  rows: QueryRows,
  [left, right]: Look,
  differing: readonly number[],
): Promise<FoundRows> {
  const { maxDifferences } = work.options.limits;
  const found: RowDifference[] = [];
  let looked: number[] = [];
  let lookedRows = 0;
  let unlocatedParts = 0;
  const failures: string[] = [];
  const look = async () => {
    if (looked.length === 0) return;
    const wanted = looked;
    looked = [];
    lookedRows = 0;
    const copies = valuesOf(await onBoth(work, (_, ask) => readCopies(ask, rows, BUCKETS, wanted)));
    if (copies !== null) found.push(...mergeRows(...copies));
    else {
      unlocatedParts += wanted.length;
      failures.push(NOT_FOUND);
    }
  };
  for (const bucket of differing) {
    const size = Math.max(left.get(bucket)?.rows ?? 0, right.get(bucket)?.rows ?? 0);
    if (found.length >= maxDifferences || size > MAX_PART_ROWS) {
      unlocatedParts += 1;
      continue;
    }
    if (lookedRows + size > MAX_PART_ROWS) await look();
    looked.push(bucket);
    lookedRows += size;
  }
  await look();
  const differences = found.slice(0, maxDifferences).map(rowOf);
  const missing = found.map(rowOf).filter(({ kind }) => kind === 'missing').length;
  return {
    counts: { missing, extra: found.length - missing, unlocatedParts },
    differences: await withValues(work, rows, found, differences),
    notes: [
      ...new Set(failures),
      ...(unlocatedParts > 0
        ? [`${unlocatedParts} further parts of the result differ, whose rows were not looked for.`]
        : []),
    ],
  };
}

/** Rows are told apart by their content alone: what differs is how often a side has one. */
function rowOf({ source, target }: RowDifference): QueryRow {
  const copies = { source: Number(source[0] ?? 0), target: Number(target[0] ?? 0) };
  return { kind: copies.source > copies.target ? 'missing' : 'extra', copies, values: null };
}

async function withValues(
  work: QueryWork,
  rows: QueryRows,
  found: readonly RowDifference[],
  differences: readonly QueryRow[],
): Promise<QueryRow[]> {
  if (!work.options.showValues) return [...differences];
  const shown = found.slice(0, MAX_SHOWN_ROWS).map(({ key }) => keyValuesOf(key));
  const answers = await onBoth(work, (_, ask) => readQueryValues(ask, rows, shown));
  const [source, target] = valuesOf(answers) ?? [];
  return differences.map((row, at) => {
    const key = found[at]?.key ?? '';
    const values = (row.copies.source > 0 ? source : target)?.get(key);
    const clean = values?.map((value) => (value === null ? null : redactText(value)));
    return { ...row, values: clean ?? null };
  });
}
