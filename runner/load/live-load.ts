import type { AnsweredPoint } from '../../load/stream/point.ts';
import { latencyQuantile, LatencyHistogram, merged } from '../../load/stats/latency-histogram.ts';

/** How a scenario goes, for people: what was answered so far, and how the last seconds were. No verdict rests on it. */
export interface LoadProgress {
  readonly scenario: string;
  /** Of how many scenarios, from 1. */
  readonly number: number;
  readonly scenarios: number;
  readonly answered: number;
  readonly planned: number;
  readonly failed: number;
  /** Of the last ten seconds; null when there was nothing, or more than a histogram measures. */
  readonly p95Ms: number | null;
  readonly answeredPerSecond: number;
  readonly secondsLeft: number;
}

/** How often it is told. */
export const PROGRESS_MS = 1_000;

const RECENT_SECONDS = 10;

/** Counts answers as they come. Time is that of the answers. */
export class LiveLoad {
  #answered = 0;
  #failed = 0;
  #latest = 0;
  readonly #recent = new Map<number, LatencyHistogram>();

  observe({ timeMs, outcome, value }: AnsweredPoint): void {
    this.#answered += 1;
    if (outcome !== 'ok') this.#failed += 1;
    const second = Math.floor(timeMs / 1000);
    this.#latest = Math.max(this.#latest, second);
    let histogram = this.#recent.get(second);
    if (histogram === undefined) {
      histogram = new LatencyHistogram();
      this.#recent.set(second, histogram);
      for (const old of this.#recent.keys()) {
        if (old <= this.#latest - RECENT_SECONDS) this.#recent.delete(old);
      }
    }
    histogram.record(value);
  }

  now(): Pick<LoadProgress, 'answered' | 'failed' | 'p95Ms' | 'answeredPerSecond'> {
    // The latest second is not over.
    const whole = [...this.#recent].filter(([second]) => second < this.#latest);
    const recent = merged(whole.map(([, histogram]) => histogram));
    const p95 = latencyQuantile(recent, 0.95);
    return {
      answered: this.#answered,
      failed: this.#failed,
      p95Ms: p95.kind === 'estimate' ? p95.ms : null,
      answeredPerSecond: whole.length === 0 ? 0 : recent.count / whole.length,
    };
  }
}
