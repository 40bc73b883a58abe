import type { Ask } from '../../collectors/postgres/parity/query.ts';
import { contentOf } from '../../collectors/postgres/parity/checksums.ts';
import { readCopies, readRowsByKeys } from '../../collectors/postgres/parity/rows.ts';
import type { Side } from '../../core/postgres.ts';
import { bucketsOf } from '../../core/parity/part-size.ts';
import {
  compareHashes,
  keyValuesOf,
  type KeyedRow,
  type RowDifference,
} from '../../core/parity/row-merge.ts';
import { lookAgain, type Look, type Suspect } from '../../core/parity/suspects.ts';
import type { TablePlan } from '../../core/parity/table-plan.ts';
import { catchUpOf } from './catch-up.ts';
import type { LiveOptions } from './options.ts';
import { retrying, type TableWork } from './table-work.ts';

const KEYS_PER_READ = 500;

/** Judges the rows that differed once more, as often as needs be, each time after the target has caught up. */
export async function settle(work: TableWork, live: LiveOptions): Promise<void> {
  const deadlineMs = Date.now() + live.deadlineMs;
  const catchUp = catchUpOf(work, live);
  let suspects = work.tally.takeFound().map(({ key }): Suspect => ({ key, pair: null }));
  while (suspects.length > 0 && Date.now() <= deadlineMs) {
    const keys = suspects.map(({ key }) => key);
    const before = await hashesOf(work, 'source', keys);
    if (!(await catchUp(deadlineMs))) break;
    const target = await hashesOf(work, 'target', keys);
    const after = await hashesOf(work, 'source', keys);
    const open: Suspect[] = [];
    const confirmed: RowDifference[] = [];
    for (const suspect of suspects) {
      const { key } = suspect;
      const of = (rows: ReadonlyMap<string, readonly string[]>) => rows.get(key) ?? [];
      const look: Look = { before: of(before), target: of(target), after: of(after) };
      const judged = lookAgain(suspect, look);
      if (judged.state === 'open') open.push(judged.suspect);
      else if (judged.state === 'confirmed') {
        const difference = compareHashes(key, look.before, look.target);
        if (difference !== null) confirmed.push(difference);
      }
    }
    work.tally.addDifferences(confirmed);
    suspects = open;
  }
  work.tally.addUnstable(suspects.length);
}

async function hashesOf(
  work: TableWork,
  side: Side,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const hashes = new Map<string, string[]>();
  for (let from = 0; from < keys.length; from += KEYS_PER_READ) {
    const some = keys.slice(from, from + KEYS_PER_READ);
    const { limits } = work.options;
    const statementTimeoutMs =
      work.plan.choice.mode === 'multiset' ? limits.scanTimeoutMs : limits.statementTimeoutMs;
    const rows = await retrying(work, () =>
      work.lanes.use((lane) =>
        lane.read(side, { statementTimeoutMs }, (ask) => reread(ask, work.plan, side, some)),
      ),
    );
    const wanted = new Set(some);
    for (const { key, hash } of rows) {
      if (wanted.has(key)) hashes.set(key, [...(hashes.get(key) ?? []), hash]);
    }
  }
  return hashes;
}

function reread(
  ask: Ask,
  plan: TablePlan,
  side: Side,
  keys: readonly string[],
): Promise<readonly KeyedRow[]> {
  const values = keys.map(keyValuesOf);
  if (plan.choice.mode !== 'multiset') {
    return readRowsByKeys(ask, plan[side], plan.choice.key, values);
  }
  const buckets = bucketsOf(plan.source.table);
  const wanted = values.map(([hash]) =>
    Number(BigInt.asUintN(64, BigInt(hash ?? 0)) % BigInt(buckets)),
  );
  return readCopies(ask, contentOf(plan[side]), buckets, [...new Set(wanted)]);
}
