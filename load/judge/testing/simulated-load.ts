import type { LoadSpec, WorkloadSpec } from '../../../core/spec/sections/load.ts';
import { planScenario } from '../../plan/load-plan.ts';
import type { PlannedKind } from '../../plan/phases.ts';
import type { ScenarioPlan } from '../../plan/scenario-plan.ts';
import { scheduleOf } from '../../plan/schedule.ts';
import { drawTrace } from '../../testing/queue-simulation.ts';
import type { JudgedWorkload } from '../judged-workload.ts';

/** Four servers of 50 ms: what arrives above 80 a second is too much for them. */
export const SERVERS = 4;
export const SERVICE_SECONDS = 0.05;

/** A request as it went, in milliseconds after the run's zero. */
export interface SimulatedRequest {
  readonly phase: string;
  readonly intendedMs: number;
  readonly latencyMs: number;
  readonly latenessMs: number;
  readonly outcome: 'ok' | 'server-error' | 'timeout';
  /** Of its kind; `work` when left out. */
  readonly name?: string;
}

export interface Simulated {
  readonly requests: readonly SimulatedRequest[];
  /** When arrivals found no virtual user free. */
  readonly droppedAtMs: readonly number[];
}

/** What the tests ask of the service: a 95th percentile of 200 ms, and one request in a hundred may fail. */
export function workload(
  requestsPerSecond: number,
  other: Partial<JudgedWorkload> = {},
): JudgedWorkload {
  return {
    name: 'api',
    service: 'main/api',
    requestsPerSecond,
    peakRequestsPerSecond: requestsPerSecond,
    arrivals: 'poisson',
    requests: [{ name: 'work', weight: 1, method: 'GET', path: '/work' }],
    sending: { timeoutMs: 10_000, headersFromEnvironment: {} },
    objective: { p95Ms: 200, errorRatio: 0.01 },
    predicted: null,
    ...other,
  };
}

/** The plan that k6 would be given. */
export function planOf(
  kind: PlannedKind,
  requestsPerSecond: number,
  {
    scenarios,
    arrivals,
    seed = 1,
  }: {
    readonly scenarios?: LoadSpec['scenarios'];
    readonly arrivals?: WorkloadSpec['arrivals'];
    readonly seed?: number;
  } = {},
): ScenarioPlan {
  const planned = planScenario(
    {
      target: { origin: 'http://127.0.0.1:9', environment: 'test', timeoutMs: 10_000 },
      limits: {
        requests: 10_000_000,
        requestsPerSecond: 10_000,
        minutes: 600,
        virtualUsers: 100_000,
      },
      workloads: {
        api: {
          service: 'main/api',
          requestsPerSecond,
          arrivals,
          requests: { work: { method: 'GET', path: '/work' } },
        },
      },
      scenarios,
    },
    kind,
    { seed, marker: 'test' },
  );
  if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
  return planned.plan;
}

/** A ramp of the one level that is judged. */
export function levelPlan(
  requestsPerSecond: number,
  {
    steadySeconds = 600,
    loadRatios = [1],
    ...other
  }: {
    readonly steadySeconds?: number;
    readonly loadRatios?: number[];
    readonly arrivals?: WorkloadSpec['arrivals'];
    readonly seed?: number;
  } = {},
): ScenarioPlan {
  return planOf('ramp', requestsPerSecond, {
    ...other,
    scenarios: { ramp: { loadRatios, warmUpSeconds: 20, steadySeconds } },
  });
}

/** Sends the schedule of a plan to the servers, first come, first served, as virtual users do: what finds none free is dropped. */
export function simulate(
  plan: ScenarioPlan,
  {
    virtualUsers = Number.POSITIVE_INFINITY,
    seed = plan.seed,
    outcomeOf = () => 'ok',
  }: {
    readonly virtualUsers?: number;
    readonly seed?: number;
    readonly outcomeOf?: (index: number) => SimulatedRequest['outcome'];
  } = {},
): Simulated {
  const [scenario] = plan.scenarios;
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  const arrivals = scheduleOf(plan)[scenario.name] ?? [];
  const { services } = drawTrace(
    arrivals.length,
    { kind: 'even', perSecond: 1 },
    { kind: 'exponential', meanSeconds: SERVICE_SECONDS },
    seed + 1_000,
  );
  const free = new Array<number>(SERVERS).fill(0);
  const requests: SimulatedRequest[] = [];
  const droppedAtMs: number[] = [];
  const limited = Number.isFinite(virtualUsers);
  let waiting: number[] = [];
  for (const [index, [intendedMs, , phase]] of arrivals.entries()) {
    if (limited) {
      waiting = waiting.filter((end) => end > intendedMs);
      if (waiting.length >= virtualUsers) {
        droppedAtMs.push(intendedMs);
        continue;
      }
    }
    let next = 0;
    for (let server = 1; server < SERVERS; server += 1) {
      if ((free[server] ?? 0) < (free[next] ?? 0)) next = server;
    }
    const freed = free[next] ?? 0;
    const end = (intendedMs > freed ? intendedMs : freed) + 1000 * (services[index] ?? 0);
    free[next] = end;
    if (limited) waiting.push(end);
    requests.push({
      phase: scenario.phases[phase]?.name ?? '',
      intendedMs,
      latencyMs: end - intendedMs,
      latenessMs: 0,
      outcome: outcomeOf(index),
    });
  }
  return { requests, droppedAtMs };
}
