import { connectionsAt } from '../../core/aurora-connections.ts';
import type {
  DatabaseRecord,
  DeploymentRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../core/load/deployment-record.ts';
import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import { BURST } from '../../load/plan/burst.ts';
import type { LoadDeviation } from './deviation.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 5_000;
/** The phase in which the load of a spike has risen. */
const STEP = 'spike';

/** What a healthy service and its database use: lines of the load, which reach these shares at the peak. */
const USE = {
  idleCpuPercent: 3,
  peakCpuPercent: 55,
  busiest: 1.05,
  memoryPercent: 60,
  idleAcuRatio: 0.2,
  peakAcuRatio: 0.7,
  connectionsRatio: 0.4,
  commitLatencyMs: 4,
} as const;

/** What AWS would report of the service of a simulated load and of the database behind it. */
export function simulateDeployment(
  spec: Spec,
  scenarios: readonly KeptScenario[],
  deviation: LoadDeviation,
): DeploymentRecord {
  const [workload] = Object.values(spec.load?.workloads ?? {});
  if (workload === undefined) throw new Error('The spec has no workload to simulate.');
  const { service, requestsPerSecond, peakRequestsPerSecond = requestsPerSecond } = workload;
  const minutes = requestsByMinute(scenarios);
  const perSecond = [...minutes].map(([at, requests]) => ({
    at,
    share: requests / 60 / peakRequestsPerSecond,
    requests,
  }));
  const first = Math.min(...minutes.keys());
  const last = Math.max(...minutes.keys()) + MINUTE_MS;
  const cluster = spec.load?.databasePools?.[service]?.aurora;
  return {
    formatVersion: 1,
    startedAt: new Date(first).toISOString(),
    endedAt: new Date(last + MINUTE_MS).toISOString(),
    clockOffsetMs: 0,
    services: [serviceRecord(spec, service, { perSecond, first, last, scenarios }, deviation)],
    databases:
      cluster === undefined
        ? []
        : [databaseRecord(spec, cluster, { perSecond, first, last, scenarios }, deviation)],
    queues: [],
    fuses: [],
    calls: [],
  };
}

interface Minute {
  readonly at: number;
  /** The rate over the declared peak. */
  readonly share: number;
  readonly requests: number;
}

interface Watched {
  readonly perSecond: readonly Minute[];
  readonly first: number;
  readonly last: number;
  readonly scenarios: readonly KeptScenario[];
}

function serviceRecord(
  spec: Spec,
  name: string,
  { perSecond, first, last, scenarios }: Watched,
  deviation: LoadDeviation,
): ServiceRecord {
  const declared = declaredService(spec, name);
  if (declared === null) throw new Error(`The spec declares no service ${name}.`);
  const { least } = taskRange(declared);
  const { cpuFactor = 1, busiestCpuFactor = 1, memoryFactor = 1, gapsIn } = deviation;
  const cpu = ({ share }: Minute) =>
    cpuFactor * (USE.idleCpuPercent + (USE.peakCpuPercent - USE.idleCpuPercent) * share);
  const stepMs = beginOf(scenarios, STEP) ?? last;
  const counts: ServiceRecord['counts'] = [];
  for (let at = first - LOOK_MS; at <= last + LOOK_MS; at += LOOK_MS) {
    const tasks = least + tasksAdded(deviation.cycles ?? 0, at - stepMs);
    counts.push({
      at: new Date(at).toISOString(),
      ...{ desired: tasks, running: tasks, pending: 0 },
      healthy: declared.loadBalancer === undefined ? null : tasks,
    });
  }
  return {
    service: name,
    counts,
    tasks: [],
    decisions:
      deviation.wantsMoreThanAllowed === true
        ? [
            {
              at: new Date(first + 10 * MINUTE_MS).toISOString(),
              ...{ status: 'Successful', description: null, cause: null },
              notScaled: ['AlreadyAtMaxCapacity'],
            },
          ]
        : [],
    alarmAt: null,
    cpuAverage: metric(perSecond, cpu, false),
    cpuMaximum: metric(
      perSecond,
      (minute) => Math.min(100, USE.busiest * busiestCpuFactor * cpu(minute)),
      gapsIn === 'cpuMaximum',
    ),
    memoryAverage: metric(perSecond, () => memoryFactor * USE.memoryPercent, false),
    memoryMaximum: metric(
      perSecond,
      () => memoryFactor * USE.memoryPercent,
      gapsIn === 'memoryMaximum',
    ),
    requests:
      declared.loadBalancer === undefined
        ? null
        : metric(perSecond, ({ requests }) => requests, gapsIn === 'requests'),
    unseen: [],
  };
}

/** When the first phase of a name began, in milliseconds since 1970; null when none did. */
function beginOf(scenarios: readonly KeptScenario[], wanted: string): number | null {
  for (const { plan, fold } of scenarios) {
    const phases = plan.scenarios[0]?.phases ?? [];
    const index = phases.findIndex(({ name }) => name === wanted);
    if (index === -1) continue;
    const seconds = phases.slice(0, index).reduce((sum, phase) => sum + phase.seconds, 0);
    return (fold.account().zerosMs[0] ?? 0) + 1000 * seconds;
  }
  return null;
}

/** One task more for half a minute, and again, as soon as the step has been there for half a minute. */
function tasksAdded(cycles: number, msSinceStep: number): 0 | 1 {
  const half = Math.floor(msSinceStep / (MINUTE_MS / 2)) - 1;
  return half >= 0 && half < 2 * cycles && half % 2 === 0 ? 1 : 0;
}

function databaseRecord(
  spec: Spec,
  cluster: string,
  { perSecond, last, scenarios }: Watched,
  {
    acuFactor = 1,
    acuUtilizationFactor = 1,
    connectionsFactor = 1,
    burstConnectionsFactor = 1,
  }: LoadDeviation,
): DatabaseRecord {
  const declared = spec.aurora?.[cluster];
  if (declared === undefined) throw new Error(`The spec declares no cluster ${cluster}.`);
  const { capacity, maxConnections } = declared;
  const ratio = ({ share }: Minute) =>
    acuFactor * (USE.idleAcuRatio + (USE.peakAcuRatio - USE.idleAcuRatio) * share);
  const most = maxConnections ?? connectionsAt(capacity).least;
  const burstMs = beginOf(scenarios, BURST) ?? last;
  const factor = ({ at }: Minute) =>
    connectionsFactor * (at + MINUTE_MS > burstMs ? burstConnectionsFactor : 1);
  return {
    cluster,
    acu: metric(perSecond, (minute) => capacity.maxAcu * ratio(minute), false),
    acuUtilization: metric(
      perSecond,
      (minute) => Math.min(100, 100 * acuUtilizationFactor * ratio(minute)),
      false,
    ),
    connections: metric(
      perSecond,
      (minute) => Math.round(most * USE.connectionsRatio * factor(minute)),
      false,
    ),
    commitLatency: metric(perSecond, () => USE.commitLatencyMs, false),
  };
}

function metric(
  minutes: readonly Minute[],
  value: (minute: Minute) => number,
  hasGaps: boolean,
): ReportedMetric {
  return {
    state: 'reported',
    periodSeconds: 60,
    points: minutes
      .filter((_, index) => !hasGaps || index % 2 === 0)
      .map((minute) => ({ at: new Date(minute.at).toISOString(), value: value(minute) })),
  };
}

/** How many requests were sent in each minute, from the first to the last that has any. */
function requestsByMinute(scenarios: readonly KeptScenario[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { fold } of scenarios) {
    const zeroMs = fold.account().zerosMs[0] ?? 0;
    for (const { second, sent } of fold.seconds()) {
      const at = Math.floor((zeroMs + 1000 * second) / MINUTE_MS) * MINUTE_MS;
      counts.set(at, (counts.get(at) ?? 0) + sent);
    }
  }
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  for (let at = first; at <= last; at += MINUTE_MS) counts.set(at, counts.get(at) ?? 0);
  return new Map([...counts].sort(([one], [other]) => one - other));
}
