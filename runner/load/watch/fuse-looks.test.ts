import { expect, test } from '@jest/globals';
import type { CollectContext } from '../../../core/collector.ts';
import type { Fuse } from '../../../load/fuses/fuse.ts';
import { lookAtFuses } from './fuse-looks.ts';

const FUSE: Fuse = { kind: 'dead-letter-queue', name: 'jobs-dead', isNamed: true };

test.each<[string, Readonly<Record<string, string>>, object]>([
  [
    'is held or delayed is in the queue',
    {
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '2',
      ApproximateNumberOfMessagesDelayed: '4',
    },
    { kind: 'dead-letter-queue', messages: 7 },
  ],
  [
    'is not told is not taken for nothing',
    { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
    {
      kind: 'unseen',
      why: 'The answer to sqs:GetQueueAttributes lacks its number of messages.',
    },
  ],
])('what %s', async (_what, counts, look) => {
  const Attributes = { QueueArn: 'arn:aws:sqs:us-east-1:123456789012:jobs-dead', ...counts };
  const context = {
    spec: { account: { id: '123456789012' }, queues: { 'jobs-dead': {} } },
    region: 'us-east-1',
    aws: { read: () => Promise.resolve({ state: 'answered', value: { Attributes }, calls: [] }) },
  } as unknown as CollectContext;
  expect((await lookAtFuses(context, [FUSE], 0)).get(FUSE)).toEqual(look);
});
