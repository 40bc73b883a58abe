import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import { latencyQuantile, LatencyHistogram } from '../stats/latency-histogram.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import type { Measurement } from './measurement.ts';

type Traffic = ScenarioRun['traffic'];

/** More rows than these are not seen in a chart. */
export const MOST_ROWS = 600;

interface Row {
  planned: number;
  failed: number;
  dropped: number;
  readonly latencies: LatencyHistogram;
}

/**
 * What was sent and what came back, a row a step: a second, or as many as make no more than 600 rows. Percentiles of a step are those
 * of all its requests, however they ended. A step of which nothing was told, though something was planned, is null.
 * @param beginsAtSeconds when the scenario began in its run
 */
export function trafficOf(
  { phases, bySecond, seconds }: Pick<Measurement, 'phases' | 'bySecond' | 'seconds'>,
  beginsAtSeconds: number,
  mostRows = MOST_ROWS,
): Traffic {
  const all = [
    ...phases.flatMap(({ toldBySecond }) => [...toldBySecond.keys()]),
    ...bySecond.filter(({ dropped }) => dropped > 0).map(({ second }) => second),
  ];
  const from = all.reduce((least, second) => Math.min(least, second), 0);
  const to = all.reduce((most, second) => Math.max(most, second + 1), Math.ceil(seconds));
  const step = Math.max(1, Math.ceil((to - from) / mostRows));
  const rows = Array.from({ length: Math.ceil((to - from) / step) }, (): Row => ({
    planned: 0,
    failed: 0,
    dropped: 0,
    latencies: new LatencyHistogram(),
  }));
  const rowAt = (second: number) => rows[Math.floor((second - from) / step)];
  for (const phase of phases) fill(rowAt, phase);
  for (const { second, dropped } of bySecond) {
    const row = rowAt(second);
    if (row !== undefined) row.dropped += dropped;
  }
  const rate = (count: (row: Row) => number) =>
    rows.map((row, index) =>
      isUnseen(row) ? null : count(row) / Math.min(step, to - from - index * step),
    );
  const percentile = (probability: number) =>
    rows.map(({ latencies }) => {
      const answer = latencyQuantile(latencies, probability);
      return answer.kind === 'estimate' ? answer.ms : null;
    });
  return {
    atSeconds: rows.map((_, index) => beginsAtSeconds + from + index * step),
    offered: rate(({ latencies, dropped }) => latencies.count + dropped),
    completed: rate(({ latencies, failed }) => latencies.count - failed),
    failed: rate(({ failed }) => failed),
    dropped: rate(({ dropped }) => dropped),
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    p99Ms: percentile(0.99),
  };
}

function fill(
  rowAt: (second: number) => Row | undefined,
  { plannedBySecond, toldBySecond }: MeasuredPhase,
): void {
  for (const [second, planned] of plannedBySecond) {
    const row = rowAt(second);
    if (row !== undefined) row.planned += planned;
  }
  for (const [second, { all, well }] of toldBySecond) {
    const row = rowAt(second);
    row?.latencies.add(all);
    if (row !== undefined) row.failed += all.count - well.count;
  }
}

/** Nothing planned and nothing told is a rate of 0; nothing told of what was planned is none. */
function isUnseen({ planned, latencies, dropped }: Row): boolean {
  return planned > 0 && latencies.count + dropped === 0;
}
