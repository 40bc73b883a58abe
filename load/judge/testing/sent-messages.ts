// Messages that are sent to a queue in simulated time, and what AWS would report of it, for the tables of whoever judges them.
import type {
  DeploymentRecord,
  QueueRecord,
  ReportedMetric,
  TaskCounts,
} from '../../../core/load/deployment-record.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { LoadDeviation } from '../../../sandbox/simulated-load/deviation.ts';
import { simulateMessages } from '../../../sandbox/simulated-load/messages.ts';
import type { SentFlow, SentMessages } from '../../kept/messages.ts';
import { type MessagePlan, planMessages } from '../../plan/message-plan.ts';
import { specOf } from './sent-staircase.ts';

const ZERO_AT = '2026-11-29T07:00:23.000Z';
const RATE = 20;
const BASE = specOf('minTasks: 1, maxTasks: 2, policies: {}');

/** Twenty messages a second, two thousand at once, and a minute that a message may wait. */
export const MESSAGES_SPEC: Spec = {
  ...BASE,
  queues: {
    tasks: {
      ...{ fifo: false, visibilityTimeoutSeconds: 300, retentionDays: 4, maxAgeSeconds: 60 },
      deadLetter: { queue: 'tasks-dlq', maxReceives: 3 },
    },
    'tasks-dlq': { fifo: false, visibilityTimeoutSeconds: 300, retentionDays: 14 },
  },
  load: {
    ...BASE.load,
    target: { origin: 'http://127.0.0.1', environment: 'test', timeoutMs: 10_000, writes: true },
    scenarios: { messaging: { steadySeconds: 300, drainSeconds: 120, quietSeconds: 60 } },
    messages: {
      work: {
        ...{ queue: 'tasks', service: 'main/api', messagesPerSecond: RATE, burstMessages: 2000 },
        body: '{"id":"{{id}}"}',
      },
    },
  },
};

const work = MESSAGES_SPEC.load?.messages?.['work'];
if (work === undefined) throw new Error('The spec has no messages.');

/** The same messages as events on a bus, of which a rule passes them on. */
export const EVENTS_SPEC: Spec = {
  ...MESSAGES_SPEC,
  buses: {
    events: {
      rules: {
        jobs: {
          state: 'ENABLED',
          targets: [
            { queue: 'tasks', deadLetterQueue: 'events-dlq' },
            { logGroup: '/aws/events/events' },
          ],
        },
        audit: { state: 'ENABLED', targets: [{ logGroup: '/aws/events/events' }] },
      },
    },
  },
  load: {
    ...MESSAGES_SPEC.load,
    messages: { work: { ...work, bus: { name: 'events', source: 'load', detailType: 'Job' } } },
  },
};

function planOf(spec: Spec): MessagePlan {
  const planned = planMessages(spec, { seed: 1, marker: 'test' });
  if (planned.kind === 'refused') throw new Error(planned.complaints.join());
  return planned.plan;
}

/** What was sent, and what AWS reported meanwhile. */
export interface RanMessages {
  readonly messages: SentMessages;
  readonly deployment: DeploymentRecord;
}

/** Two tasks, which handle fifty messages a second unless they deviate. */
export function ranMessages(
  deviation: LoadDeviation = {},
  tasks = 2,
  spec = MESSAGES_SPEC,
): RanMessages {
  const { messages, queues } = simulateMessages(spec, planOf(spec), ZERO_AT, deviation);
  const counts: TaskCounts[] = [];
  const endMs = Date.parse(messages.endedAt);
  for (let atMs = Date.parse(ZERO_AT) - 5_000; atMs <= endMs + 5_000; atMs += 5_000) {
    counts.push({
      at: new Date(atMs).toISOString(),
      ...{ desired: tasks, running: tasks, pending: 0, healthy: tasks },
    });
  }
  const unseen: ReportedMetric = { state: 'unseen', why: 'It was not asked for.' };
  return {
    messages,
    deployment: {
      formatVersion: 1,
      startedAt: new Date(Date.parse(ZERO_AT) - 5_000).toISOString(),
      endedAt: new Date(endMs + 60_000).toISOString(),
      clockOffsetMs: 200,
      services: [
        {
          ...{ service: 'main/api', counts, tasks: [], decisions: [], alarmAt: null, unseen: [] },
          ...{ cpuAverage: unseen, cpuMaximum: unseen, memoryAverage: unseen },
          ...{ memoryMaximum: unseen, requests: null },
        },
      ],
      databases: [],
      queues: [...queues],
      fuses: [],
      calls: [],
    },
  };
}

/** With another account of its queue. */
export const withQueue = (
  ran: RanMessages,
  change: (record: QueueRecord) => Partial<QueueRecord>,
): RanMessages => ({
  ...ran,
  deployment: {
    ...ran.deployment,
    fuses: [],
    queues: ran.deployment.queues.map((record) => ({ ...record, ...change(record) })),
  },
});

/** With another account of what became of its messages. */
export const withFlow = (
  ran: RanMessages,
  change: (flow: SentFlow) => Partial<SentFlow>,
): RanMessages => ({
  ...ran,
  messages: {
    ...ran.messages,
    flows: ran.messages.flows.map((flow) => ({ ...flow, ...change(flow) })),
  },
});
