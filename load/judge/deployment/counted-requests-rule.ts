import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { percent, requestsInWords } from '../words.ts';
import { CLOCK_LIMIT_MS } from './clock-rule.ts';
import type { LoadedService } from './loaded-service.ts';
import { wholePeriods } from './metric-minutes.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { spanOfScenario, type SentScenario } from './sent-scenario.ts';
import { minuteInWords, spanOf } from './span.ts';

/** How far a load balancer's count of a minute may be from the generator's: this share, or so many requests. */
const TOLERANCE = { ratio: 0.01, requests: 3 } as const;

/** It counts a request somewhere between its beginning and its end, and its clock may be this far from the generator's. */
const SHIFTS_SECONDS = Array.from(
  { length: (2 * CLOCK_LIMIT_MS) / 1000 + 1 },
  (_, index) => index - CLOCK_LIMIT_MS / 1000,
);

/**
 * A2: the load balancer counted, in each whole minute of each scenario, what the generator sent. A clock that is wrong by more than
 * the other rule can see, a series of another time and the requests of others all show here.
 */
export function countedRequestsRuling({
  name,
  hasLoadBalancer,
  record: { requests },
  scenarios,
}: Pick<LoadedService, 'name' | 'hasLoadBalancer' | 'record' | 'scenarios'>): ResourceRuling {
  const spans = scenarios.flatMap((scenario) => spanOfScenario(scenario) ?? []);
  const ruling = rulingBy('A2', spanOf(spans));
  if (requests === null && hasLoadBalancer) {
    return ruling(
      'INCONCLUSIVE',
      `${name} is declared behind a load balancer, and what that counted was not looked at.`,
    );
  }
  if (requests === null) {
    return ruling('NOT-APPLICABLE', `${name} has no load balancer that would count its requests.`);
  }
  if (requests.state === 'unseen') {
    return ruling(
      'INCONCLUSIVE',
      `What the load balancer counted for ${name} was not seen. ${requests.why}`,
    );
  }
  let minutes = 0;
  for (const scenario of scenarios) {
    for (const { atMs, counted, least, most } of comparedMinutes(requests, scenario)) {
      minutes += 1;
      if (
        counted >= Math.min(least * (1 - TOLERANCE.ratio), least - TOLERANCE.requests) &&
        counted <= Math.max(most * (1 + TOLERANCE.ratio), most + TOLERANCE.requests)
      ) {
        continue;
      }
      return ruling(
        'INCONCLUSIVE',
        `At ${minuteInWords(atMs)} the load balancer of ${name} counted ${requestsInWords(counted)}, and the generator ${least === most ? least : `between ${least} and ${most}`}, which is more than ${percent(TOLERANCE.ratio)} apart: others send to it, or what AWS reported is of another time.`,
        { counted, least, most },
      );
    }
  }
  return minutes === 0
    ? ruling(
        'INCONCLUSIVE',
        `No whole minute of the load can be compared with what the load balancer of ${name} counted.`,
      )
    : ruling(
        'HOLDS',
        `In each of ${minutes} whole minutes the load balancer of ${name} counted what the generator sent, to ${percent(TOLERANCE.ratio)}.`,
        { minutes },
      );
}

/** What is not reported was not counted: a load balancer reports no zeros. */
function comparedMinutes(
  { periodSeconds, points }: Extract<ReportedMetric, { state: 'reported' }>,
  scenario: SentScenario,
) {
  const span = spanOfScenario(scenario);
  if (span === null) return [];
  const counts = new Map<number, number>();
  for (const { at, value } of points) {
    const atMs = Date.parse(at);
    counts.set(atMs, (counts.get(atMs) ?? 0) + value);
  }
  const sums = (['sent', 'answered'] as const).map((what) => cumulated(scenario, what));
  return wholePeriods(periodSeconds * 1000, span).map((atMs) => {
    const from = Math.round((atMs - span.fromMs) / 1000);
    const possible = sums.flatMap((upTo) =>
      SHIFTS_SECONDS.map((shift) => upTo(from + periodSeconds + shift) - upTo(from + shift)),
    );
    return {
      atMs,
      counted: counts.get(atMs) ?? 0,
      least: Math.min(...possible),
      most: Math.max(...possible),
    };
  });
}

/** How many requests there were before each second of the schedule. */
function cumulated(
  { measurements, seconds }: SentScenario,
  what: 'sent' | 'answered',
): (second: number) => number {
  const bySecond = new Map<number, number>();
  let last = Math.ceil(seconds);
  for (const measurement of measurements) {
    for (const told of measurement.bySecond) {
      bySecond.set(told.second, (bySecond.get(told.second) ?? 0) + told[what]);
      last = Math.max(last, told.second);
    }
  }
  const sums = [0];
  for (let second = 0; second <= last; second += 1) {
    sums.push((sums[second] ?? 0) + (bySecond.get(second) ?? 0));
  }
  return (second) => sums[Math.min(Math.max(0, second), last + 1)] ?? 0;
}
