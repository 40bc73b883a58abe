import { setTimeout as sleep } from 'node:timers/promises';
import { activitiesSince } from '../../../collectors/aws/application-auto-scaling/activities-since.ts';
import { describeMetricAlarms } from '../../../collectors/aws/cloudwatch/operations.ts';
import {
  describeServices,
  describeTasks,
  listTasks,
} from '../../../collectors/aws/ecs/operations.ts';
import { describeScalingPolicies } from '../../../collectors/aws/application-auto-scaling/operations.ts';
import {
  describeTargetGroups,
  describeTargetHealth,
} from '../../../collectors/aws/elastic-load-balancing-v2/operations.ts';
import { getQueueAttributes } from '../../../collectors/aws/sqs/operations.ts';
import type { Operation } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type {
  DeadLetters,
  DeploymentRecord,
  QueueRecord,
  ServiceRecord,
} from '../../../core/load/deployment-record.ts';
import { redact } from '../../../core/redact.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { LoadKind } from '../../../load/plan/phases.ts';
import type { Gate } from '../../aws/gate.ts';
import { messageOf } from '../../message-of.ts';
import { awsContext } from './aws-context.ts';
import type { ClockOffset } from './clock-offset.ts';
import type { FuseWatch } from './fuse-watch.ts';
import { Gaps, whyUnseen } from './gaps.ts';
import { lastCalls } from './last-calls.ts';
import { FUSE_INTERVALS, INTERVAL_MS } from './look-intervals.ts';
import { lookAtQueueDepths, type SeenDepths } from './queue-depths.ts';
import { repeat } from './repeat.ts';
import { lookAtAlarms, type SeenAlarm } from './scale-out-alarms.ts';
import { lookAtTaskCounts, type SeenCounts } from './task-counts.ts';
import { createdSince, lookAtTaskTimes, type SeenTasks } from './task-times.ts';
import { readMetrics } from './read-metrics.ts';
import { SETTLE_MS } from './settled-metrics.ts';
import { WATCHED_OPERATIONS } from './watched-operations.ts';
import {
  watchedParts,
  type WatchedParts,
  type WatchedQueue,
  type WatchedService,
} from './watched-parts.ts';

export interface WatchOptions {
  readonly spec: Spec;
  /** What is sent; all that k6 sends unless told. */
  readonly kinds?: readonly LoadKind[];
  /** A gate whose calls end at that time, in epoch milliseconds. */
  readonly gateUntil: (deadlineMs: number) => Gate;
  readonly clock: Pick<ClockOffset, 'now'>;
  /** What may end the load, seen once before it began. */
  readonly fuses: Pick<FuseWatch, 'observe' | 'records' | 'calls'>;
  /** Ends the watch at once; what was seen until then is kept. */
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
  /** From one look to the next, in milliseconds. */
  readonly intervalMs?: number;
  /** Before each reading of CloudWatch, in milliseconds. */
  readonly metricWaitMs?: number;
  /** How far apart two readings must be to show that it has settled, in milliseconds; 3 min unless told. */
  readonly settleMs?: number;
}

/** A deployment that is watched from now on. */
export interface DeploymentWatch {
  /** Ends the looking, reads what AWS kept of the time, and tells what was seen. It never throws for what AWS answers or does not. */
  end(): Promise<DeploymentRecord>;
  /** Ends the looking, and tells nothing. */
  abandon(): void;
}

/** After how many looks also that is asked for again which does not change. */
const LOOKS_BETWEEN = 12;
/** Longer than any load is sent. */
const LONGEST_WATCH_MS = 7 * 24 * 60 * 60_000;
/** How long looks that are under way may take when the load is over; what they bring later is lost. */
const LAST_LOOK_MS = 10_000;
/** For one reading of CloudWatch, or of the scaling activities. */
const READING_MS = 60_000;

type Seen = SeenCounts & SeenTasks & SeenAlarm;

