import { readHop } from '../../collectors/postgres/parity/boundaries.ts';
import {
  readBuckets,
  readChecksum,
  type Scope,
} from '../../collectors/postgres/parity/checksums.ts';
import { readRows } from '../../collectors/postgres/parity/rows.ts';
import type { Side } from '../../core/postgres.ts';
import {
  differingBuckets,
  isSameChecksum,
  joined,
  type Checksum,
} from '../../core/parity/checksum.ts';
import { cutRange, EVERYTHING, rangeId, type KeyRange } from '../../core/parity/key-range.ts';
import { partRowsOf } from '../../core/parity/part-size.ts';
import { mergeRows, type RowDifference } from '../../core/parity/row-merge.ts';
import type { ColumnFacts } from '../../core/parity/table-facts.ts';
import type { Lane } from './lanes.ts';
import type { ReadSettings } from './connection.ts';
import { cutTable } from './part-boundaries.ts';
import { isTransient } from './retries.ts';
import { finishPart, retrying, type TableWork } from './table-work.ts';

/** Rows that are read at once rather than hashed once more. */
const FEW_ROWS = 2_000;
/** As many as one process holds with ease, of both sides. */
const MANY_ROWS = 50_000;
const BUCKETS = 64;
/** A part of fewer rows is not halved any more. */
const LEAST_ROWS = 2;
/** From this share of differing parts on, hashing by buckets at once costs less than hashing differing parts again. */
const MANY_DIFFER = 0.1;
/** How often a part is looked at again whose rows turn out the same: somebody writes. */
const MAX_LOOKS = 3;

/** A range of one part must never be sought by reading the whole table. */
const BY_INDEX = { enable_seqscan: 'off', max_parallel_workers_per_gather: '0' };

/** Compares a table part by part along its key. */
export async function compareByRanges(work: TableWork, key: readonly ColumnFacts[]): Promise<void> {
  const boundaries = work.resumable?.boundaries ?? (await cutTable(work, key));
  if (work.resumable === null) {
    work.journal.append({
      kind: 'plan',
      table: work.plan.name,
      digest: work.digest,
      boundaries: boundaries.map((values) => [...values]),
      at: new Date().toISOString(),
    });
  }
  const rows = partRowsOf(work.plan.source.table, work.options.limits.partRows);
  const settings = boundaries.length < 4 ? { max_parallel_workers_per_gather: '0' } : BY_INDEX;
  const context = { ...work, key, settings, seen: { parts: 0, differing: 0 } };
  const ranges = cutRange(EVERYTHING, boundaries).values();
  const pullers = Array.from({ length: work.options.limits.connections }, async () => {
    for (const range of ranges) await comparePart(context, range, rows);
  });
  await settled(pullers);
}

interface RangeWork extends TableWork {
  readonly key: readonly ColumnFacts[];
  readonly settings: Readonly<Record<string, string>>;
  readonly seen: { parts: number; differing: number };
}

