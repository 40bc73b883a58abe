// Load tests of a service and a database, from simulated load and a synthetic account of AWS, for the tables of the sizing checks.
import type { DeploymentRecord, ReportedMetric } from '../../../core/load/deployment-record.ts';
import type { AuroraClusterSpec } from '../../../core/spec/sections/aurora.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { denied } from '../../../core/testing/test-check.ts';
import { judgeLoad } from '../../../load/judge/load-run.ts';
import type { RanScenario } from '../../../load/judge/ran-scenario.ts';
import { directFold, ranWith } from '../../../load/judge/testing/direct-fold.ts';
import {
  reportedOf,
  sentAt,
  withPoints,
  withService,
} from '../../../load/judge/testing/reported-deployment.ts';
import { specOf } from '../../../load/judge/testing/sent-staircase.ts';
import {
  planOf,
  simulate,
  type SimulatedRequest,
} from '../../../load/judge/testing/simulated-load.ts';
import { sentSizes } from '../../../load/judge/sent-size.ts';
import type { LoadTest } from '../../../load/kept/load-test.ts';
import { storeScenario } from '../../../load/kept/scenario.ts';
import { secondsOf } from '../../../load/plan/scenario-plan.ts';
import type { PlannedKind } from '../../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../../load/plan/scenario-plan.ts';
import {
  loadedDatabases,
  loadedServices,
  type LoadedDatabaseSubject,
  type LoadedServiceSubject,
} from '../subjects.ts';

const RATE = 40;
const ZERO_AT = '2026-11-29T07:00:23.000Z';
/** When the load of a spike steps up: after a rise of 10 s and 120 quiet seconds. */
const STEP_AT_MS = Date.parse(ZERO_AT) + 130_000;

/** One task, and no other number of them. */
export const SPEC = specOf();

/** The same, of which users want more than it can: the 95th percentile of the tests is 120 ms. */
export const STRICT_SPEC: Spec = { ...SPEC, slo: { p95Ms: 100, errorRatio: 0.01 } };

/** A task that is twice as large. */
export const OTHER_TASK_SPEC = specOf(undefined, 'cpuUnits: 1024, memoryMiB: 2048');

/** One to four tasks by their CPU, of which 60 requests a second are the peak. */
export const SCALING_SPEC = scalingSpec(4);

function scalingSpec(maxTasks: number): Spec {
  return withPeak(
    60,
    specOf(
      `minTasks: 1, maxTasks: ${maxTasks}, policies: { cpu: { kind: target-tracking, metric: ECSServiceAverageCPUUtilization, target: 60 } }`,
    ),
  );
}

/** The spec of one task with another account of its cluster. */
export function withCluster(change: Partial<AuroraClusterSpec>): Spec {
  const db = SPEC.aurora?.['db'];
  if (db === undefined) throw new Error('The spec has no cluster.');
  return { ...SPEC, aurora: { db: { ...db, ...change } } };
}

/** The spec of one task with so many requests that are to come at once. */
export function withBurst(requests: number): Spec {
  return { ...SPEC, load: { ...SPEC.load, scenarios: { dbViaApi: { burst: { requests } } } } };
}

/** The spec with a peak of its workload. */
export function withPeak(peakRequestsPerSecond: number, spec: Spec): Spec {
  const api = spec.load?.workloads?.['api'];
  if (api === undefined) throw new Error('The spec has no workload.');
  const workloads = { api: { ...api, peakRequestsPerSecond } };
  return { ...spec, load: { ...spec.load, workloads } };
}

export function serviceSubject(spec = SPEC): LoadedServiceSubject {
  const [subject] = loadedServices(spec);
  if (subject === undefined) throw new Error('The spec has no loaded service.');
  return subject;
}

export function databaseSubject(spec = SPEC): LoadedDatabaseSubject {
  const [subject] = loadedDatabases(spec);
  if (subject === undefined) throw new Error('The spec has no loaded database.');
  return subject;
}

/**
 * A staircase to the declared rate, of which every request is answered about as quickly. The level of that rate is judged from 07:15:13 to
 * 07:21:53.
 */
