import type { QueueSpec } from '../../core/spec/sections/messaging.ts';
import type { SandboxContext } from './context.ts';
import { keyArn, queueArn, queueUrl } from './lookup.ts';

/** Queues that others name as their dead-letter queue first: AWS wants them to exist. */
export async function deployQueues(context: SandboxContext): Promise<void> {
  const queues = Object.entries(context.spec.queues ?? {});
  const deadLetter = new Set(queues.map(([, { deadLetter: target }]) => target?.queue));
  const isDeadLetter = ([name]: [string, QueueSpec]) => deadLetter.has(name);
  const ordered = [
    ...queues.filter(isDeadLetter),
    ...queues.filter((entry) => !isDeadLetter(entry)),
  ];
  for (const [name, queue] of ordered) {
    await context.make('queue', name, async () => {
      await sqs(context, 'CreateQueue', {
        QueueName: name,
        Attributes: await attributesOf(context, queue),
        tags: context.spec.tags ?? {},
      });
    });
  }
}

/** Lets EventBridge send to a queue, from this account alone. */
export async function admitEvents(context: SandboxContext, queue: string): Promise<void> {
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn(context, queue),
        Condition: { StringEquals: { 'aws:SourceAccount': context.account } },
      },
    ],
  });
  await sqs(context, 'SetQueueAttributes', {
    QueueUrl: queueUrl(context, queue),
    Attributes: { Policy },
  });
}

function sqs({ wire }: SandboxContext, operation: string, parameters: object) {
  return wire.json('sqs', 'AmazonSQS', operation, { ...parameters });
}

async function attributesOf(
  context: SandboxContext,
  queue: QueueSpec,
): Promise<Record<string, string>> {
  const { deadLetter, kmsKeyAlias } = queue;
  return {
    VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
    MessageRetentionPeriod: String(Math.round(queue.retentionDays * 24 * 60 * 60)),
    ...(queue.delaySeconds !== undefined && { DelaySeconds: String(queue.delaySeconds) }),
    ...(queue.receiveWaitSeconds !== undefined && {
      ReceiveMessageWaitTimeSeconds: String(queue.receiveWaitSeconds),
    }),
    // A standard queue says nothing of it: `false` is refused.
    ...(queue.fifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(queue.contentBasedDeduplication ?? false),
    }),
    ...(kmsKeyAlias === undefined
      ? { SqsManagedSseEnabled: String(queue.encrypted ?? true) }
      : { KmsMasterKeyId: await keyArn(context, kmsKeyAlias) }),
    ...(deadLetter && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queueArn(context, deadLetter.queue),
        maxReceiveCount: deadLetter.maxReceives,
      }),
    }),
  };
}