/** Begins to look at what the load of a spec goes to. */
export function watchDeployment(options: WatchOptions): DeploymentWatch {
  const { spec, gateUntil, signal } = options;
  const parts = watchedParts(spec, options.kinds);
  const startedMs = Date.now();
  const gate = gateUntil(startedMs + LONGEST_WATCH_MS);
  const seen = new Map(
    parts.services.map(({ key }): [string, Seen] => [
      key,
      { counts: [], tasks: new Map(), alarmAt: null, gaps: new Gaps() },
    ]),
  );
  const seenOf = ({ key }: WatchedService): Seen => {
    const known = seen.get(key);
    if (known === undefined) throw new Error(`${key} is not watched.`);
    return known;
  };

  const seenQueues = new Map(
    parts.queues.map(({ queue }): [string, SeenDepths] => [
      queue,
      { depths: new Map(), gaps: new Gaps() },
    ]),
  );
  const seenQueue = (queue: string): SeenDepths => {
    const known = seenQueues.get(queue);
    if (known === undefined) throw new Error(`${queue} is not watched.`);
    return known;
  };

  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  let lookedUntilMs = startedMs;
  const onEnded = () => {
    lookedUntilMs = Date.now();
  };
  ended.addEventListener('abort', onEnded, { once: true });
  const context = awsContext(gate.readerFor(WATCHED_OPERATIONS), parts.spec);
  const looks: readonly Look[] = [
    {
      what: 'The number of tasks was',
      moving: [describeServices, describeTargetHealth],
      still: [describeTargetGroups],
      gapsIn: seen,
      look: () => lookAtTaskCounts(context, parts, seenOf),
    },
    {
      what: 'The times of its tasks were',
      moving: [listTasks, describeTasks],
      still: [],
      gapsIn: seen,
      look: () => lookAtTaskTimes(context, parts, seenOf),
    },
    {
      what: 'The alarms of its scaling policies were',
      moving: [describeMetricAlarms],
      still: [describeScalingPolicies],
      gapsIn: seen,
      look: () => lookAtAlarms(context, parts, { startedMs, seenOf }),
    },
    ...(parts.queues.length === 0
      ? []
      : [
          {
            what: 'What it held was',
            moving: [getQueueAttributes],
            still: [],
            gapsIn: seenQueues,
            look: () => lookAtQueueDepths(context, parts.queues, seenQueue),
          },
        ]),
  ];
  const lookOnce = async ({ what, moving, still, gapsIn, look }: Look, number: number) => {
    try {
      await look();
    } catch (error) {
      for (const { gaps } of gapsIn.values()) gaps.note(what, messageOf(error), new Date());
    }
    // The gate answers an equal call from what it has: the next look is to ask AWS again.
    const asked = number % LOOKS_BETWEEN === 0 ? [...moving, ...still] : moving;
    for (const operation of asked) gate.forget(operation);
  };
  const intervalMs = options.intervalMs ?? INTERVAL_MS;
  const looking = Promise.all([
    ...looks.map((look) => repeat((number) => lookOnce(look, number), intervalMs, ended)),
    repeat(() => options.fuses.observe(ended), FUSE_INTERVALS * intervalMs, ended),
  ]);

  return {
    abandon: () => {
      over.abort();
    },
    end: async () => {
      over.abort();
      const waited = new AbortController();
      await Promise.race([
        looking,
        sleep(LAST_LOOK_MS, undefined, { signal: waited.signal }).catch(() => undefined),
      ]);
      waited.abort();
      return recordOf(options, {
        parts,
        seenOf,
        seenQueue,
        startedMs,
        lookedUntilMs,
        endedMs: Date.now(),
        gate,
      });
    },
  };
}

interface Look {
  /** What is missing when it fails, with its verb. */
  readonly what: string;
  /** What it asks AWS each time; no other look does. */
  readonly moving: readonly Operation[];
  /** What it asks now and then, since it does not change while load is sent; what could not be seen is asked for again then. */
  readonly still: readonly Operation[];
  /** Where it is noted that it failed. */
  readonly gapsIn: ReadonlyMap<string, { readonly gaps: Gaps }>;
  readonly look: () => Promise<void>;
}