export function staircase(
  loadRatios = [0.25, 0.5, 1],
  change: (request: SimulatedRequest) => SimulatedRequest = (request) => request,
): RanScenario {
  const scenarios = { ramp: { loadRatios, warmUpSeconds: 20, steadySeconds: 400 } };
  return sent('ramp', scenarios, (request) =>
    change({ ...request, latencyMs: 100 + 10 * (Math.floor(request.intendedMs) % 3) }),
  );
}

/** A staircase from seventy to a hundred requests a second, of which the service answers eighty. */
export function overload(): RanScenario {
  const scenarios = { ramp: { loadRatios: [1.75, 2.5], warmUpSeconds: 20, steadySeconds: 180 } };
  return sent('ramp', scenarios, (request) => request);
}

/** How long the step of a spike is held: as long as it takes to show how it is taken. */
const HOLD_SECONDS = 600;

/** A step to 60 requests a second, which take a second each until so long after it. */
export function spike(slowSeconds: number, holdSeconds = HOLD_SECONDS): RanScenario {
  const scenarios = { spike: { holdSeconds, afterSeconds: 20 } };
  return sent('spike', scenarios, (request) => {
    const afterSeconds = (Date.parse(ZERO_AT) + request.intendedMs - STEP_AT_MS) / 1000;
    const isSlow = afterSeconds >= 0 && afterSeconds < slowSeconds;
    return { ...request, latencyMs: isSlow ? 1_000 : 50 };
  });
}

function sent(
  kind: PlannedKind,
  scenarios: NonNullable<Spec['load']>['scenarios'],
  change: (request: SimulatedRequest) => SimulatedRequest,
): RanScenario {
  const plan = planOf(kind, RATE, { scenarios });
  const { requests, droppedAtMs } = simulate(plan);
  const fold = directFold({ requests: requests.map(change), droppedAtMs });
  return sentAt(ranWith(kind, plan, fold), ZERO_AT, secondsOfPlan(plan));
}

function secondsOfPlan({ scenarios: [scenario] }: ScenarioPlan): number {
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  return secondsOf(scenario);
}

/** The artifacts of what was sent to what a spec declares, with what AWS reported of it; null when that was not looked at. */
export function keptOf(
  spec: Spec,
  ran: RanScenario,
): (deployment: DeploymentRecord | null) => { readonly test: { readonly test: LoadTest } } {
  return (deployment) => ({ test: { test: keptTest(spec, ran, deployment) } });
}

function keptTest(spec: Spec, ran: RanScenario, deployment: DeploymentRecord | null): LoadTest {
  return {
    formatVersion: 1,
    id: '01TEST',
    k6: '1.8.1',
    origin: ran.plan.origin,
    stop: null,
    sizes: sizesOf(spec, ran),
    messages: null,
    scenarios: [storeScenario({ ...ran, stop: null })],
    deployment,
  };
}

const knownSizes = new WeakMap<Spec, LoadTest['sizes']>();

function sizesOf(spec: Spec, ran: RanScenario): LoadTest['sizes'] {
  const known =
    knownSizes.get(spec) ?? sentSizes(spec, judgeLoad(spec, [ran], reportedOf(ran)).load.sizing);
  knownSizes.set(spec, known);
  return known;
}

/** A metric of so many times the values. */
export function scaled(metric: ReportedMetric, by: number): ReportedMetric {
  return withPoints(metric, (points) => points.map(({ at, value }) => ({ at, value: by * value })));
}

/** A metric without a minute, such as `07:14`. */
export function withoutMinute(metric: ReportedMetric, minute: string): ReportedMetric {
  return withPoints(metric, (points) => points.filter(({ at }) => !at.includes(`T${minute}:`)));
}

/** A metric that could not be had. */
export const UNSEEN_METRIC: ReportedMetric = { state: 'unseen', why: 'AWS denied it.' };

/**
 * The cases in which no sizing check knows anything, whatever it asks.
 * @param other of a size that is not the one to which the load was sent, and what is said of it
 */
