import type {
  DatabaseRecord,
  DeploymentRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../../core/load/deployment-record.ts';
import { seededRandom } from '../../stats/random.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { generatorAt } from './direct-fold.ts';

const MINUTE_MS = 60_000;

/** What the tests have AWS report of a service of one task of half a vCPU: a line of the load, and little beside it. */
const USE = {
  idlePercent: 2,
  /** 48 % at 40 requests a second: 5.75 ms of a vCPU each. */
  percentOfRequest: 1.15,
  memoryPercent: 60,
  idleAcu: 0.5,
  acuOfRequest: 0.02,
  maxAcu: 2,
  connections: 20,
  commitLatencyMs: 4,
} as const;

/** A scenario that began at a moment by the generator's clock: what is simulated begins in 1970. */
export function sentAt(ran: RanScenario, zeroAt: string, seconds: number): RanScenario {
  const zeroMs = Date.parse(zeroAt);
  const account = { ...ran.fold.account(), zerosMs: [zeroMs] };
  return {
    ...ran,
    startedAt: new Date(zeroMs - 1_000).toISOString(),
    endedAt: new Date(zeroMs + 1000 * seconds + 2_000).toISOString(),
    generators: [generatorAt(0.2, seconds, zeroMs)],
    fold: {
      series: () => ran.fold.series(),
      seconds: () => ran.fold.seconds(),
      lateness: () => ran.fold.lateness(),
      residence: () => ran.fold.residence(),
      account: () => account,
    },
  };
}

/** What fits a scenario that was sent, of a service of so many tasks and a database. */
export function reportedOf(
  { fold, startedAt, endedAt }: RanScenario,
  { tasks = 1, service = 'main/api', cluster = 'db' } = {},
): DeploymentRecord {
  const zeroMs = fold.account().zerosMs[0] ?? 0;
  const fromMs = Math.floor(Date.parse(startedAt) / MINUTE_MS) * MINUTE_MS;
  const toMs = Date.parse(endedAt);
  const minutes = new Map<number, number>();
  for (let at = fromMs; at < toMs; at += MINUTE_MS) minutes.set(at, 0);
  for (const { second, sent } of fold.seconds()) {
    const at = Math.floor((zeroMs + 1000 * second) / MINUTE_MS) * MINUTE_MS;
    minutes.set(at, (minutes.get(at) ?? 0) + sent);
  }
  const random = seededRandom(7);
  const noise = (share: number) => 1 + share * (random() - 0.5);
  const metric = (value: (perSecond: number) => number): ReportedMetric => ({
    state: 'reported',
    periodSeconds: 60,
    points: [...minutes].map(([at, requests]) => ({
      at: new Date(at).toISOString(),
      value: value(requests / 60),
    })),
  });
  const cpu = (perSecond: number) => USE.idlePercent + (USE.percentOfRequest * perSecond) / tasks;
  const acu = (perSecond: number) => USE.idleAcu + USE.acuOfRequest * perSecond;
  const counts: ServiceRecord['counts'] = [];
  for (let at = fromMs; at <= toMs; at += 5_000) {
    counts.push({
      at: new Date(at).toISOString(),
      ...{ desired: tasks, running: tasks, pending: 0, healthy: tasks },
    });
  }
  return {
    formatVersion: 1,
    startedAt: new Date(fromMs).toISOString(),
    endedAt: new Date(toMs + 60_000).toISOString(),
    clockOffsetMs: 300,
    services: [
      {
        service,
        counts,
        tasks: [],
        decisions: [],
        alarmAt: null,
        cpuAverage: metric((perSecond) => cpu(perSecond) * noise(0.02)),
        cpuMaximum: metric((perSecond) => 1.06 * cpu(perSecond) * noise(0.04)),
        memoryAverage: metric(() => USE.memoryPercent * noise(0.01)),
        memoryMaximum: metric(() => 1.03 * USE.memoryPercent * noise(0.01)),
        requests: metric((perSecond) => Math.round(perSecond * 60)),
        unseen: [],
      },
    ],
    databases: [
      {
        cluster,
        acu: metric((perSecond) => acu(perSecond) * noise(0.01)),
        acuUtilization: metric((perSecond) => (100 * acu(perSecond)) / USE.maxAcu),
        connections: metric(() => USE.connections),
        commitLatency: metric(() => USE.commitLatencyMs),
      },
    ],
    queues: [],
    fuses: [],
    calls: [],
  };
}

/** The record with another account of its only service. */
export function withService(
  record: DeploymentRecord,
  change: (service: ServiceRecord) => Partial<ServiceRecord>,
): DeploymentRecord {
  return {
    ...record,
    services: record.services.map((service) => ({ ...service, ...change(service) })),
  };
}

/** The record with another account of its only database. */
export function withDatabase(
  record: DeploymentRecord,
  change: (database: DatabaseRecord) => Partial<DatabaseRecord>,
): DeploymentRecord {
  return {
    ...record,
    databases: record.databases.map((database) => ({ ...database, ...change(database) })),
  };
}

type Points = Extract<ReportedMetric, { state: 'reported' }>['points'];

/** A metric of other points. */
export function withPoints(
  metric: ReportedMetric,
  change: (points: Points) => Points,
): ReportedMetric {
  return metric.state === 'unseen' ? metric : { ...metric, points: change(metric.points) };
}

/** Every metric of a service or database changed in the same way. */
export function everyMetric<Record extends ServiceRecord | DatabaseRecord>(
  record: Record,
  change: (points: Points) => Points,
): Record {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      isMetric(value) ? withPoints(value, change) : value,
    ]),
  ) as unknown as Record;
}

/** Points of the same values at moments that are so much later. */
export function later(ms: number): (points: Points) => Points {
  return (points) =>
    points.map(({ at, value }) => ({ at: new Date(Date.parse(at) + ms).toISOString(), value }));
}

/** The same values at the same moments, in an order that follows from a seed. */
export function shuffled(seed: number): (points: Points) => Points {
  return (points) => {
    const random = seededRandom(seed);
    const values = points
      .map(({ value }) => ({ value, place: random() }))
      .sort((one, other) => one.place - other.place);
    return points.map(({ at }, index) => ({ at, value: values[index]?.value ?? 0 }));
  };
}

function isMetric(value: unknown): value is ReportedMetric {
  return typeof value === 'object' && value !== null && 'state' in value;
}
