import type { ScenarioCost } from '../../core/load/load-plan.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { ScenarioKind } from '../plan/phases.ts';
import { requestsOf, secondsOf, type ScenarioPlan } from '../plan/scenario-plan.ts';
import { ASSUMED_RESPONSE_BYTES, bytesOf, HEADER_BYTES } from './bytes.ts';
import { pricesOf, type RegionPrices } from './prices.ts';

/** What one capacity unit of a load balancer is: https://aws.amazon.com/elasticloadbalancing/pricing/. */
const LCU = { connectionsPerSecond: 25, activeConnections: 3_000, bytesPerHour: 1e9 } as const;
/** What was added for the load stays for so long after it: the wait before scaling in, and the steps in which that is done. */
const STAYS_HOURS = 1;
/** What is asked of each service, and of each Aurora cluster, each time that CloudWatch is read. */
export interface WatchedMetrics {
  readonly ofService: number;
  readonly ofDatabase: number;
  readonly readings: number;
  /** How many are asked for at each look at the fuses. */
  readonly ofFuses: number;
  /** From one of these looks to the next. */
  readonly fuseSeconds: number;
}

/**
 * What a scenario costs at most beside what the deployment costs without it, by list prices: every service at its greatest number of tasks,
 * every Aurora cluster at its greatest capacity, and every request by a new connection.
 */
export function scenarioCost(
  spec: Spec,
  scenario: ScenarioKind,
  plan: ScenarioPlan,
  metrics: WatchedMetrics,
): ScenarioCost {
  const { sent, received } = bytesOf(plan, spec.load?.target?.responseBytes);
  const facts = { scenario, bytes: sent + received };
  const { region } = spec.account;
  const prices = pricesOf(region);
  if (prices === null) {
    return { ...facts, usd: null, parts: [], why: `The prices of ${region} are not known.` };
  }
  const hours = Math.max(...plan.scenarios.map(secondsOf)) / 3600;
  const parts = [
    { what: 'load balancer', usd: prices.albLcuHour * lcuHours(plan, hours, sent + received) },
    ...tasks(spec, prices, hours + STAYS_HOURS),
    ...databases(spec, prices, hours + STAYS_HOURS),
    {
      what: 'CloudWatch',
      usd: (prices.thousandMetrics * metricsOf(spec, metrics, hours * 3600)) / 1000,
    },
    { what: 'answers over the internet', usd: (prices.internetGb * received) / 1e9 },
    ...(mayHaveNat(spec) ? [{ what: 'NAT', usd: (prices.natGb * (sent + received)) / 1e9 }] : []),
  ];
  return { ...facts, usd: parts.reduce((sum, { usd }) => sum + usd, 0), parts, why: null };
}

/** What the figures rest on, as sentences. */
export function costAssumptions(spec: Spec): readonly string[] {
  const responseBytes = spec.load?.target?.responseBytes;
  const prices = pricesOf(spec.account.region);
  return [
    `A request has ${HEADER_BYTES} bytes beside its path, body and declared headers, and an answer has ${
      responseBytes === undefined
        ? `${ASSUMED_RESPONSE_BYTES}, as load.target.responseBytes does not say it`
        : `${responseBytes}, as load.target.responseBytes says`
    }.`,
    ...(prices === null
      ? []
      : [
          `The prices are those of AWS's list for ${spec.account.region} on ${prices.asOf}, without discounts, free tiers and taxes: every service at its greatest number of tasks and every Aurora cluster at its greatest capacity, until an hour after the load, and each request by a connection of its own through no more than ten rules. Queues, events, logs and storage are not in it.`,
        ]),
  ];
}

/** A unit is the greatest of its dimensions in an hour, which is no more than their sum. */
function lcuHours({ scenarios }: ScenarioPlan, hours: number, bytes: number): number {
  const connections = scenarios
    .flatMap(({ phases }) => phases)
    .reduce((sum, phase) => sum + requestsOf(phase), 0);
  const users = scenarios.reduce((sum, { virtualUsers }) => sum + virtualUsers, 0);
  return (
    connections / (LCU.connectionsPerSecond * 3600) +
    (users / LCU.activeConnections) * hours +
    bytes / LCU.bytesPerHour
  );
}

function tasks(spec: Spec, { fargate }: RegionPrices, hours: number): ScenarioCost['parts'] {
  const usd = servicesOf(spec)
    .map((service) => {
      const { least, most } = taskRange(service);
      const scheduled = Object.values(service.scaling?.scheduled ?? {});
      const greatest = Math.max(most, ...scheduled.map(({ maxTasks }) => maxTasks ?? 0));
      const { cpuUnits, memoryMiB, architecture } = service.task;
      const { vcpuHour, gbHour } = fargate[architecture];
      const taskHour = (cpuUnits / 1024) * vcpuHour + (memoryMiB / 1024) * gbHour;
      return (greatest - least) * taskHour * hours;
    })
    .reduce((sum, each) => sum + each, 0);
  return usd === 0 ? [] : [{ what: 'tasks', usd }];
}

function databases(spec: Spec, { acuHour }: RegionPrices, hours: number): ScenarioCost['parts'] {
  const usd = Object.values(spec.aurora ?? {})
    .map(({ capacity, readers }) => (capacity.maxAcu - capacity.minAcu) * (1 + readers))
    .reduce((sum, acu) => sum + acu * acuHour * hours, 0);
  return usd === 0 ? [] : [{ what: 'Aurora', usd }];
}

function metricsOf(
  spec: Spec,
  { ofService, ofDatabase, readings, ofFuses, fuseSeconds }: WatchedMetrics,
  seconds: number,
): number {
  const clusters = Object.keys(spec.aurora ?? {}).length;
  // One before the load, one as it begins, and one after each time between two.
  const looks = 2 + Math.floor(seconds / fuseSeconds);
  return readings * (ofService * servicesOf(spec).length + ofDatabase * clusters) + looks * ofFuses;
}

function servicesOf(spec: Spec) {
  return Object.values(spec.clusters ?? {}).flatMap(({ services }) => Object.values(services));
}

/** What is not declared is not known to be missing. */
function mayHaveNat({ network }: Spec): boolean {
  return network?.nat.mode !== 'none';
}
