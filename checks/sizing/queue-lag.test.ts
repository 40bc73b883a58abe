import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { judgeLoad } from '../../load/judge/load-run.ts';
import { sentSizes } from '../../load/judge/sent-size.ts';
import {
  MESSAGES_SPEC,
  ranMessages,
  type RanMessages,
  withFlow,
  withQueue,
} from '../../load/judge/testing/sent-messages.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import check from './queue-lag.ts';
import { loadedQueues, type LoadedQueueSubject } from './subjects.ts';
import { UNSEEN_METRIC } from './testing/fixtures.ts';

function subjectOf(spec: Spec): LoadedQueueSubject {
  const [subject] = loadedQueues(spec);
  if (subject === undefined) throw new Error('The spec has no queue that messages are sent to.');
  return subject;
}

/** A test of messages alone. */
function kept({ messages, deployment }: RanMessages, watched = true) {
  const record = watched ? deployment : null;
  const { load } = judgeLoad(MESSAGES_SPEC, [], record, messages);
  const test: LoadTest = {
    ...{ formatVersion: 1, id: '01TEST', k6: null, origin: load.origin, stop: null },
    ...{ sizes: sentSizes(MESSAGES_SPEC, load.sizing), scenarios: [], messages },
    deployment: record,
  };
  return { test: { test } };
}

/** The same messages by another declaration of them. */
function declared(change: Partial<LoadedQueueSubject['declared']>): LoadedQueueSubject {
  const { load } = MESSAGES_SPEC;
  const work = load?.messages?.['work'];
  if (work === undefined) throw new Error('The spec has no messages.');
  return subjectOf({
    ...MESSAGES_SPEC,
    load: { ...load, messages: { work: { ...work, ...change } } },
  });
}

const GOOD = ranMessages();

testCheck(check, subjectOf(MESSAGES_SPEC), {
  pass: [
    {
      name: 'the service keeps up, and drains a burst',
      artifacts: kept(GOOD),
      details: [
        'At 20 messages a second what waits in tasks changed by 0 a second (0 to 0), and does not grow. At 20 messages a second what is held by tasks changed by 0 a second (0 to 0), and does not grow. No message in tasks was seen to be older than 34 s, of 60 s. No message became a dead letter in tasks-dlq. CloudWatch counted 4760 messages that were sent to it in 4 minutes. CloudWatch counted 4760 messages that were deleted from it in 4 minutes. Of 11800 messages in all phases together, 11800 came. In the end all of them were handled.',
      ],
    },
  ],
  fail: [
    {
      name: 'messages are not dead letters, and older than is declared now',
      subject: { ...declared({ maxAgeSeconds: 30 }) },
      artifacts: kept(GOOD),
      message: 'The oldest message in tasks was 34 s old, more than 30 s.',
    },
    {
      name: 'messages become dead letters',
      artifacts: kept(ranMessages({ deadLetters: 3 })),
      message:
        'While messages were sent, tasks-dlq grew by 3: messages of tasks were not handled however often they were taken.',
    },
  ],
  unknown: [
    {
      name: 'there is no load test',
      artifacts: { test: { test: null } },
      message: 'There is no load test.',
    },
    {
      name: 'a guard ended the load test when all was sent',
      artifacts: {
        test: {
          test: {
            ...kept(GOOD).test.test,
            stop: { by: 'guard', sentence: 'The alarm orders-5xx is in ALARM.' },
          },
        },
      },
      message:
        'A guard ended the load test, so that what held in it says nothing for what is deployed. The alarm orders-5xx is in ALARM.',
    },
    {
      name: 'AWS was not watched',
      artifacts: kept(GOOD, false),
      message: 'AWS was not watched while the load was sent.',
    },
    {
      name: 'other messages are declared now',
      subject: { ...declared({ messagesPerSecond: 30 }) },
      artifacts: kept(GOOD),
      message:
        'When the load was sent the declared size was 20 messages a second, 2000 at once, taken by main/api, and now it is 30 messages a second, 2000 at once, taken by main/api: the load says nothing of that.',
    },
    {
      name: 'other texts are declared now',
      subject: { ...declared({ body: 'more work' }) },
      artifacts: kept(GOOD),
      message:
        'When the load was sent the scaling or the connections of sqs tasks were declared otherwise: the load says nothing of it as it is declared now.',
    },
    {
      name: 'AWS refused the messages',
      artifacts: kept(
        withFlow(GOOD, ({ phases }) => ({
          phases: phases.map(({ planned }) => ({ planned, accepted: 0 })),
          refused: phases.reduce((sum, { planned }) => sum + planned, 0),
          failures: [
            { code: 'AccessDenied', sentence: 'AWS denied sqs:SendMessageBatch.', messages: 1 },
          ],
        })),
      ),
      message:
        'In the phase warm-up 0 of 1200 messages were taken, more than 1 % apart. Of 11800 messages 0 were taken (11800 refused). AWS denied sqs:SendMessageBatch.',
    },
    {
      name: 'the age was not seen',
      artifacts: kept(withQueue(GOOD, () => ({ oldestAge: UNSEEN_METRIC }))),
      message:
        'The age of the oldest message in tasks (ApproximateAgeOfOldestMessage) was not seen. AWS denied it.',
    },
  ],
  error: [
    {
      name: 'the load test is not seen',
      artifacts: { test: { test: denied('load:Test') } },
      message: 'AWS denied load:Test.',
    },
  ],
});