export function undecided(
  kept: ReturnType<typeof keptOf>,
  record: DeploymentRecord,
  other: { readonly subject: Readonly<Record<string, unknown>>; readonly message: string },
) {
  return [
    {
      name: 'there is no load test',
      artifacts: { test: { test: null } },
      message: 'There is no load test.',
    },
    {
      name: 'AWS was not watched',
      artifacts: kept(null),
      message: 'AWS was not watched while the load was sent.',
    },
    {
      name: 'the load was sent to another size',
      artifacts: kept(record),
      ...other,
    },
    {
      name: "AWS's clock is 90 s ahead",
      artifacts: kept({ ...record, clockOffsetMs: 90_000 }),
      message:
        "What AWS reported cannot be relied on (A1). AWS's clock is 90 s ahead of the generator's, and 2 s are the limit.",
    },
    {
      name: "how far AWS's clock is off is not known",
      artifacts: kept({ ...record, clockOffsetMs: null }),
      message:
        "What AWS reported cannot be relied on (A1). How far AWS's clock is from the generator's could not be told, so that its minutes cannot be laid beside the load.",
    },
  ];
}

/** Another task, and what is said of it when the load was sent to that of {@link SPEC}. */
export const OTHER_TASK = {
  subject: { ...serviceSubject(OTHER_TASK_SPEC) },
  message:
    'When the load was sent the declared size was 1 task of 0.5 vCPU, 1 GiB, and now it is 1 task of 1 vCPU, 2 GiB: the load says nothing of that.',
};

/** Another number of tasks, and what is said of it when the load was sent to that of {@link SCALING_SPEC}. */
export const OTHER_RANGE = {
  subject: { ...serviceSubject(scalingSpec(8)) },
  message:
    'When the load was sent the declared size was 1 to 4 tasks of 0.5 vCPU, 1 GiB, and now it is 1 to 8 tasks of 0.5 vCPU, 1 GiB: the load says nothing of that.',
};

/** Another capacity, and what is said of it when the load was sent to that of {@link SPEC}. */
export const OTHER_CAPACITY = {
  subject: { ...databaseSubject(withCluster({ capacity: { minAcu: 0.5, maxAcu: 4 } })) },
  message:
    'When the load was sent the declared size was 0.5 to 2 ACU, and now it is 0.5 to 4 ACU: the load says nothing of that.',
};

/** The case in which the load test itself was not seen. */
export const NOT_SEEN = [
  {
    name: 'the load test is not seen',
    artifacts: { test: { test: denied('load:Test') } },
    message: 'AWS denied load:Test.',
  },
];

/**
 * One task until the service scales out to two, 60 s after the step of a spike, of which the second is healthy after 90 s, and is no more
 * wanted when the step is over.
 */
export function scaledOut(ran: RanScenario): DeploymentRecord {
  const at = (seconds: number) => new Date(STEP_AT_MS + 1000 * seconds).toISOString();
  return withDesired(
    withService(reportedOf(ran), ({ counts }) => ({
      counts: counts.map((count) => {
        const after = secondsAfterStep(count.at);
        return { ...count, running: after >= 80 ? 2 : 1, healthy: after >= 90 ? 2 : 1 };
      }),
      alarmAt: at(50),
      decisions: [
        {
          at: at(55),
          ...{ status: 'Successful', description: null, cause: null, notScaled: [] },
        },
      ],
      tasks: [
        {
          arn: 'arn:aws:ecs:eu-west-1:123456789012:task/main/1',
          createdAt: at(62),
          imagePulledAt: at(75),
          startedAt: at(78),
        },
      ],
    })),
    (seconds) => (seconds < 60 || seconds > HOLD_SECONDS ? 1 : 2),
  );
}

/** The record with another number of tasks that were to run, by seconds after the step of a spike. */
export function withDesired(
  record: DeploymentRecord,
  desired: (seconds: number) => number,
): DeploymentRecord {
  return withService(record, ({ counts }) => ({
    counts: counts.map((count) => ({ ...count, desired: desired(secondsAfterStep(count.at)) })),
  }));
}

/** The record without the numbers of tasks of 20 s that begin so many seconds after the step of a spike. */
export function withoutCounts(record: DeploymentRecord, fromSeconds: number): DeploymentRecord {
  return withService(record, ({ counts }) => ({
    counts: counts.filter(({ at }) => {
      const after = secondsAfterStep(at);
      return after < fromSeconds || after >= fromSeconds + 20;
    }),
  }));
}

function secondsAfterStep(at: string): number {
  return (Date.parse(at) - STEP_AT_MS) / 1000;
}
