import { latencyQuantile, LatencyHistogram } from '../stats/latency-histogram.ts';
import type { Outcome } from './outcome.ts';

/** When a run is ended because it does harm or shows nothing more. */
export interface FuseLimits {
  /** Above 0, at most 1: the share of requests of a window that failed. */
  readonly errorRatio: number;
  readonly p95Ms: number;
  readonly windowSeconds: number;
  /** So many windows in a row must be beyond a limit. */
  readonly windows: number;
}

/** 10 seconds are enough requests to tell, and three of them no mere blip. */
export const FUSE_WINDOW = { windowSeconds: 10, windows: 3 } as const;

/** The requests that were answered within one stretch of time. */
export interface FuseWindow {
  readonly requests: number;
  readonly failed: number;
  readonly latency: LatencyHistogram;
}

/** Why a window is beyond a limit, or null. One without answers is not: it says nothing. */
export function windowProblem(
  { requests, failed, latency }: FuseWindow,
  limits: FuseLimits,
): string | null {
  if (requests === 0) return null;
  if (failed / requests >= limits.errorRatio) {
    return `${failed} of ${requests} requests failed`;
  }
  const p95 = latencyQuantile(latency, 0.95);
  // Above what a histogram measures is above any limit.
  if (p95.kind !== 'estimate') return 'the 95th percentile of the latency is beyond measure';
  return p95.ms > limits.p95Ms
    ? `the 95th percentile of the latency was ${Math.round(p95.ms)} ms`
    : null;
}

/** Looks at the answers as they come, window by window. It has no clock: time is that of the answers. */
export class StreamFuse {
  readonly #limits: FuseLimits;
  #window = Number.NEGATIVE_INFINITY;
  #requests = 0;
  #failed = 0;
  #latency = new LatencyHistogram();
  #inARow = 0;

  constructor(limits: FuseLimits) {
    this.#limits = limits;
  }

  /** Takes an answer; says why the run should end, or null. */
  observe(timeMs: number, outcome: Outcome, latencyMs: number): string | null {
    const window = Math.floor(timeMs / (this.#limits.windowSeconds * 1000));
    let why: string | null = null;
    // An answer of a window before is told late, and counts in the one that is open.
    if (window > this.#window) {
      why = this.#close();
      this.#window = window;
    }
    this.#requests += 1;
    if (outcome !== 'ok') this.#failed += 1;
    this.#latency.record(latencyMs);
    return why;
  }

  #close(): string | null {
    const { windowSeconds, windows } = this.#limits;
    const problem = windowProblem(
      { requests: this.#requests, failed: this.#failed, latency: this.#latency },
      this.#limits,
    );
    this.#inARow = problem === null ? 0 : this.#inARow + 1;
    this.#requests = 0;
    this.#failed = 0;
    this.#latency = new LatencyHistogram();
    return problem !== null && this.#inARow >= windows
      ? `In ${windows} stretches of ${windowSeconds} s in a row a limit was exceeded: in the last, ${problem}.`
      : null;
  }
}
