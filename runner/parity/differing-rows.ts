import {
  readColumnHashes,
  readValues,
  type RowPlace,
} from '../../collectors/postgres/parity/values.ts';
import type { ColumnPair } from '../../core/parity/columns.ts';
import type { ColumnDifference, DifferingRow } from '../../core/parity/document.ts';
import { reasonOf, type ReadValue } from '../../core/parity/reasons.ts';
import { keyValuesOf, type RowDifference } from '../../core/parity/row-merge.ts';
import type { ColumnFacts } from '../../core/parity/table-facts.ts';
import type { Lane } from './lanes.ts';
import { retrying, type TableWork } from './table-work.ts';

/** Changed rows of which the columns are told: the first ones show the pattern. */
const MAX_DETAILED = 100;
const MAX_SHOWN_CHARACTERS = 200;

/** The rows that differ as reports show them, with the columns of changed ones. */
export async function describeRows(work: TableWork): Promise<readonly DifferingRow[]> {
  const rows: DifferingRow[] = [];
  let detailed = 0;
  for (const difference of work.tally.found) {
    const { choice } = work.plan;
    if (choice.mode === 'multiset') {
      rows.push(copiesOf(difference));
      continue;
    }
    const copies = { source: difference.source.length, target: difference.target.length };
    const isOne = difference.kind === 'changed' && copies.source === 1 && copies.target === 1;
    const key = [...keyValuesOf(difference.key)];
    const isDetailed = isOne && detailed < MAX_DETAILED;
    if (isDetailed) detailed += 1;
    const columns = isDetailed ? await readDifferences(work, choice.key, key) : null;
    rows.push({ kind: difference.kind, key, copies, columns });
  }
  return rows;
}

/** Of rows without a key the hash of the content is the key, and the number of copies what differs. */
function copiesOf({ key, source, target }: RowDifference): DifferingRow {
  const copies = { source: Number(source[0] ?? 0), target: Number(target[0] ?? 0) };
  const kind = copies.source > copies.target ? 'missing' : 'extra';
  return { kind, key: [...keyValuesOf(key)], copies, columns: null };
}

/** Null when the row cannot be read any more: it is told without its columns. */
function readDifferences(
  work: TableWork,
  key: readonly ColumnFacts[],
  values: readonly (string | null)[],
): Promise<ColumnDifference[] | null> {
  return retrying(work, () =>
    work.lanes.use((lane) => columnsThatDiffer(work, lane, key, values)),
  ).catch((error: unknown) => {
    work.options.signal.throwIfAborted();
    work.options.events.onNote?.(
      `${work.plan.name}: a row's columns were not read: ${String(error)}`,
    );
    return null;
  });
}

async function columnsThatDiffer(
  { plan, options }: TableWork,
  lane: Lane,
  key: readonly ColumnFacts[],
  values: readonly (string | null)[],
): Promise<ColumnDifference[] | null> {
  const { compared } = plan.coverage;
  const place = (side: RowPlace['side']): RowPlace => ({
    expressions: plan[side],
    side,
    key,
    values,
  });
  const [left, right] = await lane.both(options.limits, (side, ask) =>
    readColumnHashes(ask, place(side), compared, plan.abilities.algorithm),
  );
  if (left === null || right === null) return null;
  const differing = compared.filter((_, at) => left[at] !== right[at]);
  const [source, target] = await lane.both(options.limits, (side, ask) =>
    readValues(ask, place(side), differing),
  );
  if (source === null || target === null) return null;
  return differing.map((pair, at) =>
    differenceOf(pair, source[at] ?? null, target[at] ?? null, options.showValues),
  );
}

function differenceOf(
  { name, source: { type } }: ColumnPair,
  source: ReadValue | null,
  target: ReadValue | null,
  isShown: boolean,
): ColumnDifference {
  const shown = (value: ReadValue | null) =>
    isShown ? (value?.text.slice(0, MAX_SHOWN_CHARACTERS) ?? null) : null;
  return {
    column: name,
    reason: reasonOf(type, source, target),
    source: shown(source),
    target: shown(target),
  };
}
