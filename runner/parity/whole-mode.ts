import {
  contentOf,
  readBuckets,
  readContentBuckets,
  type Scope,
} from '../../collectors/postgres/parity/checksums.ts';
import type { Ask } from '../../collectors/postgres/parity/query.ts';
import { readCopies, readRows } from '../../collectors/postgres/parity/rows.ts';
import type { Side } from '../../core/postgres.ts';
import {
  differingBuckets,
  joined,
  joinedWithoutKeys,
  type Checksum,
} from '../../core/parity/checksum.ts';
import { EVERYTHING, rangeId } from '../../core/parity/key-range.ts';
import { bucketsOf, groupBuckets } from '../../core/parity/part-size.ts';
import { mergeRows, type KeyedRow } from '../../core/parity/row-merge.ts';
import type { ColumnFacts } from '../../core/parity/table-facts.ts';
import type { ReadSettings } from './connection.ts';
import type { Lane } from './lanes.ts';
import { finishPart, retrying, type TableWork } from './table-work.ts';

/** As many as one process holds with ease, of both sides. */
const MANY_ROWS = 50_000;
const MAX_LOOKS = 3;

/** How a whole table is read: into buckets, and the rows of some of them. */
export interface WholeReader {
  readonly join: (checksums: Iterable<Checksum>) => Checksum;
  readonly buckets: (side: Side, ask: Ask) => Promise<ReadonlyMap<number, Checksum>>;
  readonly rows: (side: Side, ask: Ask, buckets: readonly number[]) => Promise<readonly KeyedRow[]>;
}

/** By buckets of the key's hash: in whatever order the servers would put the keys. */
export function keyedReader({ plan }: TableWork, key: readonly ColumnFacts[]): WholeReader {
  const count = bucketsOf(plan.source.table);
  const scope = (side: Side): Scope => ({
    expressions: plan[side],
    key,
    range: EVERYTHING,
    hasXor: plan.abilities.hasXor,
  });
  return {
    join: joined,
    buckets: (side, ask) => readBuckets(ask, scope(side), count),
    rows: (side, ask, buckets) => readRows(ask, scope(side), count, buckets),
  };
}

/** By buckets of the content's hash, for rows that nothing else tells apart. */
export function contentReader({ plan }: TableWork): WholeReader {
  const count = bucketsOf(plan.source.table);
  return {
    join: joinedWithoutKeys,
    buckets: (side, ask) => readContentBuckets(ask, contentOf(plan[side]), count),
    rows: (side, ask, buckets) => readCopies(ask, contentOf(plan[side]), count, buckets),
  };
}

/** Compares a table that cannot be cut into parts: one scan on each side, and one more for the rows that differ. */
export async function compareWhole(work: TableWork, reader: WholeReader): Promise<void> {
  const done = work.resumable?.equal.get(rangeId(EVERYTHING));
  if (done !== undefined) {
    work.tally.addRead(done.source.rows, done.target.rows, true);
    work.onRows(done.source.rows, true);
    return;
  }
  work.journal.append({
    kind: 'plan',
    table: work.plan.name,
    digest: work.digest,
    boundaries: [],
    at: new Date().toISOString(),
  });
  await retrying(work, () => work.lanes.use((lane) => compareOn(work, reader, lane)));
}

async function compareOn(work: TableWork, reader: WholeReader, lane: Lane): Promise<void> {
  const startMs = performance.now();
  for (let looks = 1; ; looks += 1) {
    const [source, target] = await lane.both(scanSettings(work), reader.buckets);
    const differing = differingBuckets(source, target);
    const differences = [];
    let unlocated = 0;
    for (const group of groupsOf(differing, source, target)) {
      if (work.tally.mayLocate() && differences.length < work.options.limits.maxDifferences) {
        const [left, right] = await lane.both(scanSettings(work), (side, ask) =>
          reader.rows(side, ask, group),
        );
        differences.push(...mergeRows(left, right));
      } else unlocated += group.length;
    }
    const isUnseen = differing.length > 0 && differences.length === 0 && unlocated === 0;
    if (isUnseen && looks < MAX_LOOKS) continue;
    work.tally.addDifferences(differences);
    // Every row was the same in one of the looks: under replication that goes on, no more can be asked.
    if (isUnseen && work.options.live === null) unlocated = 1;
    work.tally.addUnlocated(unlocated);
    const totals = [reader.join(source.values()), reader.join(target.values())] as const;
    const state = differing.length === 0 ? 'equal' : 'different';
    finishPart(work, EVERYTHING, totals, state, startMs);
    return;
  }
}

function groupsOf(
  differing: readonly number[],
  source: ReadonlyMap<number, Checksum>,
  target: ReadonlyMap<number, Checksum>,
): readonly (readonly number[])[] {
  const rowsIn = (bucket: number) =>
    Math.max(source.get(bucket)?.rows ?? 0, target.get(bucket)?.rows ?? 0);
  return groupBuckets(
    differing.map((bucket) => ({ bucket, rows: rowsIn(bucket) })),
    MANY_ROWS,
  );
}

function scanSettings({ options }: TableWork): ReadSettings {
  const { scanTimeoutMs, parallelWorkers } = options.limits;
  const settings = { max_parallel_workers_per_gather: String(parallelWorkers) };
  return { statementTimeoutMs: scanTimeoutMs, settings };
}
