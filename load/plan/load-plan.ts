import type { LoadSpec, WorkloadSpec } from '../../core/spec/sections/load.ts';
import { hasBothSides } from './mix.ts';
import { phasesOf, type ScenarioKind } from './phases.ts';
import { ScenarioPlan, type PlannedRequest, type PlannedScenario } from './scenario-plan.ts';

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

/**
 * What k6 is told for one kind of scenario: all workloads at once, since they share what is behind them.
 * @param seed of the arrivals: the same seed sends the same requests at the same times.
 * @param marker of requests that change something, by which what they leave can be found.
 */
export function planScenario(
  { target, limits, workloads, scenarios }: SendableLoad,
  kind: ScenarioKind,
  { seed, marker }: { readonly seed: number; readonly marker: string },
): Planned {
  const requestsOf = Object.values(workloads).map(plannedRequests);
  if (kind === 'db-via-api' && !requestsOf.some(hasBothSides)) {
    return { kind: 'refused', complaints: [NO_MIX] };
  }
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
    scenarios: Object.entries(workloads).map(([name, workload]): PlannedScenario => ({
      name,
      arrivals: plannedArrivals(workload),
      ...sent(kind, workload, {
        scenarios,
        timeoutMs: target.timeoutMs,
        beside: Object.values(workloads),
      }),
      requests: plannedRequests(workload),
    })),
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

function sent(
  kind: ScenarioKind,
  workload: WorkloadSpec,
  {
    scenarios,
    timeoutMs,
    beside,
  }: {
    readonly scenarios: LoadSpec['scenarios'];
    readonly timeoutMs: number;
    readonly beside: readonly WorkloadSpec[];
  },
): Pick<PlannedScenario, 'phases' | 'virtualUsers'> {
  const phases = phasesOf(kind, workload, scenarios, beside);
  const peak = Math.max(
    ...phases.map(({ requestsPerSecond, endRequestsPerSecond }) =>
      Math.max(requestsPerSecond, endRequestsPerSecond ?? 0),
    ),
  );
  return {
    phases: [...phases],
    virtualUsers: Math.ceil((HEADROOM * peak * timeoutMs) / 1000),
  };
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
