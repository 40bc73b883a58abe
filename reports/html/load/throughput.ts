import type { ScenarioRun } from '../../../core/load/scenario-run.ts';
import { markup, type Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { rounded } from './points.ts';
import { capacityInWords } from '../../capacity-words.ts';

/** Latency by rate, as measured and as queueing theory has it; null for a scenario that has one rate. */
export function throughput(
  { levels, predicted, slo, name, capacity }: ScenarioRun,
  id: string,
): Markup | null {
  if (levels.length === 0) return null;
  const marks = levels.flatMap(({ requestsPerSecond, p95Ms }) =>
    p95Ms === null
      ? []
      : [{ x: requestsPerSecond, y: p95Ms.value, lower: p95Ms.lower, upper: p95Ms.upper }],
  );
  const within = levels.filter(({ p95Ms }) => p95Ms !== null && p95Ms.upper <= slo.p95Ms);
  const best = within.reduce((most, { requestsPerSecond }) => Math.max(most, requestsPerSecond), 0);
  return figure(
    {
      id: `${id}-throughput`,
      title: `${name}: 95th percentile by rate`,
      description:
        capacity !== null
          ? `The capacity at the objective is ${capacityInWords(capacity)}.`
          : best === 0
            ? `At no measured rate is the 95th percentile surely within ${slo.p95Ms} ms.`
            : `Up to ${rounded(best)} requests a second the 95th percentile is surely within ${slo.p95Ms} ms.`,
      xTitle: 'requests a second',
      window: intervalOf(capacity),
      panels: [
        {
          title: '95th percentile in ms: measured with its interval, and predicted',
          scale: 'log',
          limit: { label: `at most ${slo.p95Ms} ms`, value: slo.p95Ms },
          marks,
          lines: [
            {
              label: 'one queue',
              tone: 'good',
              dashes: 'none',
              points: predicted.map((at) => [at.requestsPerSecond, at.pooledP95Ms]),
            },
            {
              label: 'a queue a task',
              tone: 'doubtful',
              dashes: '7 3',
              points: predicted.map((at) => [at.requestsPerSecond, at.splitP95Ms]),
            },
          ],
        },
      ],
    },
    [
      { head: 'requests a second', values: levels.map((level) => level.requestsPerSecond) },
      { head: '95th percentile, ms', values: levels.map(({ p95Ms }) => p95Ms?.value ?? null) },
      { head: 'at least', values: levels.map(({ p95Ms }) => p95Ms?.lower ?? null) },
      { head: 'at most', values: levels.map(({ p95Ms }) => p95Ms?.upper ?? null) },
    ],
    intervalOf(capacity) === null
      ? null
      : markup`<p>The capacity at the objective lies in the shaded part.</p>`,
  );
}

/** From the greatest level that held to the least that did not; null where one of them is missing. */
function intervalOf(
  capacity: ScenarioRun['capacity'],
): { readonly from: number; readonly to: number } | null {
  const { lowerRequestsPerSecond: from = null, upperRequestsPerSecond: to = null } = capacity ?? {};
  return from === null || to === null ? null : { from, to };
}