interface Watched {
  readonly parts: WatchedParts;
  readonly seenOf: (service: WatchedService) => Seen;
  readonly seenQueue: (queue: string) => SeenDepths;
  readonly startedMs: number;
  /** When the looking ended: the load was over, or somebody interrupted it. */
  readonly lookedUntilMs: number;
  /** When the last look was over. */
  readonly endedMs: number;
  /** Through which was looked while load was sent. */
  readonly gate: Gate;
}

async function recordOf(options: WatchOptions, watched: Watched): Promise<DeploymentRecord> {
  const { gateUntil, clock, signal, onNote } = options;
  const { parts, seenOf, seenQueue, startedMs, lookedUntilMs, endedMs, gate } = watched;
  const gates = [gate];
  // A gate of its own for each reading: it has an end, and remembers nothing of the reading before.
  const contextOnce = () => {
    const next = gateUntil(Date.now() + READING_MS);
    gates.push(next);
    return awsContext(next.readerFor(WATCHED_OPERATIONS), parts.spec);
  };
  const offsetMs = clock.now() ?? 0;
  const metrics = await readMetrics(parts, contextOnce, {
    fromMs: startedMs + offsetMs,
    toMs: endedMs + offsetMs,
    waitMs: options.metricWaitMs ?? SETTLE_MS,
    settleMs: options.settleMs ?? SETTLE_MS,
    signal,
    onNote,
  });
  const context = contextOnce();
  // By AWS's clock, of which a `Date` header says no more than the second.
  const sinceMs = startedMs + offsetMs - 1_000;
  const services = await Promise.all(
    parts.services.map(async (service): Promise<ServiceRecord> => {
      const { counts, tasks, alarmAt, gaps } = seenOf(service);
      const decisions = await decisionsOf(context, service, sinceMs, gaps);
      return {
        service: service.key,
        counts,
        tasks: createdSince(tasks, sinceMs),
        decisions,
        alarmAt,
        ...metrics.ofService(service),
        unseen: gaps.sentences(),
      };
    }),
  );
  return redact({
    formatVersion: 1,
    startedAt: new Date(startedMs).toISOString(),
    // Not when it was all read, which is minutes after the load.
    endedAt: new Date(lookedUntilMs).toISOString(),
    clockOffsetMs: clock.now(),
    services,
    databases: parts.databases.map((cluster) => ({ cluster, ...metrics.ofDatabase(cluster) })),
    queues: parts.queues.map((queue) => ({
      ...depthsOf(queue, seenQueue(queue.queue)),
      rules: queue.rules.map(({ bus, rule, deadLetter }) => ({
        ...{ bus, rule, failed: metrics.failuresOf({ bus, rule }) },
        deadLetter: deadLettersOf(deadLetter, seenQueue(queue.queue)),
      })),
      ...metrics.ofQueue(queue.queue),
    })),
    fuses: [...options.fuses.records()],
    calls: lastCalls([...gates.flatMap((each) => each.ledger()), ...options.fuses.calls()]),
  });
}

function depthsOf(
  { queue, deadLetter }: WatchedQueue,
  seen: SeenDepths,
): Pick<QueueRecord, 'queue' | 'depths' | 'deadLetter' | 'unseen'> {
  return {
    queue,
    depths: seen.depths.get(queue) ?? [],
    deadLetter: deadLettersOf(deadLetter, seen),
    unseen: seen.gaps.sentences(),
  };
}

function deadLettersOf(queue: string | null, { depths }: SeenDepths): DeadLetters | null {
  return queue === null ? null : { queue, depths: depths.get(queue) ?? [] };
}

/** Null when they were not all seen. */
async function decisionsOf(
  context: CollectContext,
  { resourceId }: WatchedService,
  sinceMs: number,
  gaps: Gaps,
): Promise<ServiceRecord['decisions']> {
  const found = await activitiesSince(context, resourceId, sinceMs);
  switch (found.state) {
    case 'unseen':
      gaps.note('How it scaled was', whyUnseen(found.cause), new Date());
      return null;
    case 'absent':
      gaps.note(
        'How it scaled was',
        'Application Auto Scaling does not know the service.',
        new Date(),
      );
      return null;
    case 'present':
      return found.value.map(({ startedAt, status, description, cause, notScaled }) => ({
        at: startedAt,
        status,
        description,
        cause,
        notScaled,
      }));
  }
}
