import { LatencyHistogram } from '../../stats/latency-histogram.ts';
import type { MeasuredPhase } from '../measured-phase.ts';
import type { MeasuredWindow } from '../window.ts';

/** A phase of which so many requests were told, all in time. */
export function phase(told: number, failed: number): MeasuredPhase {
  const lateness = new LatencyHistogram();
  for (let request = 0; request < told; request += 1) lateness.record(0);
  return {
    phase: { name: 'steady-100', seconds: 300, requestsPerSecond: 50 },
    fromSeconds: 0,
    toSeconds: 300,
    planned: told,
    plannedBySecond: new Map(),
    told,
    failed,
    failures: failed === 0 ? new Map() : new Map([['server-error', failed]]),
    requests: [],
    toldBySecond: new Map(),
    lateness,
    cpu: { kind: 'estimate', ratio: 0.1 },
  };
}

/** A steady phase of which no percentile is known, unless a test says so. */
export function window(change: Partial<MeasuredWindow>): MeasuredWindow {
  return {
    kind: 'window',
    measured: phase(15_000, 0),
    requestsPerSecond: 50,
    unsent: 0,
    keptUp: 1,
    steady: { kind: 'steady', fromSeconds: 0, toSeconds: 300, warmUpSeconds: 0 },
    latencies: null,
    p95Ms: { kind: 'inconclusive', reason: 'Half of the requests failed.' },
    ...change,
  };
}

/** One whose 95th percentile lies between these. */
export function between(
  low: number,
  high: number,
  change: Partial<MeasuredWindow> = {},
): MeasuredWindow {
  const value = (low + high) / 2;
  return window({
    ...change,
    p95Ms: { kind: 'estimate', value, interval: { low, high, confidence: 0.95 } },
  });
}
