import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  DeploymentRecord,
  type QueueRecord,
  type ReportedMetric,
  type TaskCounts,
} from '../../../core/load/deployment-record.ts';
import { LoadRun } from '../../../core/load/load-run.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { SentMessages } from '../../kept/messages.ts';
import { judgeLoad } from '../load-run.ts';
import {
  EVENTS_SPEC,
  MESSAGES_SPEC,
  ranMessages,
  type RanMessages,
  withFlow,
  withQueue,
} from '../testing/sent-messages.ts';

const SPEC = MESSAGES_SPEC;

const judged = ({ messages, deployment }: RanMessages, spec = SPEC) =>
  judgeLoad(spec, [], deployment, messages);

const sizeOf = (ran: RanMessages, spec = SPEC) => {
  const [size] = judged(ran, spec).load.sizing;
  if (size === undefined) throw new Error('The queue has no verdict.');
  return size;
};

/** With other numbers of tasks of the service that takes the messages. */
const withCounts = (
  ran: RanMessages,
  change: (counts: readonly TaskCounts[]) => readonly TaskCounts[],
): RanMessages => ({
  ...ran,
  deployment: {
    ...ran.deployment,
    services: ran.deployment.services.map((record) => ({
      ...record,
      counts: [...change(record.counts)],
    })),
  },
});

const ofTasks = (count: TaskCounts, tasks: number): TaskCounts => ({
  ...count,
  ...{ desired: tasks, running: tasks, healthy: tasks },
});

const unseenMetric: ReportedMetric = { state: 'unseen', why: 'AWS denied it.' };

const without = (metric: ReportedMetric, at: number): ReportedMetric =>
  metric.state === 'unseen'
    ? metric
    : { ...metric, points: metric.points.filter((_, index) => index !== at) };

test('a service that keeps up holds, and how fast it drains and how many tasks that takes is told', () => {
  const ran = ranMessages();
  expect(SentMessages.parse(ran.messages)).toEqual(ran.messages);
  expect(DeploymentRecord.parse(ran.deployment)).toEqual(ran.deployment);
  const { load, resources, judgements } = judged(ran);
  expect(LoadRun.parse(load)).toEqual(load);
  expect(judgements).toEqual([]);
  expect(
    resources.map(({ resource, rulings }) => [
      resource,
      rulings.map(({ rule, verdict }) => `${rule} ${verdict}`).join(', '),
    ]),
  ).toEqual([['sqs tasks', 'A1 HOLDS, A3 HOLDS, M1 HOLDS']]);
  expect(load.sizing).toEqual([
    expect.objectContaining({
      resource: 'sqs tasks',
      verdict: 'HOLDS',
      declared: '20 messages a second, 2000 at once, taken by main/api',
      recommended: null,
    }),
  ]);
  expect(load.sizing[0]?.reason).toMatch(
    /^At 20 messages a second what waits in tasks changed by 0 a second \(.*\), and does not grow\. .* No message in tasks was seen to be older than \d+(\.\d+)? s, of 60 s\. No message became a dead letter in tasks-dlq\. .* In the end all of them were handled\. The burst was drained at \d+(\.\d)? messages a second beside those that came\. 2 tasks of main\/api handled \d+(\.\d)? messages a second, and 1 are the fewest that are stable at 20\.$/,
  );
  // It was simulated to handle 50 a second.
  expect(load.sizing[0]?.margin).toBeGreaterThan(2.2);
  expect(load.sizing[0]?.margin).toBeLessThan(2.8);
});

test('a service that falls behind is undersized, and how many tasks would be stable is told', () => {
  const size = sizeOf(ranMessages({ consumerRatio: 0.8 }));
  expect(size).toMatchObject({
    verdict: 'UNDERSIZED',
    recommended: 'at least 3 tasks of main/api',
  });
  expect(size.reason).toMatch(
    /^At 20 messages a second what waits in tasks changed by (3\.\d+|4(\.\d+)?) a second \(.*\): it grows without end\. How fast the burst was drained could not be told\. 2 tasks of main\/api handled 1[56](\.\d)? messages a second, and 3 are the fewest that are stable at 20\.$/,
  );
  expect(size.margin).toBeCloseTo(0.8, 1);
});

test('what falls behind is undersized although CloudWatch says nothing', () => {
  const ran = withQueue(ranMessages({ consumerRatio: 0.8 }), () => ({
    ...{ oldestAge: unseenMetric, sent: unseenMetric, deleted: unseenMetric },
  }));
  expect(sizeOf(ran).verdict).toBe('UNDERSIZED');
});

