import type { LoadSpec, WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { SearchSettings } from '../breakpoint/settings.ts';
import { hasBothSides } from './mix.ts';
import { levelPhases, phasesOf, type PlannedKind } from './phases.ts';
import {
  ScenarioPlan,
  type PlannedPhase,
  type PlannedRequest,
  type PlannedScenario,
} from './scenario-plan.ts';

/** A spec that says all that sending load takes. */
export interface SendableLoad {
  readonly target: NonNullable<LoadSpec['target']>;
  readonly limits: NonNullable<LoadSpec['limits']>;
  readonly workloads: Readonly<Record<string, WorkloadSpec>>;
  readonly scenarios?: LoadSpec['scenarios'];
}

export type Planned =
  | { readonly kind: 'planned'; readonly plan: ScenarioPlan }
  /** What stands in the way, as sentences. */
  | { readonly kind: 'refused'; readonly complaints: readonly string[] };

/**
 * More than are in flight by Little's law when every request takes as long as it may: with fewer, the generator would wait
 * for the target instead of for the clock, and hide the very overload that is looked for.
 */
const HEADROOM = 1.3;

/** A run is hopeless when most requests fail, or when nearly all take until they are given up. */
const FUSE = { errorRatio: 0.5, shareOfTimeout: 0.9, afterSeconds: 30 } as const;

const NO_MIX =
  'no workload has requests that read and requests that write, so that there is no mix to be shifted';

/** What the requests of a plan are told by. */
export interface PlanFacts {
  /** Of the arrivals: the same seed sends the same requests at the same times. */
  readonly seed: number;
  /** Of requests that change something, by which what they leave can be found. */
  readonly marker: string;
}

/** What k6 is told for one kind of scenario: all workloads at once, since they share what is behind them. */
export function planScenario(load: SendableLoad, kind: PlannedKind, facts: PlanFacts): Planned {
  const beside = Object.values(load.workloads);
  if (kind === 'db-via-api' && !beside.map(plannedRequests).some(hasBothSides)) {
    return { kind: 'refused', complaints: [NO_MIX] };
  }
  return planOf(load, facts, (workload) => phasesOf(kind, workload, load.scenarios, beside));
}

/** What k6 is told for one level of a search: each workload at the same share of its rate. */
export function planLevel(
  load: SendableLoad,
  level: { readonly loadRatio: number; readonly afterQuiet: boolean },
  settings: SearchSettings,
  facts: PlanFacts,
): Planned {
  return planOf(load, facts, (workload) => levelPhases(workload, level, settings));
}

function planOf(
  { target, limits, workloads }: SendableLoad,
  { seed, marker }: PlanFacts,
  phasesFor: (workload: WorkloadSpec) => readonly PlannedPhase[],
): Planned {
  const parsed = ScenarioPlan.safeParse({
    version: 1,
    origin: target.origin,
    ...(target.headersFromEnvironment !== undefined && {
      headersFromEnvironment: target.headersFromEnvironment,
    }),
    allowedOrigins: [target.origin],
    seed,
    timeoutMs: target.timeoutMs,
    marker,
    fuse: {
      errorRatio: FUSE.errorRatio,
      p95Ms: target.timeoutMs * FUSE.shareOfTimeout,
      afterSeconds: FUSE.afterSeconds,
    },
    limits: {
      requests: limits.requests,
      requestsPerSecond: limits.requestsPerSecond,
      seconds: limits.minutes * 60,
      virtualUsers: limits.virtualUsers,
      writes: target.writes === true,
    },
    scenarios: Object.entries(workloads).map(([name, workload]): PlannedScenario => {
      const phases = phasesFor(workload);
      return {
        name,
        arrivals: plannedArrivals(workload),
        phases: [...phases],
        virtualUsers: virtualUsersFor(phases, target.timeoutMs),
        requests: plannedRequests(workload),
      };
    }),
  });
  return parsed.success
    ? { kind: 'planned', plan: parsed.data }
    : { kind: 'refused', complaints: parsed.error.issues.map(complaintOf) };
}

/** How the requests of a workload are spread in time. */
export function plannedArrivals({ arrivals }: WorkloadSpec): PlannedScenario['arrivals'] {
  return arrivals ?? 'poisson';
}

/** The requests of a workload as k6 is told of them. */
export function plannedRequests({ requests }: WorkloadSpec): PlannedRequest[] {
  return Object.entries(requests).map(([name, { weight, method, path, body, headers }]) => ({
    ...{ name, weight: weight ?? 1, method, path },
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers }),
  }));
}

function virtualUsersFor(phases: readonly PlannedPhase[], timeoutMs: number): number {
  // Sums of products are a rounding error beside what they stand for.
  return Math.ceil(Number((HEADROOM * mostWithin(phases, timeoutMs / 1000)).toFixed(6)));
}

/** How many requests come at most within any stretch of so many seconds, if a phase had its greatest rate throughout. */
function mostWithin(phases: readonly PlannedPhase[], seconds: number): number {
  let end = 0;
  const spans = phases.map((phase) => {
    const from = end;
    end += phase.seconds;
    const perSecond = Math.max(phase.requestsPerSecond, phase.endRequestsPerSecond ?? 0);
    return { from, to: end, perSecond };
  });
  // The fullest of them begins where a phase does, or ends where one does.
  const starts = spans.flatMap(({ from, to }) => [from, to - seconds]);
  const counts = starts.map((start) => {
    const within = ({ from, to }: { from: number; to: number }) =>
      Math.max(0, Math.min(to, start + seconds) - Math.max(from, start));
    return spans.reduce((sum, span) => sum + span.perSecond * within(span), 0);
  });
  return Math.max(...counts);
}

/** The limits' complaints are sentences; what is wrong with one value needs to say which. */
function complaintOf({
  path,
  message,
}: {
  readonly path: PropertyKey[];
  readonly message: string;
}) {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
