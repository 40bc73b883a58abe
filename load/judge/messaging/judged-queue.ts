import type { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import { worstVerdict } from '../../../core/load/load-document.ts';
import type { Sizing } from '../../../core/load/sizing.ts';
import { declaredService, taskRange } from '../../../core/spec/declared-service.ts';
import type { MessageLoadSpec } from '../../../core/spec/sections/load.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { SentMessages } from '../../kept/messages.ts';
import { secondsOfMessages } from '../../plan/message-plan.ts';
import { passingRules } from '../../plan/passing-rules.ts';
import { clockRuling } from '../deployment/clock-rule.ts';
import { relyingOn } from '../deployment/reliance.ts';
import type { JudgedResource } from '../deployment/resource-ruling.ts';
import { rulingBy } from '../deployment/rulings.ts';
import { rounded } from '../words.ts';
import { capacityOf, drainOf, type ConsumerCapacity, type Drain } from './consumer-capacity.ts';
import { consumerRuling } from './consumer-rule.ts';
import type { LoadedQueue } from './loaded-queue.ts';
import { depthAt, heldBy } from './queue-depths.ts';
import { queueLagRuling, trendWithin } from './queue-lag-rule.ts';
import { senderVerdict } from './sender-rule.ts';
import { flowTo, rateOf, spanOfPhase, timeOf } from './sent-flow.ts';

/** What the messages of a load say of one queue and of the service that takes them. */
export interface JudgedQueue {
  readonly resource: JudgedResource;
  readonly sizing: Sizing;
}

/**
 * What is ruled of each queue that messages are declared for.
 * @param deployment what AWS reported meanwhile; null when it was not looked at
 */
export function judgedQueues(
  spec: Spec,
  messages: SentMessages,
  deployment: DeploymentRecord | null,
): readonly JudgedQueue[] {
  return Object.values(spec.load?.messages ?? {}).map((declared) =>
    judgedQueue(spec, declared, messages, deployment),
  );
}

function judgedQueue(
  spec: Spec,
  declared: MessageLoadSpec,
  messages: SentMessages,
  deployment: DeploymentRecord | null,
): JudgedQueue {
  const { queue, service } = declared;
  const undecided = (verdict: 'INVALID' | 'INCONCLUSIVE', reason: string): JudgedQueue => ({
    resource: {
      ...named(queue),
      rulings: (['A1', 'A3', 'M1'] as const).map((rule) =>
        rulingBy(rule, null)('INCONCLUSIVE', reason),
      ),
    },
    sizing: { ...sizeOf(declared), verdict, reason },
  });
  const flow = flowTo(messages, queue);
  if (flow === null) return undecided('INCONCLUSIVE', `No message was sent to ${queue}.`);
  const maxAgeSeconds = declared.maxAgeSeconds ?? spec.queues?.[queue]?.maxAgeSeconds;
  if (maxAgeSeconds === undefined) {
    return undecided('INCONCLUSIVE', `How old a message in ${queue} may be is not declared.`);
  }
  const sender = senderVerdict(flow, messages, maxAgeSeconds);
  if (sender.verdict === 'INVALID') return undecided('INVALID', sender.reason);
  if (deployment === null) {
    return undecided('INCONCLUSIVE', 'What AWS reports of it was not looked at.');
  }
  const own = deployment.queues.filter((record) => record.queue === queue);
  const [record] = own;
  if (record === undefined || own.length > 1) {
    return undecided(
      'INCONCLUSIVE',
      `What AWS reported has the queue ${queue} ${own.length} times.`,
    );
  }
  const loaded: LoadedQueue = {
    flow,
    record,
    maxAgeSeconds,
    deadLetterQueue: spec.queues?.[queue]?.deadLetter?.queue ?? null,
    rules: passingRules(spec, declared),
  };
  const clock = clockRuling(deployment, [
    {
      ...{ kind: 'messaging', zeroMs: flow.zeroMs },
      seconds: secondsOfMessages(messages.plan),
      endedMs: Date.parse(messages.endedAt),
    },
  ]);
  const time = timeOf(flow);
  if (time === null) {
    return undecided('INCONCLUSIVE', `The plan has no phase in which ${queue} is judged.`);
  }
  const consumers = deployment.services.filter((one) => one.service === service);
  const tasks = consumerRuling(spec, service, consumers, time);
  // That more tasks than are declared, or how many is not known, fell behind speaks against it all the same.
  const lag = relyingOn(queueLagRuling(loaded, time), [clock], [tasks]);
  const counts = consumers[0]?.counts ?? [];
  const drain = drained(loaded);
  const capacity = capacityIn(loaded, drain, counts);
  const rate = rateOf(flow);
  const verdict = worstVerdict(
    [clock.verdict, lag.verdict].flatMap((one) =>
      one === 'HOLDS' || one === 'UNDERSIZED' || one === 'INCONCLUSIVE' ? [one] : ['INCONCLUSIVE'],
    ),
  );
  const told = [lag.reason, drainInWords(loaded, drain), capacityInWords(capacity, service, rate)];
  return {
    resource: {
      ...named(queue),
      rulings: [
        clock,
        tasks,
        {
          ...lag,
          evidence: {
            ...lag.evidence,
            ...(drain === null ? {} : { drainPerSecond: drain.perSecond }),
            ...(capacity === null ? {} : { fewestTasks: capacity.fewestTasks }),
          },
        },
      ],
    },
    sizing: {
      ...sizeOf(declared),
      verdict,
      reason: told.filter((sentence) => sentence !== '').join(' '),
      margin: capacity === null ? null : capacity.perSecond / rate,
      recommended: verdict === 'UNDERSIZED' ? moreTasks(spec, service, capacity) : null,
    },
  };
}

function named(queue: string): Omit<JudgedResource, 'rulings'> {
  return { kind: 'queue', name: queue, resource: `sqs ${queue}` };
}

/** What of a queue is declared that its verdict is about: not the size of a task, but a rate and who takes it. */
function sizeOf({
  queue,
  service,
  messagesPerSecond,
  burstMessages,
}: MessageLoadSpec): Omit<Sizing, 'verdict' | 'reason'> {
  const burst = burstMessages === undefined ? '' : `, ${burstMessages} at once`;
  return {
    resource: `sqs ${queue}`,
    margin: null,
    declared: `${rounded(messagesPerSecond)} messages a second${burst}, taken by ${service}`,
    recommended: null,
    options: [],
    current: null,
  };
}

function drained({ flow, record: { depths } }: LoadedQueue): Drain | null {
  const burst = spanOfPhase(flow, 'burst');
  const drain = spanOfPhase(flow, 'drain');
  const before = burst === null ? null : depthAt(depths, burst.fromMs);
  return burst === null || drain === null || before === null
    ? null
    : drainOf(depths, { fromMs: burst.fromMs, toMs: drain.toMs }, heldBy(before));
}

/** From a burst that was drained, or from a backlog that grew: in both all tasks were busy. */
function capacityIn(
  { flow, record: { depths } }: LoadedQueue,
  drain: Drain | null,
  counts: Parameters<typeof capacityOf>[2],
): ConsumerCapacity | null {
  const rate = rateOf(flow);
  if (drain !== null) return capacityOf(rate, rate + drain.perSecond, counts, drain.span);
  const steady = spanOfPhase(flow, 'steady');
  const trend = steady === null ? null : trendWithin(depths, steady, heldBy);
  return steady === null || trend?.kind !== 'estimate' || trend.interval.low <= 0
    ? null
    : capacityOf(rate, rate - trend.slope, counts, steady);
}

function drainInWords({ flow }: LoadedQueue, drain: Drain | null): string {
  if (spanOfPhase(flow, 'burst') === null) return '';
  return drain === null
    ? 'How fast the burst was drained could not be told.'
    : `The burst was drained at ${rounded(drain.perSecond)} messages a second beside those that came.`;
}

function capacityInWords(capacity: ConsumerCapacity | null, service: string, rate: number): string {
  if (capacity === null) return '';
  const { tasks, perSecond, fewestTasks } = capacity;
  return `${tasks} ${tasks === 1 ? 'task' : 'tasks'} of ${service} handled ${rounded(perSecond)} messages a second, and ${fewestTasks} are the fewest that are stable at ${rounded(rate)}.`;
}

/** The fewest tasks that are stable, when that is more than may always run. */
function moreTasks(spec: Spec, service: string, capacity: ConsumerCapacity | null): string | null {
  const declared = declaredService(spec, service);
  return capacity === null || declared === null || capacity.fewestTasks <= taskRange(declared).least
    ? null
    : `at least ${capacity.fewestTasks} tasks of ${service}`;
}
