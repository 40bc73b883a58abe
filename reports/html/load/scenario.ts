import type { ScenarioRun } from '../../../core/load/scenario-run.ts';
import { capacityInWords } from '../../capacity-words.ts';
import { markup, type Fill, type Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { pointsOf, rangeOf, rounded } from './points.ts';
import { spectrum } from './spectrum.ts';
import { throughput } from './throughput.ts';

/** One scenario: what it found, latency and traffic over time, latency by rate, and the whole distribution. */
export function scenario(run: ScenarioRun, index: number): Markup {
  const id = `load-scenario-${index}`;
  return markup`<h3>${run.name}</h3>
${facts(run)}${latency(run, id)}${traffic(run, id)}${throughput(run, id)}${spectrum(run, id)}`;
}

function facts(run: ScenarioRun): Markup {
  const { totals, slo, p95Ms, window, windowReason, targetRequestsPerSecond, arrivals, capacity } =
    run;
  const measured =
    p95Ms === null
      ? 'no estimate'
      : `${rounded(p95Ms.value)} ms (${rounded(p95Ms.lower)} to ${rounded(p95Ms.upper)})`;
  const judged =
    window === null
      ? `Nothing is judged: ${windowReason ?? 'no window was found'}`
      : `from ${window.fromSeconds} s to ${window.toSeconds} s`;
  return markup`<dl><dt>asked for</dt><dd>${rounded(targetRequestsPerSecond)} requests a second (${arrivals} arrivals), 95th percentile within ${slo.p95Ms} ms, at most ${rounded(slo.errorRatio * 100)} % failing</dd>
<dt>judged</dt><dd>${judged}</dd>
<dt>95th percentile</dt><dd>${measured}</dd>
${
  capacity === null
    ? null
    : markup`<dt>capacity at the objective</dt><dd>${capacityInWords(capacity)}. ${capacity.endedBecause}</dd>
`
}<dt>requests</dt><dd>${totals.offered} offered, ${totals.completed} completed, ${totals.failed} failed, ${totals.dropped} dropped</dd></dl>
`;
}

function latency(
  { traffic: seen, slo, window, windowReason, name }: ScenarioRun,
  id: string,
): Markup {
  const range = rangeOf(seen.p95Ms, 'ms');
  const lines = [
    { label: '50th', tone: 'quiet', dashes: '2 3', values: seen.p50Ms },
    { label: '95th', tone: 'good', dashes: 'none', values: seen.p95Ms },
    { label: '99th', tone: 'doubtful', dashes: '7 3', values: seen.p99Ms },
  ] as const;
  return figure(
    {
      id: `${id}-latency`,
      title: `${name}: latency over time`,
      description: `The 95th percentile went from ${range ?? 'nothing measured'}; the spec allows ${slo.p95Ms} ms.`,
      xTitle: 'seconds since the load began',
      window: windowOf(window),
      panels: [
        {
          title: 'latency in ms, by percentile',
          scale: 'log',
          limit: { label: `95th percentile at most ${slo.p95Ms} ms`, value: slo.p95Ms },
          lines: lines.map(({ label, tone, dashes, values }) => ({
            label,
            tone,
            dashes,
            points: pointsOf(seen.atSeconds, values),
          })),
        },
      ],
    },
    [
      { head: 'second', values: seen.atSeconds },
      ...lines.map(({ label, values }) => ({ head: `${label} percentile, ms`, values })),
    ],
    shading(window, windowReason),
  );
}

function traffic({ traffic: seen, window, totals, name }: ScenarioRun, id: string): Markup {
  const lines = [
    { label: 'offered', tone: 'quiet', dashes: '7 3', values: seen.offered },
    { label: 'completed', tone: 'good', dashes: 'none', values: seen.completed },
    { label: 'failed', tone: 'bad', dashes: '4 2', values: seen.failed },
    { label: 'dropped', tone: 'doubtful', dashes: '2 3', values: seen.dropped },
  ] as const;
  return figure(
    {
      id: `${id}-traffic`,
      title: `${name}: offered, completed, failed and dropped`,
      description: `${totals.offered} requests were offered, ${totals.completed} completed, ${totals.failed} failed and ${totals.dropped} could not be sent.`,
      xTitle: 'seconds since the load began',
      window: windowOf(window),
      panels: [
        {
          title: 'requests a second',
          lines: lines.map(({ label, tone, dashes, values }) => ({
            label,
            tone,
            dashes,
            points: pointsOf(seen.atSeconds, values),
          })),
        },
      ],
    },
    [
      { head: 'second', values: seen.atSeconds },
      ...lines.map(({ label, values }) => ({ head: label, values })),
    ],
  );
}

function windowOf(
  window: ScenarioRun['window'],
): { readonly from: number; readonly to: number } | null {
  return window === null ? null : { from: window.fromSeconds, to: window.toSeconds };
}

function shading(window: ScenarioRun['window'], reason: string | null): Fill {
  return window === null
    ? markup`<p class="warning">No part of it is judged: ${reason ?? 'no steady window was found'}</p>`
    : markup`<p>The shaded part is judged.</p>`;
}
