import { worstCaseOf, type WorstCase } from '../breakpoint/worst-case.ts';
import type { SearchSettings } from '../breakpoint/settings.ts';
import { planLevel, type Planned, type PlanFacts, type SendableLoad } from './load-plan.ts';
import { levelPhases, searchSettings } from './phases.ts';
import { requestsOf } from './scenario-plan.ts';

/** What a search for the breaking point may come to. */
export interface PlannableSearch {
  readonly kind: 'planned';
  readonly settings: SearchSettings;
  readonly worst: WorstCase;
  /** The greatest level that can be sent. */
  readonly greatest: Extract<Planned, { kind: 'planned' }>['plan'];
  /** What a workload is sent at worst, by its name. */
  readonly requests: Readonly<Record<string, number>>;
}

/** The same, or why it cannot be sent. */
export type PlannedSearch =
  PlannableSearch | { readonly kind: 'refused'; readonly complaints: readonly string[] };

/** Nothing of a search can be sent unless all that it may come to is within the limits. */
export function planSearch(load: SendableLoad, facts: PlanFacts): PlannedSearch {
  const { limits, workloads, scenarios } = load;
  const declared = Object.values(workloads);
  const settings = searchSettings(declared, scenarios?.breakpoint, limits.requestsPerSecond);
  const requestsFor = (rates: typeof declared) =>
    worstCaseOf(settings, (level) => ({
      seconds: secondsOfLevel(settings, level.afterQuiet),
      requests: rates.reduce((sum, rate) => sum + requestsOfLevel(rate, level, settings), 0),
    }));
  const worst = requestsFor(declared);
  const greatest = planLevel(
    load,
    { loadRatio: Math.max(1, worst.loadRatio), afterQuiet: true },
    settings,
    facts,
  );
  const complaints = [
    ...(greatest.kind === 'refused' ? greatest.complaints : []),
    ...(
      [
        ['requests', worst.requests, limits.requests],
        ['seconds', worst.seconds, limits.minutes * 60],
      ] as const
    ).flatMap(([what, most, limit]) =>
      most > limit
        ? [
            `its ${worst.levels} levels may come to ${Math.ceil(most)} ${what}, and ${limit} are the limit`,
          ]
        : [],
    ),
  ];
  return greatest.kind === 'refused' || complaints.length > 0
    ? { kind: 'refused', complaints }
    : {
        kind: 'planned',
        settings,
        worst,
        greatest: greatest.plan,
        requests: Object.fromEntries(
          Object.entries(workloads).map(([name, workload]) => [
            name,
            Math.round(requestsFor([workload]).requests),
          ]),
        ),
      };
}

/** How long a level takes. */
export function secondsOfLevel(settings: SearchSettings, afterQuiet: boolean): number {
  const rate = { requestsPerSecond: settings.requestsPerSecond };
  return levelPhases(rate, { loadRatio: 1, afterQuiet }, settings).reduce(
    (sum, { seconds }) => sum + seconds,
    0,
  );
}

/** How many requests of a rate a level takes. */
export function requestsOfLevel(
  rate: { readonly requestsPerSecond: number },
  level: { readonly loadRatio: number; readonly afterQuiet: boolean },
  settings: SearchSettings,
): number {
  return levelPhases(rate, level, settings).reduce((sum, phase) => sum + requestsOf(phase), 0);
}
