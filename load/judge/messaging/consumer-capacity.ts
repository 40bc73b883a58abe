import type { QueueDepth, TaskCounts } from '../../../core/load/deployment-record.ts';
import { steadyTasks } from '../deployment/task-counts.ts';
import type { Span } from '../deployment/span.ts';
import { depthsWithin, heldBy } from './queue-depths.ts';

/** A backlog of fewer messages is gone before it can be timed. */
const FEWEST_MESSAGES = 20;
/** Seen over fewer looks, it is not known how fast it went. */
const FEWEST_LOOKS = 3;

/** How fast a backlog became smaller while the declared rate went on. */
export interface Drain {
  readonly messages: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly span: Span;
}

/**
 * How a burst was drained: from when most of it was held to when no more was held than before it. Null when it was not, when there was too
 * little of it, or when it was gone too soon to time it.
 * @param heldBefore messages that were held before the burst
 */
export function drainOf(
  depths: readonly QueueDepth[],
  span: Span,
  heldBefore: number,
): Drain | null {
  const looks = depthsWithin(depths, span).map((depth) => ({
    atMs: Date.parse(depth.at),
    held: heldBy(depth),
  }));
  const most = Math.max(0, ...looks.map(({ held }) => held));
  // The last look at the most: what stays as it is for a while is not drained yet.
  const from = looks.findLastIndex(({ held }) => held === most);
  const after = looks.slice(from);
  const drained = after.findIndex(({ held }) => held <= heldBefore);
  const begin = after[0];
  // The last look before it was gone: when between two looks it was gone is not known.
  const end = after[drained - 1];
  if (begin === undefined || end === undefined || drained < FEWEST_LOOKS) return null;
  const messages = begin.held - end.held;
  const seconds = (end.atMs - begin.atMs) / 1000;
  if (messages < FEWEST_MESSAGES || seconds <= 0) return null;
  return {
    messages,
    seconds,
    perSecond: messages / seconds,
    span: { fromMs: begin.atMs, toMs: end.atMs },
  };
}

/** What a service that never waits for messages handles, and the fewest tasks whose queue is stable. */
export interface ConsumerCapacity {
  readonly perSecond: number;
  readonly tasks: number;
  /** How long one task is busy with a message, in seconds: S. */
  readonly serviceSeconds: number;
  readonly fewestTasks: number;
}

/**
 * M/M/c is stable when c > λ·S. While there is a backlog all tasks are busy, and c/S is the rate that they handle. Null when the number of
 * tasks was not the same throughout, since S does not follow then.
 * @param perSecond what was handled while there was a backlog
 */
export function capacityOf(
  ratePerSecond: number,
  perSecond: number,
  counts: readonly TaskCounts[],
  span: Span,
): ConsumerCapacity | null {
  const steady = steadyTasks(counts, span);
  if (steady.kind !== 'steady' || perSecond <= 0) return null;
  const serviceSeconds = steady.tasks / perSecond;
  return {
    perSecond,
    tasks: steady.tasks,
    serviceSeconds,
    fewestTasks: Math.floor(ratePerSecond * serviceSeconds) + 1,
  };
}
