import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { queues } from './queues.ts';

const sqs = mockClient(SQSClient);
const spec = {
  account: { id: '123456789012', region: 'us-east-1' },
  queues: { tasks: {} },
} as unknown as Partial<Spec>;
const ARN = 'arn:aws:sqs:us-east-1:123456789012:tasks';
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => {
  sqs.reset();
});

test('keeps the facts as what they are, and asks for all of a queue at once', async () => {
  sqs.on(GetQueueAttributesCommand).resolves({
    Attributes: {
      QueueArn: ARN,
      FifoQueue: 'true',
      ContentBasedDeduplication: 'false',
      VisibilityTimeout: '300',
      MessageRetentionPeriod: '1209600',
      DelaySeconds: '0',
      ReceiveMessageWaitTimeSeconds: '20',
      KmsMasterKeyId: 'alias/main',
      SqsManagedSseEnabled: 'false',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${ARN}-dlq`, maxReceiveCount: '3' }),
      RedriveAllowPolicy: JSON.stringify({ redrivePermission: 'byQueue', sourceQueueArns: [ARN] }),
      Policy: '{"Statement":[]}',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '2',
      ApproximateNumberOfMessagesDelayed: '3',
    },
  });
  const { items, operations } = await collectWith(queues, spec);
  expect(items['tasks']).toMatchObject({
    state: 'present',
    value: {
      arn: ARN,
      fifo: true,
      contentBasedDeduplication: false,
      visibilityTimeoutSeconds: 300,
      retentionSeconds: 1_209_600,
      delaySeconds: 0,
      receiveWaitSeconds: 20,
      kmsKeyId: 'alias/main',
      sseManaged: false,
      redrive: { targetArn: `${ARN}-dlq`, maxReceives: 3 },
      redriveAllow: { permission: 'byQueue', sources: [ARN] },
      policy: '{"Statement":[]}',
      messages: { visible: 1, inFlight: 2, delayed: 3 },
    },
  });
  expect(sqs.commandCalls(GetQueueAttributesCommand)[0]?.args[0].input).toEqual({
    QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/tasks',
    AttributeNames: ['All'],
  });
  expect(operations).toEqual(actionsOf(queues));
});

test('what SQS leaves out is null, and no default', async () => {
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { QueueArn: ARN } });
  const { items } = await collectWith(queues, spec);
  expect(items['tasks']).toMatchObject({
    value: {
      fifo: false,
      visibilityTimeoutSeconds: null,
      retentionSeconds: null,
      kmsKeyId: null,
      sseManaged: null,
      redrive: null,
      policy: null,
      messages: { visible: null, inFlight: null, delayed: null },
    },
  });
});

test.each(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'])(
  'a queue that does not exist is absent: %s',
  async (code) => {
    sqs.on(GetQueueAttributesCommand).rejects(named(code));
    const { items } = await collectWith(queues, spec);
    expect(items['tasks']?.state).toBe('absent');
  },
);

test.each<[string, () => void, string]>([
  ['a denial', () => sqs.on(GetQueueAttributesCommand).rejects(DENIED), 'denied'],
  ['an empty answer', () => sqs.on(GetQueueAttributesCommand).resolves({}), 'malformed-response'],
  [
    'no attribute at all',
    () => sqs.on(GetQueueAttributesCommand).resolves({ Attributes: {} }),
    'malformed-response',
  ],
  [
    'a redrive policy that is cut off',
    () =>
      sqs
        .on(GetQueueAttributesCommand)
        .resolves({ Attributes: { QueueArn: ARN, RedrivePolicy: '{"deadLetter' } }),
    'malformed-response',
  ],
  [
    'a redrive policy without a target',
    () =>
      sqs
        .on(GetQueueAttributesCommand)
        .resolves({ Attributes: { QueueArn: ARN, RedrivePolicy: '{"maxReceiveCount":3}' } }),
    'malformed-response',
  ],
])('%s leaves the queue unseen', async (_, answer, kind) => {
  answer();
  const { items } = await collectWith(queues, spec);
  expect(items['tasks']).toMatchObject({ state: 'unseen', cause: { kind } });
});
