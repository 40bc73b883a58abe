import {
  readColumnHashes,
  readValues,
  type RowPlaces,
} from '../../collectors/postgres/parity/values.ts';
import type { ColumnPair } from '../../core/parity/columns.ts';
import type { ColumnDifference, DifferingRow } from '../../core/parity/document.ts';
import { reasonOf, type ReadValue } from '../../core/parity/reasons.ts';
import { keyValuesOf, type RowDifference } from '../../core/parity/row-merge.ts';
import type { ColumnFacts } from '../../core/parity/table-facts.ts';
import { toldMessage } from '../../core/parity/told-message.ts';
import type { Side } from '../../core/postgres.ts';
import { classifyPostgres } from '../postgres/classify.ts';
import type { Lane } from './lanes.ts';
import { retrying, type TableWork } from './table-work.ts';

/** Changed rows of which the columns are told: the first ones show the pattern. */
const MAX_DETAILED = 100;
/** Values that are read at once: their beginnings alone, but there may be many columns. */
const ROWS_PER_READ = 25;
const MAX_SHOWN_CHARACTERS = 200;

/** The rows that differ as reports show them, with the columns of changed ones. */
export async function describeRows(work: TableWork): Promise<readonly DifferingRow[]> {
  const { choice } = work.plan;
  if (choice.mode === 'multiset') return work.tally.found.map(copiesOf);
  const detailed = work.tally.found.filter(isOneRow).slice(0, MAX_DETAILED);
  const columns = await readDifferences(
    work,
    choice.key,
    detailed.map(({ key }) => key),
  );
  return work.tally.found.map(({ kind, key, source, target }) => ({
    kind,
    key: [...keyValuesOf(key)],
    copies: { source: source.length, target: target.length },
    columns: columns.get(key) ?? null,
  }));
}

function isOneRow({ kind, source, target }: RowDifference): boolean {
  return kind === 'changed' && source.length === 1 && target.length === 1;
}

/** Of rows without a key the hash of the content is the key, and the number of copies what differs. */
function copiesOf({ key, source, target }: RowDifference): DifferingRow {
  const copies = { source: Number(source[0] ?? 0), target: Number(target[0] ?? 0) };
  const kind = copies.source > copies.target ? 'missing' : 'extra';
  return { kind, key: [...keyValuesOf(key)], copies, columns: null };
}

/** The columns that differ, by the row's key. A row that cannot be read any more is told without them. */
async function readDifferences(
  work: TableWork,
  key: readonly ColumnFacts[],
  rows: readonly string[],
): Promise<ReadonlyMap<string, ColumnDifference[]>> {
  const found = new Map<string, ColumnDifference[]>();
  try {
    for (let from = 0; from < rows.length; from += ROWS_PER_READ) {
      const some = rows.slice(from, from + ROWS_PER_READ);
      const columns = await retrying(work, () =>
        work.lanes.use((lane) => columnsThatDiffer(work, lane, key, some)),
      );
      for (const [row, differences] of columns) found.set(row, differences);
    }
  } catch (error) {
    work.options.signal.throwIfAborted();
    const { events, showValues } = work.options;
    const why = toldMessage(classifyPostgres(error), showValues);
    events.onNote?.(`${work.plan.name}: columns of differing rows were not read: ${why}`);
  }
  return found;
}

async function columnsThatDiffer(
  { plan, options }: TableWork,
  lane: Lane,
  key: readonly ColumnFacts[],
  rows: readonly string[],
): Promise<ReadonlyMap<string, ColumnDifference[]>> {
  const { compared } = plan.coverage;
  const places = (side: Side, some: readonly string[]): RowPlaces => ({
    expressions: plan[side],
    side,
    key,
    keys: some.map(keyValuesOf),
  });
  const [left, right] = await lane.both(options.limits, (side, ask) =>
    readColumnHashes(ask, places(side, rows), compared, plan.abilities.algorithm),
  );
  const differences = new Map<string, ColumnDifference[]>();
  for (const { columns, rows: some } of byColumns(rows, compared, left, right)) {
    const [source, target] = await lane.both(options.limits, (side, ask) =>
      readValues(ask, places(side, some), columns),
    );
    for (const row of some) {
      const values = [source.get(row), target.get(row)] as const;
      if (values[0] === undefined || values[1] === undefined) continue;
      const of = (at: number) => [values[0]?.[at] ?? null, values[1]?.[at] ?? null] as const;
      differences.set(
        row,
        columns.map((pair, at) => differenceOf(pair, ...of(at), options.showValues)),
      );
    }
  }
  return differences;
}

/** Rows whose differing columns are the same are read together. */
function byColumns(
  rows: readonly string[],
  compared: readonly ColumnPair[],
  left: ReadonlyMap<string, readonly string[]>,
  right: ReadonlyMap<string, readonly string[]>,
): readonly { readonly columns: readonly ColumnPair[]; readonly rows: readonly string[] }[] {
  const groups = new Map<string, { columns: readonly ColumnPair[]; rows: string[] }>();
  for (const row of rows) {
    const [source, target] = [left.get(row), right.get(row)];
    if (source === undefined || target === undefined) continue;
    const columns = compared.filter((_, at) => source[at] !== target[at]);
    const id = JSON.stringify(columns.map(({ name }) => name));
    const group = groups.get(id) ?? { columns, rows: [] };
    group.rows.push(row);
    groups.set(id, group);
  }
  return [...groups.values()];
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
