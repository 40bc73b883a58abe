import type {
  QueueDepth,
  QueueRecord,
  ReportedMetric,
  ServiceRecord,
} from '../../core/load/deployment-record.ts';
import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SentFlow, SentMessages } from '../../load/kept/messages.ts';
import {
  type MessagePlan,
  messageSchedule,
  type PlannedFlow,
} from '../../load/plan/message-plan.ts';
import { passingRules, type PassingRule } from '../../load/plan/passing-rules.ts';
import { secondsOf } from '../../load/plan/scenario-plan.ts';
import type { LoadDeviation } from './deviation.ts';

const LOOK_SECONDS = 5;
const MINUTE_MS = 60_000;
/** What a healthy service handles, over the rate that is declared. */
const HEALTHY_RATIO = 2.5;

/** How the service that takes the messages differs from a healthy one. */
export type MessageDeviation = Pick<LoadDeviation, 'consumerRatio' | 'deadLetters' | 'gapsIn'>;

/** Messages that were all taken by AWS in time, and what it would have reported of the queues meanwhile. */
export function simulateMessages(
  spec: Pick<Spec, 'queues' | 'buses'>,
  plan: MessagePlan,
  zeroAt: string,
  deviation: MessageDeviation,
): { readonly messages: SentMessages; readonly queues: readonly QueueRecord[] } {
  const zeroMs = Date.parse(zeroAt);
  const seconds = Math.max(...plan.flows.map(secondsOf));
  const schedule = messageSchedule(plan);
  return {
    messages: {
      formatVersion: 1,
      plan,
      startedAt: new Date(zeroMs - 1_000).toISOString(),
      zeroAt,
      endedAt: new Date(zeroMs + 1000 * seconds).toISOString(),
      stop: null,
      flows: plan.flows.map((flow) => sentFlow(flow, schedule.get(flow.name) ?? [])),
    },
    queues: plan.flows.map((flow) =>
      queueRecord(
        flow,
        {
          deadLetterQueue: spec.queues?.[flow.queue]?.deadLetter?.queue ?? null,
          rules: flow.bus === null ? [] : passingRules(spec, { ...flow, bus: flow.bus }),
        },
        arrivalsBySecond(flow, schedule.get(flow.name) ?? []),
        { zeroMs, deviation },
      ),
    ),
  };
}

type Arrivals = NonNullable<ReturnType<ReturnType<typeof messageSchedule>['get']>>;

/** As many tasks of each service that takes messages as may be the fewest, at rest. Nothing was asked of their metrics. */
export function consumersOf(spec: Spec, { plan, zeroAt, endedAt }: SentMessages): ServiceRecord[] {
  const notAsked: ReportedMetric = { state: 'unseen', why: 'It was not asked for.' };
  return [...new Set(plan.flows.map(({ service }) => service))].flatMap((service) => {
    const declared = declaredService(spec, service);
    if (declared === null) return [];
    const { least } = taskRange(declared);
    const counts: ServiceRecord['counts'] = [];
    const stepMs = 1000 * LOOK_SECONDS;
    for (let at = Date.parse(zeroAt) - stepMs; at <= Date.parse(endedAt) + stepMs; at += stepMs) {
      counts.push({
        at: new Date(at).toISOString(),
        ...{ desired: least, running: least, pending: 0, healthy: null },
      });
    }
    return [
      {
        ...{ service, counts, tasks: [], decisions: [], alarmAt: null, requests: null, unseen: [] },
        ...{ cpuAverage: notAsked, cpuMaximum: notAsked },
        ...{ memoryAverage: notAsked, memoryMaximum: notAsked },
      },
    ];
  });
}

function sentFlow({ name, phases }: PlannedFlow, arrivals: Arrivals): SentFlow {
  return {
    name,
    phases: phases.map((_, index) => {
      const planned = arrivals.filter(([, , phase]) => phase === index).length;
      return { planned, accepted: planned };
    }),
    ...{ throttled: 0, refused: 0, unanswered: 0, unsent: 0, failures: [] },
    lateness: { messages: arrivals.length, p99Ms: 4, maxMs: 12 },
  };
}

function arrivalsBySecond(flow: PlannedFlow, arrivals: Arrivals): readonly number[] {
  const counts = Array.from({ length: Math.ceil(secondsOf(flow)) }, () => 0);
  for (const [offsetMs] of arrivals) {
    const second = Math.floor(offsetMs / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}

/** A queue that is served at a constant rate, second by second, first come, first served. */
function queueRecord(
  { queue, phases }: PlannedFlow,
  {
    deadLetterQueue,
    rules,
  }: { readonly deadLetterQueue: string | null; readonly rules: readonly PassingRule[] },
  arrivals: readonly number[],
  { zeroMs, deviation }: { readonly zeroMs: number; readonly deviation: MessageDeviation },
): QueueRecord {
  const { consumerRatio = HEALTHY_RATIO, deadLetters = 0, gapsIn } = deviation;
  const perSecond = consumerRatio * (phases[0]?.requestsPerSecond ?? 0);
  const minutes = new Map<number, { sent: number; deleted: number; age: number }>();
  const depths: QueueDepth[] = [depth(zeroMs - 1_000, 0, 0)];
  const dead: QueueDepth[] = [depth(zeroMs - 1_000, 0, 0)];
  let held = 0;
  let able = 0;
  for (const [second, come] of arrivals.entries()) {
    const atMs = zeroMs + 1000 * (second + 1);
    held += come;
    // What it could have handled while there was nothing is lost; a part of a message is carried on.
    able = Math.min(able, 1) + perSecond;
    const handled = Math.min(held, Math.floor(able));
    able -= handled;
    held -= handled;
    const minute = minuteOf(zeroMs + 1000 * second);
    const seen = minutes.get(minute) ?? { sent: 0, deleted: 0, age: 0 };
    minutes.set(minute, {
      sent: seen.sent + come,
      deleted: seen.deleted + handled,
      age: Math.max(seen.age, Math.round(held / perSecond)),
    });
    if ((second + 1) % LOOK_SECONDS !== 0) continue;
    const taken = Math.min(held, Math.ceil(perSecond / 10));
    depths.push(depth(atMs, held - taken, taken));
    dead.push(depth(atMs, second > arrivals.length / 2 ? deadLetters : 0, 0));
  }
  const metric = (of: (minute: { sent: number; deleted: number; age: number }) => number) =>
    [...minutes].map(([at, minute]) => ({ at, value: of(minute) }));
  return {
    queue,
    depths,
    deadLetter: deadLetterQueue === null ? null : { queue: deadLetterQueue, depths: dead },
    rules: rules.map(({ bus, rule, deadLetter }) => ({
      ...{ bus, rule, failed: reported([]) },
      deadLetter:
        deadLetter === null
          ? null
          : { queue: deadLetter, depths: dead.map(({ at }) => depth(Date.parse(at), 0, 0)) },
    })),
    oldestAge: reported(
      metric(({ age }) => age).filter((_, index) => gapsIn !== 'oldestAge' || index % 2 === 0),
    ),
    sent: reported(metric(({ sent }) => sent)),
    deleted: reported(metric(({ deleted }) => deleted)),
    unseen: [],
  };
}

function depth(atMs: number, visible: number, inFlight: number): QueueDepth {
  return { at: new Date(atMs).toISOString(), visible, inFlight, delayed: 0 };
}

function reported(points: readonly { at: number; value: number }[]): ReportedMetric {
  return {
    state: 'reported',
    periodSeconds: 60,
    points: points.map(({ at, value }) => ({ at: new Date(at).toISOString(), value })),
  };
}

function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}
