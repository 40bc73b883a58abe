import { batchesOf } from '../../../collectors/aws/batches.ts';
import { dataQueries, observePoints } from '../../../collectors/aws/cloudwatch/metric-data.ts';
import {
  describeCompositeAlarms,
  describeMetricAlarms,
  getMetricData,
  MAX_METRIC_QUERIES_PER_CALL,
} from '../../../collectors/aws/cloudwatch/operations.ts';
import { queues, type Queue } from '../../../collectors/aws/sqs/queues.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { Observation } from '../../../core/observation.ts';
import type { Fuse } from '../../../load/fuses/fuse.ts';
import type { Look } from '../../../load/fuses/sight.ts';
import { whyUnseen } from './gaps.ts';
import { databaseMetrics, PERIOD_SECONDS } from './reported-metrics.ts';
import { MAX_ALARM_NAMES } from './scale-out-alarms.ts';

const PERIOD_MS = PERIOD_SECONDS * 1000;
/** The last minute that CloudWatch has of the connections is one or two minutes old; what is older than these is not how it is. */
const WINDOW_PERIODS = 5;

/** What AWS tells of each fuse now, by AWS's clock. */
export async function lookAtFuses(
  context: CollectContext,
  fuses: readonly Fuse[],
  nowMs: number,
): Promise<ReadonlyMap<Fuse, Look>> {
  const looks = await Promise.all([
    alarmLooks(context, ofKind(fuses, 'alarm')),
    queueLooks(context, ofKind(fuses, 'dead-letter-queue')),
    connectionLooks(context, ofKind(fuses, 'connections'), nowMs),
  ]);
  return new Map(looks.flat());
}

type Looked = readonly (readonly [Fuse, Look])[];

function ofKind(fuses: readonly Fuse[], kind: Fuse['kind']): readonly Fuse[] {
  return fuses.filter((fuse) => fuse.kind === kind);
}

/** A name is that of a metric alarm or of a composite one: no two alarms of an account and region share it. */
async function alarmLooks({ aws }: CollectContext, fuses: readonly Fuse[]): Promise<Looked> {
  const batches = batchesOf(
    fuses.map(({ name }) => name),
    MAX_ALARM_NAMES,
  );
  const looked = await Promise.all(
    batches.map(async (names) => {
      const [metrics, composites] = await Promise.all([
        aws.read(describeMetricAlarms, {
          AlarmTypes: ['MetricAlarm'],
          AlarmNames: [...names],
        }),
        aws.read(describeCompositeAlarms, {
          AlarmTypes: ['CompositeAlarm'],
          AlarmNames: [...names],
        }),
      ]);
      const told = [
        ...(metrics.state === 'answered' ? (metrics.value.MetricAlarms ?? []) : []),
        ...(composites.state === 'answered' ? (composites.value.CompositeAlarms ?? []) : []),
      ];
      const failed = [metrics, composites].find(({ state }) => state === 'failed');
      return names.map((name): Look => {
        const alarm = told.find(({ AlarmName }) => AlarmName === name);
        if (alarm !== undefined) return { kind: 'alarm', state: alarm.StateValue ?? null };
        return failed?.state === 'failed'
          ? { kind: 'unseen', why: whyUnseen(failed.cause) }
          : { kind: 'unseen', why: 'CloudWatch has no alarm of that name in the region.' };
      });
    }),
  );
  const flat = looked.flat();
  return fuses.map((fuse, index) => [fuse, flat[index] ?? NOT_ASKED]);
}

const NOT_ASKED: Look = { kind: 'unseen', why: 'It was not asked for.' };

async function queueLooks(context: CollectContext, fuses: readonly Fuse[]): Promise<Looked> {
  if (fuses.length === 0) return [];
  const { spec } = context;
  const named = Object.entries(spec.queues ?? {}).filter(([name]) =>
    fuses.some((fuse) => fuse.name === name),
  );
  const found = await queues.collect({
    ...context,
    spec: { ...spec, queues: Object.fromEntries(named) },
  });
  return fuses.map((fuse) => [fuse, messagesIn(found[fuse.name])]);
}

/** What is held by who looks into a queue, and what a queue with a delay does not show yet, is in it all the same. */
function messagesIn(queue: Observation<Queue> | undefined): Look {
  switch (queue?.state) {
    case undefined:
      return NOT_ASKED;
    case 'unseen':
      return { kind: 'unseen', why: whyUnseen(queue.cause) };
    case 'absent':
      return { kind: 'unseen', why: 'The queue does not exist.' };
    case 'present': {
      const { visible, inFlight, delayed } = queue.value.messages;
      return visible === null || inFlight === null || delayed === null
        ? {
            kind: 'unseen',
            why: 'The answer to sqs:GetQueueAttributes lacks its number of messages.',
          }
        : { kind: 'dead-letter-queue', messages: visible + inFlight + delayed };
    }
  }
}

async function connectionLooks(
  { aws }: CollectContext,
  fuses: readonly Fuse[],
  nowMs: number,
): Promise<Looked> {
  const toMs = (Math.floor(nowMs / PERIOD_MS) + 1) * PERIOD_MS;
  const fromMs = toMs - (WINDOW_PERIODS + 1) * PERIOD_MS;
  const looked = await Promise.all(
    batchesOf(fuses, MAX_METRIC_QUERIES_PER_CALL).map(async (batch) => {
      const answer = await aws.read(getMetricData, {
        MetricDataQueries: dataQueries(
          batch.map(({ name }) => databaseMetrics(name).connections.query),
        ),
        StartTime: new Date(fromMs),
        EndTime: new Date(toMs),
        ScanBy: 'TimestampAscending',
      });
      return batch.map((fuse, place): readonly [Fuse, Look] => {
        const found = observePoints(answer, place, fromMs);
        switch (found.state) {
          case 'unseen':
            return [fuse, { kind: 'unseen', why: whyUnseen(found.cause) }];
          case 'absent':
            return [fuse, { kind: 'unseen', why: 'CloudWatch does not have the metric.' }];
          case 'present': {
            const inTime = found.value.toSorted((one, other) => (one.at < other.at ? -1 : 1));
            return [fuse, { kind: 'connections', perMinute: inTime.map(({ value }) => value) }];
          }
        }
      });
    }),
  );
  return looked.flat();
}