test.each<[string, string, RegExp, RanMessages]>([
  [
    'a message grew too old',
    'UNDERSIZED',
    /^The oldest message in tasks was 61 s old, more than 60 s\./,
    withQueue(ranMessages(), ({ oldestAge }) => ({
      oldestAge:
        oldestAge.state === 'unseen'
          ? oldestAge
          : {
              ...oldestAge,
              points: oldestAge.points.map((point, index) =>
                index === 4 ? { ...point, value: 61 } : point,
              ),
            },
    })),
  ],
  [
    'a message of the burst grew too old when nothing was sent any more',
    'UNDERSIZED',
    /^The oldest message in tasks was 90 s old, more than 60 s\./,
    withQueue(ranMessages(), ({ oldestAge }) => ({
      oldestAge:
        oldestAge.state === 'unseen'
          ? oldestAge
          : {
              ...oldestAge,
              points: oldestAge.points.map((point, index) =>
                index === oldestAge.points.length - 1 ? { ...point, value: 90 } : point,
              ),
            },
    })),
  ],
  [
    'a message became a dead letter',
    'UNDERSIZED',
    /^While messages were sent, tasks-dlq grew by 1: messages of tasks were not handled/,
    ranMessages({ deadLetters: 1 }),
  ],
  [
    'messages are taken and kept',
    'UNDERSIZED',
    /what is held by tasks changed by .*: it grows without end\./,
    withQueue(ranMessages(), ({ depths }) => ({
      depths: depths.map((depth, index) => ({ ...depth, inFlight: depth.inFlight + index })),
    })),
  ],
  [
    'the age was not seen',
    'INCONCLUSIVE',
    /^The age of the oldest message in tasks \(ApproximateAgeOfOldestMessage\) was not seen\. AWS denied it\./,
    withQueue(ranMessages(), () => ({ oldestAge: unseenMetric })),
  ],
  [
    'a minute of the age is missing',
    'INCONCLUSIVE',
    /^Nothing was reported of the age of the oldest message in tasks \(ApproximateAgeOfOldestMessage\) at 07:0\d UTC\./,
    withQueue(ranMessages(), ({ oldestAge }) => ({ oldestAge: without(oldestAge, 4) })),
  ],
  [
    'the messages that CloudWatch counted were not seen',
    'INCONCLUSIVE',
    /^The number of messages that were sent to tasks \(NumberOfMessagesSent\) was not seen\./,
    withQueue(ranMessages(), () => ({ sent: unseenMetric })),
  ],
  [
    'the messages that were deleted were not seen',
    'INCONCLUSIVE',
    /^The number of messages that were deleted from tasks \(NumberOfMessagesDeleted\) was not seen\./,
    withQueue(ranMessages(), () => ({ deleted: unseenMetric })),
  ],
  [
    'CloudWatch counted few of them',
    'INCONCLUSIVE',
    /^In \d minutes CloudWatch counted 0 messages that were deleted from tasks, and \d+ were sent\./,
    withQueue(ranMessages(), ({ deleted }) => ({
      deleted:
        deleted.state === 'unseen'
          ? deleted
          : { ...deleted, points: deleted.points.map((point) => ({ ...point, value: 0 })) },
    })),
  ],
  [
    'there are too few looks',
    'INCONCLUSIVE',
    /^How many messages tasks held was not seen from 07:01:23 UTC on for 300 s\./,
    withQueue(ranMessages(), ({ depths }) => ({ depths: depths.slice(0, 2) })),
  ],
  [
    'a look is missing for a while',
    'INCONCLUSIVE',
    /^How many messages tasks held was not seen from .* on for 25 s\./,
    withQueue(ranMessages(), ({ depths }) => ({
      depths: depths.filter((_, index) => index < 30 || index > 33),
    })),
  ],
  [
    'the dead letters were not seen',
    'INCONCLUSIVE',
    /^How many dead letters tasks-dlq held before messages were sent was not seen\./,
    withQueue(ranMessages(), () => ({ deadLetter: { queue: 'tasks-dlq', depths: [] } })),
  ],
  [
    'the dead letters were not looked at',
    'INCONCLUSIVE',
    /^The dead letters of tasks, in tasks-dlq, were not looked at\./,
    withQueue(ranMessages(), () => ({ deadLetter: null })),
  ],
  [
    'in the end messages are left',
    'INCONCLUSIVE',
    /^In the end tasks held 3 more messages than before: /,
    withQueue(ranMessages(), ({ depths }) => ({
      depths: depths.map((depth, index) =>
        index === depths.length - 1 ? { ...depth, inFlight: 3 } : depth,
      ),
    })),
  ],
  [
    'the queue was not looked at',
    'INCONCLUSIVE',
    /^What AWS reported has the queue tasks 0 times\./,
    { ...ranMessages(), deployment: { ...ranMessages().deployment, queues: [] } },
  ],
  [
    "AWS's clock is another",
    'INCONCLUSIVE',
    /^What AWS reported cannot be relied on \(A1\)\./,
    { ...ranMessages(), deployment: { ...ranMessages().deployment, clockOffsetMs: 90_000 } },
  ],
  [
    'AWS refused messages',
    'INVALID',
    /^In the phase warm-up 0 of 1200 messages were taken, more than 1 % apart\. Of \d+ messages 0 were taken \(\d+ refused\)\. AWS denied sqs:SendMessage\./,
    withFlow(ranMessages(), ({ phases }) => ({
      phases: phases.map(({ planned: count }) => ({ planned: count, accepted: 0 })),
      refused: phases.reduce((sum, phase) => sum + phase.planned, 0),
      failures: [{ code: 'AccessDenied', sentence: 'AWS denied sqs:SendMessage.', messages: 1200 }],
    })),
  ],
  [
    'two in a hundred of a phase were throttled',
    'INVALID',
    /^In the phase steady 5880 of 6000 messages were taken, more than 1 % apart\. Of \d+ messages \d+ were taken \(120 throttled\)\./,
    withFlow(ranMessages(), ({ phases }) => ({
      phases: phases.map((phase, index) => (index === 1 ? { ...phase, accepted: 5880 } : phase)),
      throttled: 120,
    })),
  ],
  [
    'fewer messages are told to have been planned than the plan has',
    'INVALID',
    /^What is kept of the messages is not that of their plan\.$/,
    withFlow(ranMessages(), ({ phases }) => ({
      phases: phases.map(({ planned }, index) =>
        index === 1 ? { planned: 100, accepted: 100 } : { planned, accepted: planned },
      ),
    })),
  ],
  [
    'messages are not accounted for',
    'INVALID',
    /^What became of each message is not known\./,
    withFlow(ranMessages(), ({ phases }) => ({
      phases: phases.map((phase, index) => (index === 1 ? { ...phase, accepted: 5999 } : phase)),
    })),
  ],
  [
    'the sender was late',
    'INVALID',
    /^One in a hundred messages was sent more than 1500 ms late, and 1000 ms are the limit: the sender did not keep up\.$/,
    withFlow(ranMessages(), ({ lateness }) => ({
      lateness: lateness === null ? null : { ...lateness, p99Ms: 1_500 },
    })),
  ],
  [
    'how late is not known',
    'INVALID',
    /^How late messages were sent is not told of all of them\.$/,
    withFlow(ranMessages(), () => ({ lateness: null })),
  ],
  [
    'it was interrupted',
    'INVALID',
    /^The run was interrupted\. Of \d+ messages/,
    {
      ...ranMessages(),
      messages: {
        ...ranMessages().messages,
        stop: { by: 'caller', sentence: 'The run was interrupted.' },
      },
    },
  ],
])('%s: %s', (_what, verdict, sentence, ran) => {
  const size = sizeOf(ran);
  expect(size.reason).toMatch(sentence);
  expect(size.verdict).toBe(verdict);
});