/** Waits for all of them, so that none goes on behind the back of an error. */
async function settled(promises: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(promises)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** After an error that may pass, the part is halved: what takes too long may not, and what ended it may not end each half. */
async function comparePart(work: RangeWork, range: KeyRange, rows: number): Promise<void> {
  const done = work.resumable?.equal.get(rangeId(range));
  if (done !== undefined) {
    work.tally.addRead(done.source.rows, done.target.rows, true);
    work.onRows(done.source.rows, true);
    return;
  }
  const halves = await retrying(work, async (failed) => {
    try {
      await work.lanes.use((lane) => compareOn(work, lane, range));
      return [];
    } catch (error) {
      if (failed === 0 || !isTransient(error) || rows < LEAST_ROWS) throw error;
      const middle = await work.lanes
        .use((lane) =>
          lane.read('source', settingsOf(work), (ask) =>
            readHop(ask, work.plan.source.table, work.key, range, rows / 2),
          ),
        )
        // The part as a whole is tried again.
        .catch(() => null);
      if (middle === null) throw error;
      return cutRange(range, [middle]);
    }
  });
  for (const half of halves) await comparePart(work, half, rows / 2);
}

async function compareOn(work: RangeWork, lane: Lane, range: KeyRange): Promise<void> {
  const startMs = performance.now();
  for (let looks = 1; ; looks += 1) {
    const look = await lookAt(work, lane, range);
    const [source, target] = look.checksums;
    const isEqual = isSameChecksum(source, target) && (look.differing ?? []).length === 0;
    if (looks === 1) {
      work.seen.parts += 1;
      if (!isEqual) work.seen.differing += 1;
    }
    const finish = (state: 'equal' | 'different') => {
      finishPart(work, range, look.checksums, state, startMs);
    };
    if (isEqual) {
      finish('equal');
      return;
    }
    if (!work.tally.mayLocate()) {
      work.tally.addUnlocated(1);
      finish('different');
      return;
    }
    const differences = await locate(work, lane, range, look);
    if (differences.length === 0 && looks < MAX_LOOKS) continue;
    // Every row was the same in one of the looks: under replication that goes on, no more can be asked.
    if (differences.length === 0 && work.options.live === null) work.tally.addUnlocated(1);
    work.tally.addDifferences(differences);
    finish('different');
    return;
  }
}

/** A part's checksums, and the buckets of its keys that differ if those are known. */
interface Look {
  readonly checksums: readonly [Checksum, Checksum];
  readonly differing: readonly number[] | null;
}

async function lookAt(work: RangeWork, lane: Lane, range: KeyRange): Promise<Look> {
  const { parts, differing } = work.seen;
  if (differing <= parts * MANY_DIFFER) {
    const checksums = await lane.both(settingsOf(work), (side, ask) =>
      readChecksum(ask, scopeOf(work, side, range)),
    );
    return { checksums, differing: null };
  }
  const [source, target] = await bucketsOf(work, lane, range);
  const checksums = [joined(source.values()), joined(target.values())] as const;
  return { checksums, differing: differingBuckets(source, target) };
}

function bucketsOf(work: RangeWork, lane: Lane, range: KeyRange) {
  return lane.both(settingsOf(work), (side, ask) =>
    readBuckets(ask, scopeOf(work, side, range), BUCKETS),
  );
}

/** Finds the rows of a part that differ. A part of many rows is cut, one of some is hashed by buckets, of few all are read. */
async function locate(
  work: RangeWork,
  lane: Lane,
  range: KeyRange,
  { checksums: [source, target], differing }: Look,
): Promise<readonly RowDifference[]> {
  const rows = Math.max(source.rows, target.rows);
  if (rows > MANY_ROWS) return locateInSlices(work, lane, range, rows);
  let wanted = differing;
  if (wanted === null && rows > FEW_ROWS) {
    wanted = differingBuckets(...(await bucketsOf(work, lane, range)));
    if (wanted.length === 0) return [];
  }
  const [left, right] = await lane.both(settingsOf(work), (side, ask) =>
    readRows(ask, scopeOf(work, side, range), BUCKETS, wanted),
  );
  return mergeRows(left, right);
}

/** Cut on the side that has more rows: those of the other may all lie outside. */
async function locateInSlices(
  work: RangeWork,
  lane: Lane,
  range: KeyRange,
  rows: number,
): Promise<readonly RowDifference[]> {
  const middles = await lane.both(settingsOf(work), (side, ask) =>
    readHop(ask, work.plan[side].table, work.key, range, rows / 2),
  );
  const middle = middles[0] ?? middles[1];
  if (middle === null) {
    throw new Error('A part of many rows has no middle: its rows moved while they were compared.');
  }
  const differences: RowDifference[] = [];
  for (const half of cutRange(range, [middle])) {
    const checksums = await lane.both(settingsOf(work), (side, ask) =>
      readChecksum(ask, scopeOf(work, side, half)),
    );
    if (!isSameChecksum(...checksums)) {
      differences.push(...(await locate(work, lane, half, { checksums, differing: null })));
    }
  }
  return differences;
}

function scopeOf(work: RangeWork, side: Side, range: KeyRange): Scope {
  const { plan, key } = work;
  return { expressions: plan[side], key, range, hasXor: plan.abilities.hasXor };
}

function settingsOf({ options, settings }: RangeWork): ReadSettings {
  return { statementTimeoutMs: options.limits.statementTimeoutMs, settings };
}
