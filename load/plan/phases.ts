import type { ScenariosSpec, WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { SearchSettings } from '../breakpoint/settings.ts';
import { declaredBurst } from './burst.ts';
import type { PlannedPhase } from './scenario-plan.ts';

/** The kinds of scenario, in the order in which they are run: each dares more than the one before it. */
export const SCENARIO_KINDS = [
  ...(['smoke', 'baseline', 'ramp', 'spike', 'db-via-api', 'soak', 'breakpoint'] as const),
] as const;
export type ScenarioKind = (typeof SCENARIO_KINDS)[number];

/** Messages are sent by a sender of their own, and come after all that k6 sends. */
export const MESSAGING = 'messaging';
export const LOAD_KINDS = [...SCENARIO_KINDS, MESSAGING] as const;
/** All that can be sent. */
export type LoadKind = (typeof LOAD_KINDS)[number];
/** Those of which all is known before anything is sent: each level of a breakpoint follows from the ones before it. */
export type PlannedKind = Exclude<ScenarioKind, 'breakpoint'>;

/** What tells of a size within hours: what is planned and sent when no scenario is named. */
export const USUAL_KINDS: readonly ScenarioKind[] = ['smoke', 'baseline', 'ramp'];

/** Of the phases' names, what tells that it is judged: before it, the service warms up. */
export const JUDGED = 'steady';

/** The level of the declared peaks. */
const PEAK = 'peak';

/** What is taken for a scenario of which the spec does not say it. Rates are shares of the declared one. */
const DEFAULTS = {
  smoke: { seconds: 20, requestsPerSecond: 1 },
  baseline: { loadRatio: 0.3, warmUpSeconds: 60, steadySeconds: 300 },
  ramp: {
    loadRatios: [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25],
    warmUpSeconds: 60,
    // An interval of the 95th percentile near the capacity takes as long.
    steadySeconds: 600,
  },
  // Longer than target tracking takes to scale out, and then to scale in: it waits for fifteen quiet minutes.
  spike: {
    beforeSeconds: 120,
    holdSeconds: 600,
    afterSeconds: 1200,
    loadRatio: 0.5,
    peakRatio: 1.5,
  },
  dbViaApi: { loadRatio: 1, warmUpSeconds: 60, steadySeconds: 600 },
  soak: { loadRatio: 0.7, warmUpSeconds: 60, steadySeconds: 7200 },
  breakpoint: {
    growthFactor: 2,
    widthRatio: 0.05,
    warmUpSeconds: 60,
    // As long as a level of the ramp, and for the same reason: it is near the capacity that levels are looked for.
    steadySeconds: 600,
    quietSeconds: 60,
  },
} as const;

/** Before a level that comes after one that did not hold: what that left behind drains, and what is sent shows whether it has. */
export const QUIET = 'quiet';

/** A rise that is not a declared step takes this long, so that a target that is about to break is noticed on the way. */
const RISE_SECONDS = 10;

type Workload = Pick<WorkloadSpec, 'requestsPerSecond' | 'peakRequestsPerSecond'>;

/**
 * What one workload sends in a scenario: rates in requests a second.
 * @param beside all workloads that are sent together, whose levels must last as long and come at the same time
 */
export function phasesOf(
  kind: PlannedKind,
  workload: Workload,
  scenarios: ScenariosSpec = {},
  beside: readonly Workload[] = [workload],
): readonly PlannedPhase[] {
  const { requestsPerSecond: rate } = workload;
  switch (kind) {
    case 'smoke':
      return [
        {
          name: 'smoke',
          seconds: scenarios.smoke?.seconds ?? DEFAULTS.smoke.seconds,
          requestsPerSecond: Math.min(rate, DEFAULTS.smoke.requestsPerSecond),
        },
      ];
    case 'baseline':
      return levels(rate, [levelOf(scenarios.baseline, DEFAULTS.baseline)]);
    case 'ramp':
      return levels(rate, staircase(workload, scenarios.ramp, beside));
    case 'spike':
      return spike(workload, scenarios.spike);
    case 'db-via-api': {
      const burst = declaredBurst(workload, scenarios.dbViaApi?.burst, beside);
      return [
        ...bothMixes(rate, levelOf(scenarios.dbViaApi, DEFAULTS.dbViaApi)),
        ...(burst === null ? [] : [burst.burst, burst.after]),
      ];
    }
    case 'soak':
      return levels(rate, [levelOf(scenarios.soak, DEFAULTS.soak)]);
  }
}

/**
 * What a search for the breaking point goes by.
 * @param mostRequestsPerSecond of all workloads together
 */
export function searchSettings(
  workloads: readonly Workload[],
  asked: ScenariosSpec['breakpoint'],
  mostRequestsPerSecond: number,
): SearchSettings {
  const { growthFactor, widthRatio, warmUpSeconds, steadySeconds, quietSeconds } =
    DEFAULTS.breakpoint;
  return {
    growthFactor: asked?.growthFactor ?? growthFactor,
    widthRatio: asked?.widthRatio ?? widthRatio,
    warmUpSeconds: asked?.warmUpSeconds ?? warmUpSeconds,
    steadySeconds: asked?.steadySeconds ?? steadySeconds,
    quietSeconds: asked?.quietSeconds ?? quietSeconds,
    requestsPerSecond: workloads.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0),
    mostRequestsPerSecond,
  };
}

