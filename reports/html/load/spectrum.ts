import type { ScenarioRun } from '../../../core/load/scenario-run.ts';
import type { Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { rounded } from './points.ts';

/** Latency by percentile, stretched towards the slowest as HdrHistogram draws it; null when nothing was judged. */
export function spectrum({ spectrum: seen, slo, name }: ScenarioRun, id: string): Markup | null {
  const drawn = seen.filter(({ percentile }) => percentile < 100);
  const last = drawn.at(-1);
  if (last === undefined) return null;
  return figure(
    {
      id: `${id}-spectrum`,
      title: `${name}: latency by percentile`,
      description: `Percentile ${last.percentile} is ${rounded(last.ms)} ms.`,
      xTitle: 'percentile',
      xScale: 'log',
      xTicks: [0, 50, 90, 99, 99.9, 99.99]
        .filter((percentile) => percentile <= last.percentile)
        .map((percentile) => ({ value: rarityOf(percentile), label: String(percentile) })),
      panels: [
        {
          title: 'latency in ms, of the judged part',
          scale: 'log',
          limit: { label: `95th percentile at most ${slo.p95Ms} ms`, value: slo.p95Ms },
          lines: [
            {
              label: 'measured',
              tone: 'good',
              dashes: 'none',
              points: drawn.map(({ percentile, ms }) => [rarityOf(percentile), ms]),
            },
          ],
        },
      ],
    },
    [
      { head: 'percentile', values: seen.map(({ percentile }) => String(percentile)) },
      { head: 'ms', values: seen.map(({ ms }) => ms) },
    ],
  );
}

/** Of how many requests one is slower. */
function rarityOf(percentile: number): number {
  return 100 / (100 - percentile);
}