/** So many messages fewer came in the minutes in which a burst was sent, or more. */
const cameOtherwise = (ran: RanMessages, difference: number) =>
  withQueue(ran, ({ sent }) => ({
    sent:
      sent.state === 'unseen'
        ? sent
        : {
            ...sent,
            points: sent.points.map((point) =>
              point.at === '2026-11-29T07:06:00.000Z'
                ? { ...point, value: point.value + difference }
                : point,
            ),
          },
  }));

const ranEvents = () => ranMessages({}, 2, EVENTS_SPEC);

type Rule = NonNullable<QueueRecord['rules']>[number];

const withRule = (change: (rule: Rule) => Partial<Rule>) =>
  withQueue(ranEvents(), ({ rules = [] }) => ({
    rules: rules.map((rule) => ({ ...rule, ...change(rule) })),
  }));

const failing = (value: number): ReportedMetric => ({
  state: 'reported',
  periodSeconds: 60,
  points: [{ at: '2026-11-29T07:06:00.000Z', value }],
});

test('events that a rule passes on hold as messages do', () => {
  const ran = ranEvents();
  expect(DeploymentRecord.parse(ran.deployment)).toEqual(ran.deployment);
  const size = sizeOf(ran, EVENTS_SPEC);
  expect(size.verdict).toBe('HOLDS');
  expect(size.reason).toContain(
    'Of 11800 messages in all phases together, 11800 came. No event failed by the rule jobs of events. In the end all of them were handled.',
  );
});

