import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricPoint } from '../../../collectors/aws/cloudwatch/metric-data.ts';
import type { CauseKind } from '../../../core/aws.ts';
import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import type { Observation } from '../../../core/observation.ts';
import { whyUnseen } from './gaps.ts';
import type { WantedMetric } from './reported-metrics.ts';

export interface SettleOptions {
  /** Before each reading, in milliseconds; CloudWatch is minutes late. */
  readonly waitMs: number;
  /** How far apart two readings must be to show by being the same that nothing more comes, in milliseconds. */
  readonly settleMs: number;
  /** The last minute that must have been reported, by its beginning, in epoch milliseconds. */
  readonly lastMinuteMs: number;
  /** Ends the waiting: what has not settled by then is unseen. */
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/** Eighteen minutes at three minutes' wait. */
export const MOST_READINGS = 6;
/**
 * CloudWatch is up to so late, in milliseconds: what has not changed for less may change yet. It is read so long after the load for the
 * first time, and again after as long.
 */
export const SETTLE_MS = 180_000;
/** A timer may go off a moment before its time. */
const EARLY_MS = 50;

type Reading = readonly Observation<readonly MetricPoint[]>[];

type Settled =
  | { readonly state: 'settled'; readonly metric: ReportedMetric }
  | { readonly state: 'moving'; readonly why: string };

/**
 * What CloudWatch reports of each metric, once it does not change any more: two readings in a row that are far enough apart agree, and the
 * last minute is there. Metrics come minutes late and one by one, so that a single reading may be a part of them that looks like all.
 */
export async function settledMetrics(
  wanted: readonly WantedMetric[],
  read: () => Promise<Reading>,
  options: SettleOptions,
): Promise<readonly ReportedMetric[]> {
  const { waitMs, settleMs, signal, onNote } = options;
  let settled: readonly Settled[] = wanted.map(() => moving('It was not read.'));
  let before: Reading | null = null;
  let beforeMs = 0;
  for (let reading = 1; reading <= MOST_READINGS && wanted.length > 0; reading += 1) {
    const left = settled.filter(({ state }) => state === 'moving').length;
    onNote(
      `${left} of ${wanted.length} metrics have not settled in CloudWatch; reading ${reading} of at most ${MOST_READINGS} in ${Math.round(waitMs / 1000)} s.`,
    );
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const nowMs = performance.now();
    const now = await read();
    const apartMs = nowMs - beforeMs;
    const tooSoon =
      before === null || apartMs >= settleMs - EARLY_MS
        ? null
        : `CloudWatch was read again after ${Math.round(apartMs / 1000)} s, and two readings show that it has settled when they are ${settleMs / 1000} s apart.`;
    settled = wanted.map((metric, place) => {
      const found = settledAt(metric, before?.[place], now[place], options.lastMinuteMs);
      return tooSoon !== null && isReported(found) ? moving(tooSoon) : found;
    });
    if (settled.every(({ state }) => state === 'settled')) break;
    before = now;
    beforeMs = nowMs;
  }
  const stopped = signal.aborted ? ' The run was interrupted before it had settled.' : '';
  return settled.map((each) =>
    each.state === 'settled' ? each.metric : { state: 'unseen', why: `${each.why}${stopped}` },
  );
}

function settledAt(
  { query: { periodSeconds }, isSteady }: WantedMetric,
  before: Reading[number] | undefined,
  now: Reading[number] | undefined,
  lastMinuteMs: number,
): Settled {
  switch (now?.state) {
    case undefined:
    case 'absent':
      return moving('CloudWatch did not answer for it.');
    case 'unseen': {
      const why = whyUnseen(now.cause);
      return isFinal(now.cause.kind)
        ? { state: 'settled', metric: { state: 'unseen', why } }
        : moving(why);
    }
    case 'present': {
      const points = now.value;
      if (points.some(({ value }) => !Number.isFinite(value))) {
        return moving('CloudWatch gave a value that is no number.');
      }
      const hasLast = points.some(({ at }) => Date.parse(at) === lastMinuteMs);
      if (isSteady && !hasLast) {
        const minute = new Date(lastMinuteMs).toISOString();
        return moving(`CloudWatch had not reported the minute of ${minute} when it was last read.`);
      }
      if (before?.state !== 'present') return moving('CloudWatch gave it in one reading alone.');
      if (JSON.stringify(before.value) !== JSON.stringify(points)) {
        return moving('CloudWatch had changed it when it was last read.');
      }
      return {
        state: 'settled',
        metric: { state: 'reported', periodSeconds, points: [...points] },
      };
    }
  }
}

function isReported(settled: Settled): boolean {
  return settled.state === 'settled' && settled.metric.state === 'reported';
}

function moving(why: string): Settled {
  return { state: 'moving', why };
}

/** Whether another reading would come to the same. */
function isFinal(kind: CauseKind): boolean {
  switch (kind) {
    case 'not-asked':
    case 'denied':
    case 'credentials':
    case 'deadline':
    case 'rejected':
    case 'aborted':
    case 'bug':
      return true;
    case 'throttled':
    case 'network':
    case 'timeout':
    case 'server-error':
    case 'malformed-response':
    case 'pagination-loop':
    case 'truncated':
    case 'partial-failure':
    case 'ambiguous':
    case 'dependency':
      return false;
  }
}
