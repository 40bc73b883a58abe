import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { type Estimate, inconclusive } from '../../stats/estimate.ts';
import type { LoadedMinute } from './follows-load.ts';
import { minutesWithin } from './metric-minutes.ts';
import { requestsBetween, spanOfScenario, type SentScenario } from './sent-scenario.ts';
import type { SharedLevel } from './shared-level.ts';

/**
 * A metric's minutes beside the requests that were answered a second in them, over the steady levels of the staircases.
 * @param what such as `the capacity of orders`
 */
export function metricOverLevels(
  {
    levels,
    scenarios,
  }: { readonly levels: readonly SharedLevel[]; readonly scenarios: readonly SentScenario[] },
  metric: ReportedMetric,
  what: string,
): Estimate<{ readonly minutes: readonly LoadedMinute[] }> {
  const minutes: LoadedMinute[] = [];
  for (const level of levels) {
    if (level.scenario !== 'ramp' || level.steady.kind === 'none') continue;
    const seen = minutesWithin(metric, what, level.steady.span);
    if (seen.kind === 'unseen') return inconclusive(seen.reason);
    for (const { atMs, value } of seen.values) {
      const perSecond = answeredPerSecond(scenarios, level, atMs, metric);
      if (perSecond !== null) minutes.push({ atMs, x: perSecond, y: value });
    }
  }
  return { kind: 'estimate', minutes };
}

/** What was answered a second in the period of a metric that begins at a moment of a level; null when its scenario has no time. */
export function answeredPerSecond(
  scenarios: readonly SentScenario[],
  { scenario: kind, whole }: SharedLevel,
  atMs: number,
  metric: ReportedMetric,
): number | null {
  const seconds = metric.state === 'reported' ? metric.periodSeconds : 60;
  for (const scenario of scenarios) {
    const span = spanOfScenario(scenario);
    if (scenario.kind !== kind || span === null) continue;
    if (whole.fromMs < span.fromMs || whole.fromMs >= span.toMs) continue;
    const from = Math.round((atMs - span.fromMs) / 1000);
    return requestsBetween(scenario, 'answered', from, from + seconds) / seconds;
  }
  return null;
}