test('a few of them that are missing are as few as the minutes tell', () => {
  expect(sizeOf(cameOtherwise(ranEvents(), -100), EVENTS_SPEC).verdict).toBe('HOLDS');
  expect(sizeOf(cameOtherwise(ranMessages(), 5_000)).verdict).toBe('HOLDS');
});

test.each<[string, string, RanMessages, Spec]>([
  [
    'three in ten events of a burst were lost before the queue',
    'AWS took 11800 messages in all phases together, and CloudWatch counted 11200 that came to tasks: what became of the others is not known.',
    cameOtherwise(ranEvents(), -600),
    EVENTS_SPEC,
  ],
  [
    'messages of a burst to the queue itself were not counted',
    'AWS took 11800 messages in all phases together, and CloudWatch counted 11200 that came to tasks: what became of the others is not known.',
    cameOtherwise(ranMessages(), -600),
    SPEC,
  ],
  [
    'others came as well',
    'CloudWatch counted 12400 messages that came to tasks, and 11800 were put on events: others came as well, so that all of ours may not have.',
    cameOtherwise(ranEvents(), 600),
    EVENTS_SPEC,
  ],
  [
    'a minute of a burst was not counted',
    'Nothing was reported of the number of messages that were sent to tasks (NumberOfMessagesSent) at 07:06 UTC.',
    withQueue(ranEvents(), ({ sent }) => ({ sent: without(sent, 6) })),
    EVENTS_SPEC,
  ],
  [
    'the rule did not deliver some',
    'EventBridge counted 3 events that the rule jobs of events did not deliver (FailedInvocations): not all that was sent came to tasks.',
    withRule(() => ({ failed: failing(3) })),
    EVENTS_SPEC,
  ],
  [
    'whether it delivered all was not seen',
    'How many events the rule jobs of events did not deliver (FailedInvocations) was not seen. AWS denied it.',
    withRule(() => ({ failed: unseenMetric })),
    EVENTS_SPEC,
  ],
  [
    'an event went to the dead letters of the rule',
    'While messages were sent, events-dlq grew by 1: not all that was sent is known to have come to tasks by the rule jobs of events.',
    withRule(({ deadLetter }) => ({
      deadLetter:
        deadLetter === null
          ? null
          : {
              ...deadLetter,
              depths: deadLetter.depths.map((depth, index) =>
                index > 80 ? { ...depth, visible: 1 } : depth,
              ),
            },
    })),
    EVENTS_SPEC,
  ],
  [
    'the dead letters of the rule were not seen',
    'How many dead letters events-dlq held before messages were sent was not seen.',
    withRule(() => ({ deadLetter: { queue: 'events-dlq', depths: [] } })),
    EVENTS_SPEC,
  ],
  [
    'the dead letters of the rule were not looked at',
    'What the rule jobs of events did not deliver to tasks was not looked at.',
    withRule(() => ({ deadLetter: null })),
    EVENTS_SPEC,
  ],
  [
    'the rule was not looked at',
    'What the rule jobs of events did not deliver to tasks was not looked at.',
    withQueue(ranEvents(), () => ({ rules: [] })),
    EVENTS_SPEC,
  ],
  [
    'no rule is declared that passes them on',
    'The spec declares no rule that passes events of events on to tasks.',
    ranEvents(),
    { ...EVENTS_SPEC, buses: { events: { rules: {} } } },
  ],
])('it does not hold when %s', (_what, why, ran, spec) => {
  const size = sizeOf(ran, spec);
  expect(size.reason.startsWith(why)).toBe(true);
  expect(size.verdict).toBe('INCONCLUSIVE');
});

test('without a record of AWS nothing is proven', () => {
  const { load, resources } = judgeLoad(SPEC, [], null, ranMessages().messages);
  expect(resources).toEqual([]);
  expect(load.sizing[0]).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason: 'What AWS reports of it was not looked at.',
  });
});