/** What one workload sends in a level of a search. */
export function levelPhases(
  { requestsPerSecond: rate }: Pick<Workload, 'requestsPerSecond'>,
  { loadRatio, afterQuiet }: { readonly loadRatio: number; readonly afterQuiet: boolean },
  {
    warmUpSeconds,
    steadySeconds,
    quietSeconds,
  }: Pick<SearchSettings, 'warmUpSeconds' | 'steadySeconds' | 'quietSeconds'>,
): readonly PlannedPhase[] {
  const quiet = {
    name: QUIET,
    seconds: quietSeconds,
    requestsPerSecond: Math.min(rate, DEFAULTS.smoke.requestsPerSecond),
  };
  return [
    ...(afterQuiet ? [quiet] : []),
    ...levels(rate, [{ loadRatio, warmUpSeconds, steadySeconds }]),
  ];
}

/**
 * The levels of a staircase. Unless the spec says which, there is one of the peaks beside the usual ones where these do not have them:
 * of each workload its own, since they share what is behind them.
 */
function staircase(
  workload: Workload,
  asked: ScenariosSpec['ramp'],
  beside: readonly Workload[],
): readonly Level[] {
  const usual: readonly number[] = asked?.loadRatios ?? DEFAULTS.ramp.loadRatios;
  const steps: readonly Level[] = usual.map((loadRatio) =>
    levelOf({ ...asked, loadRatio }, { ...DEFAULTS.ramp, loadRatio }),
  );
  const greatest = Math.max(...beside.map(peakRatioOf));
  const isThere =
    asked?.loadRatios !== undefined || beside.every((other) => usual.includes(peakRatioOf(other)));
  if (isThere) return steps;
  const loadRatio = peakRatioOf(workload);
  const peak = { ...levelOf({ ...asked, loadRatio }, { ...DEFAULTS.ramp, loadRatio }), name: PEAK };
  const higher = usual.filter((ratio) => ratio > greatest).length;
  return steps.toSpliced(steps.length - higher, 0, peak);
}

/** The peak over the rate: 1 where none above it is declared. */
function peakRatioOf({ requestsPerSecond, peakRequestsPerSecond }: Workload): number {
  return Math.max(1, (peakRequestsPerSecond ?? requestsPerSecond) / requestsPerSecond);
}

/** What the spec says of a level, and what is taken for the rest. */
function levelOf(asked: ScenariosSpec['baseline'], otherwise: Level): Level {
  return {
    loadRatio: asked?.loadRatio ?? otherwise.loadRatio,
    warmUpSeconds: asked?.warmUpSeconds ?? otherwise.warmUpSeconds,
    steadySeconds: asked?.steadySeconds ?? otherwise.steadySeconds,
  };
}

interface Level {
  /** Its ratio in per cent, unless it has a name. */
  readonly name?: string;
  readonly loadRatio: number;
  readonly warmUpSeconds: number;
  readonly steadySeconds: number;
}

/** One after the other: a rise from the level before, a time to warm up, and the time that is judged. */
function levels(rate: number, wanted: readonly Level[]): readonly PlannedPhase[] {
  let before = 0;
  return wanted.flatMap(({ name, loadRatio, warmUpSeconds, steadySeconds }) => {
    const at = name ?? String(Math.round(loadRatio * 1000) / 10);
    const requestsPerSecond = rate * loadRatio;
    const rise = {
      name: `rise-${at}`,
      seconds: RISE_SECONDS,
      requestsPerSecond: before,
      endRequestsPerSecond: requestsPerSecond,
    };
    before = requestsPerSecond;
    return [
      rise,
      { name: `warm-up-${at}`, seconds: warmUpSeconds, requestsPerSecond },
      { name: `${JUDGED}-${at}`, seconds: steadySeconds, requestsPerSecond },
    ];
  });
}

/** One rate with mostly reads, and then with mostly writes: what the database is asked for at each end of what users may do. */
function bothMixes(rate: number, level: Omit<Level, 'name'>): readonly PlannedPhase[] {
  const mixes = ['reads', 'writes'] as const;
  const phases = levels(
    rate,
    mixes.map((name) => ({ ...level, name })),
  );
  return phases.map((phase) => {
    const mix = mixes.find((name) => phase.name.endsWith(`-${name}`));
    return mix === undefined ? phase : { ...phase, mix };
  });
}

/** The declared step: from half of the rate to the peak at once, held until the service has scaled, and back. */
function spike(
  { requestsPerSecond: rate, peakRequestsPerSecond }: Workload,
  asked: ScenariosSpec['spike'],
): readonly PlannedPhase[] {
  const quiet = rate * DEFAULTS.spike.loadRatio;
  return [
    { name: 'rise', seconds: RISE_SECONDS, requestsPerSecond: 0, endRequestsPerSecond: quiet },
    {
      name: 'before',
      seconds: asked?.beforeSeconds ?? DEFAULTS.spike.beforeSeconds,
      requestsPerSecond: quiet,
    },
    {
      name: 'spike',
      seconds: asked?.holdSeconds ?? DEFAULTS.spike.holdSeconds,
      requestsPerSecond: peakRequestsPerSecond ?? rate * DEFAULTS.spike.peakRatio,
    },
    {
      name: 'after',
      seconds: asked?.afterSeconds ?? DEFAULTS.spike.afterSeconds,
      requestsPerSecond: quiet,
    },
  ];
}
