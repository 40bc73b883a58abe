import { setTimeout as sleep } from 'node:timers/promises';
import {
  readConfirmed,
  readLogPosition,
  readSubscribedSlots,
} from '../../collectors/postgres/parity/replication.ts';
import type { LiveOptions, ParityOptions } from './options.ts';
import { retrying, type TableWork } from './table-work.ts';

/** Between two questions how far the target has come. */
const POLL_MS = 50;

/** Waits until the target has what the source had committed when it was called; false when it has not by `deadlineMs`. */
export type CatchUp = (deadlineMs: number) => Promise<boolean>;

/**
 * By the position of the log where the target subscribes to the source, otherwise by a pause.
 * https://www.postgresql.org/docs/current/logical-replication.html
 */
export function catchUpOf(work: TableWork, live: LiveOptions): CatchUp {
  const { limits, signal } = work.options;
  const pause = async (deadlineMs: number) => {
    await sleep(live.settleMs, undefined, { signal });
    return Date.now() <= deadlineMs;
  };
  return async (deadlineMs) => {
    const [position, slots] = await ask(work, limits);
    if (position === null || slots.length === 0) return pause(deadlineMs);
    for (;;) {
      const { active, confirmed } = await retrying(work, () =>
        work.lanes.use((lane) =>
          lane.read('source', limits, (ask) => readConfirmed(ask, slots, position)),
        ),
      );
      // Slots of another server, or none that anybody reads from, tell nothing.
      if (active < slots.length) return pause(deadlineMs);
      if (confirmed === active) return true;
      if (Date.now() > deadlineMs) return false;
      await sleep(POLL_MS, undefined, { signal });
    }
  };
}

function ask(work: TableWork, limits: ParityOptions['limits']) {
  return retrying(work, () =>
    work.lanes.use((lane) =>
      Promise.all([
        lane.read('source', limits, readLogPosition),
        lane.read('target', limits, readSubscribedSlots),
      ]),
    ),
  );
}