test.each<[string, string, RanMessages]>([
  [
    'more tasks ran than are declared',
    '40 tasks of main/api ran, and no more than 2 are declared: what took the messages is not what is declared.',
    ranMessages({}, 40),
  ],
  [
    'more ran while a burst was drained',
    '3 tasks of main/api ran, and no more than 2 are declared: what took the messages is not what is declared.',
    withCounts(ranMessages(), (counts) =>
      counts.map((count, index) => (index === 85 ? ofTasks(count, 3) : count)),
    ),
  ],
  [
    'their number changed at the rate that is judged',
    'At 07:02:53 UTC 1 tasks ran and 1 were wanted, where 2 ran and 2 were wanted before: the service was not at rest.',
    withCounts(ranMessages(), (counts) =>
      counts.map((count, index) => (index === 31 ? ofTasks(count, 1) : count)),
    ),
  ],
  ['none ran', 'No task ran.', ranMessages({}, 0)],
  [
    'they were not seen',
    'How many tasks there were was not seen from 07:00:23 UTC on for 550 s.',
    withCounts(ranMessages(), () => []),
  ],
  [
    'they were not seen for a while',
    'How many tasks there were was not seen from 07:07:38 UTC on for 25 s.',
    withCounts(ranMessages(), (counts) => counts.filter((_, index) => index < 89 || index > 92)),
  ],
  [
    'the service was not looked at',
    'What AWS reported has the service main/api 0 times.',
    { ...ranMessages(), deployment: { ...ranMessages().deployment, services: [] } },
  ],
])('however well messages were handled, it does not hold when %s', (_what, why, ran) => {
  const size = sizeOf(ran);
  expect(size.reason).toContain(`What AWS reported cannot be relied on (A3). ${why}`);
  expect(size.verdict).toBe('INCONCLUSIVE');
});

test('a service that the spec does not declare is no size', () => {
  const { clusters, ...rest } = SPEC;
  expect(clusters).toBeDefined();
  expect(sizeOf(ranMessages(), rest)).toMatchObject({
    verdict: 'INCONCLUSIVE',
    reason: expect.stringContaining(
      'What AWS reported cannot be relied on (A3). The spec declares no service main/api.',
    ),
  });
});

test('tasks that a burst made come, no more than may run, take nothing from it', () => {
  const ran = withCounts(ranMessages({}, 1), (counts) =>
    counts.map((count, index) => (index > 80 ? ofTasks(count, 2) : count)),
  );
  expect(sizeOf(ran).verdict).toBe('HOLDS');
});

test('a service that falls behind with more tasks than are declared is undersized all the same', () => {
  expect(sizeOf(ranMessages({ consumerRatio: 0.8 }, 40)).verdict).toBe('UNDERSIZED');
});

test('a number of tasks that changed says nothing of how many it takes', () => {
  const ran = ranMessages({ consumerRatio: 0.8 });
  const [service] = ran.deployment.services;
  if (service === undefined) throw new Error('There is no service.');
  const counts = service.counts.map((count, index) =>
    index > 30 ? { ...count, desired: 3, running: 3 } : count,
  );
  const size = sizeOf({
    ...ran,
    deployment: { ...ran.deployment, services: [{ ...service, counts }] },
  });
  expect(size).toMatchObject({ verdict: 'UNDERSIZED', margin: null, recommended: null });
});

test('any part of the record that is taken away keeps it from holding, or changes nothing', () => {
  const ran = ranMessages();
  const parts: readonly ((record: QueueRecord) => Partial<QueueRecord>)[] = [
    () => ({ oldestAge: unseenMetric }),
    () => ({ sent: unseenMetric }),
    () => ({ deleted: unseenMetric }),
    () => ({ depths: [] }),
    () => ({ deadLetter: null }),
  ];
  fc.assert(
    fc.property(fc.subarray([...parts], { minLength: 1 }), (taken) => {
      const changed = taken.reduce((kept, change) => withQueue(kept, change), ran);
      expect(sizeOf(changed).verdict).toBe('INCONCLUSIVE');
    }),
  );
});

test('a queue that serves more slowly than messages come never holds', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.3, max: 0.98, noNaN: true }), (consumerRatio) => {
      expect(sizeOf(ranMessages({ consumerRatio })).verdict).not.toBe('HOLDS');
    }),
    { numRuns: 20 },
  );
});
