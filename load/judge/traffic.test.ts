import { expect, test } from '@jest/globals';
import type { SecondOfScenario } from '../stream/load-fold.ts';
import { latencyQuantile, LatencyHistogram, merged } from '../stats/latency-histogram.ts';
import type { MeasuredPhase } from './measured-phase.ts';
import { trafficOf } from './traffic.ts';

function histogramOf(latencies: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.record(latency);
  return histogram;
}

/** A phase that was told as `[second, latencies, those that failed]`, and planned as `[second, requests]`. */
function phase(
  told: readonly (readonly [number, readonly number[], readonly number[]])[],
  planned: readonly (readonly [number, number])[],
): MeasuredPhase {
  return {
    phase: { name: 'steady-100', seconds: 2, requestsPerSecond: 2 },
    fromSeconds: 0,
    toSeconds: 2,
    planned: 0,
    told: 0,
    failed: 0,
    failures: new Map(),
    requests: [],
    lateness: new LatencyHistogram(),
    cpu: { kind: 'estimate', ratio: 0.1 },
    plannedBySecond: new Map(planned),
    toldBySecond: new Map(
      told.map(([second, well, failed]) => [
        second,
        { all: histogramOf([...well, ...failed]), well: histogramOf(well) },
      ]),
    ),
  };
}

const dropped = (second: number, count: number): SecondOfScenario => ({
  ...{ scenario: 'api', second, sent: 0, answered: 0, maxLatenessMs: 0 },
  dropped: count,
});

test('a row a second; what was planned and not told is null, and nothing planned is 0', () => {
  const traffic = trafficOf(
    {
      seconds: 4,
      phases: [
        phase(
          [
            [0, [10, 20, 30], []],
            [3, [10], [500]],
          ],
          [
            [0, 3],
            [1, 2],
            [3, 3],
          ],
        ),
      ],
      bySecond: [dropped(3, 1)],
    },
    100,
  );
  const [p10, p20, p30, p500] = [10, 20, 30, 500].map((ms) => {
    const answer = latencyQuantile(histogramOf([ms]), 1);
    return answer.kind === 'estimate' ? answer.ms : Number.NaN;
  });
  expect(traffic).toMatchObject({
    atSeconds: [100, 101, 102, 103],
    offered: [3, null, 0, 3],
    completed: [3, null, 0, 1],
    failed: [0, null, 0, 1],
    dropped: [0, null, 0, 1],
    p95Ms: [p30, null, null, p500],
  });
  expect(traffic.p50Ms[0]).toBeCloseTo(p20 ?? Number.NaN, 0);
  expect(traffic.p50Ms[3]).toBeCloseTo(p10 ?? Number.NaN, 0);
});

test('of a long run the rows are of several seconds, with the percentiles of all their requests', () => {
  const seconds = 1_500;
  const told = Array.from(
    { length: seconds },
    // Percentiles of 10 and 90 have no mean that means anything.
    (_, second) => [second, second % 3 === 0 ? [90] : [10, 10, 10], []] as const,
  );
  const traffic = trafficOf(
    {
      seconds,
      phases: [
        phase(
          told,
          told.map(([second, all]) => [second, all.length]),
        ),
      ],
      bySecond: [],
    },
    0,
  );
  expect(traffic.atSeconds).toHaveLength(500);
  expect(traffic.atSeconds.slice(0, 3)).toEqual([0, 3, 6]);
  expect(new Set(traffic.offered)).toEqual(new Set([7 / 3]));
  const whole = merged([histogramOf([90, 10, 10, 10, 10, 10, 10])]);
  const median = latencyQuantile(whole, 0.5);
  expect(new Set(traffic.p50Ms)).toEqual(new Set([median.kind === 'estimate' ? median.ms : null]));
});

test('seconds before the zero, as of a clock that was set, are shown where they were told', () => {
  const traffic = trafficOf(
    { seconds: 1, phases: [phase([[-2, [10], []]], [[0, 1]])], bySecond: [] },
    0,
  );
  expect(traffic).toMatchObject({ atSeconds: [-2, -1, 0], offered: [1, 0, null] });
});
