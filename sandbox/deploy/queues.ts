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
  for (const [name] of ordered) await context.make('queue', name, () => createQueue(context, name));
}

/** Lets EventBridge send to a queue, from this account alone. */
export async function admitEvents(context: SandboxContext, queue: string): Promise<void> {
  await setAttributes(context, queue, {
    Policy: policyText([
      tlsOnly(context, queue),
      {
        Sid: 'Events',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn(context, queue),
        Condition: { StringEquals: { 'aws:SourceAccount': context.account } },
      },
    ]),
  });
}

/** Sets attributes of a queue; an empty text takes one away. */
export async function setAttributes(
  context: SandboxContext,
  queue: string,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  // The emulator forgets the policy when other attributes are set.
  const Policy = attributes['Policy'] ?? (await readPolicy(context, queue));
  await sqs(context, 'SetQueueAttributes', {
    QueueUrl: queueUrl(context, queue),
    Attributes: { ...attributes, ...(Policy !== '' && { Policy }) },
  });
}

/** The attributes that the spec declares of a queue, as SQS writes them. */
export async function declaredAttributes(
  context: SandboxContext,
  name: string,
): Promise<Record<string, string>> {
  const declared = context.spec.queues?.[name];
  if (declared === undefined) throw new Error(`The spec declares no queue ${name}.`);
  return attributesOf(context, declared);
}

export async function readPolicy(context: SandboxContext, queue: string): Promise<string> {
  const answer = await sqs(context, 'GetQueueAttributes', {
    QueueUrl: queueUrl(context, queue),
    AttributeNames: ['Policy'],
  });
  const attributes = answer['Attributes'] as Readonly<Record<string, string>> | undefined;
  return attributes?.['Policy'] ?? '';
}

export async function createQueue(context: SandboxContext, name: string): Promise<void> {
  await sqs(context, 'CreateQueue', {
    QueueName: name,
    Attributes: {
      ...(await declaredAttributes(context, name)),
      Policy: policyText([tlsOnly(context, name)]),
    },
    tags: context.spec.tags ?? {},
  });
}

export async function deleteQueue(context: SandboxContext, name: string): Promise<void> {
  await sqs(context, 'DeleteQueue', { QueueUrl: queueUrl(context, name) });
}

export async function sendMessage(context: SandboxContext, queue: string): Promise<void> {
  await sqs(context, 'SendMessage', {
    QueueUrl: queueUrl(context, queue),
    MessageBody: 'A message that could not be handled.',
  });
}

export async function purgeQueue(context: SandboxContext, queue: string): Promise<void> {
  await sqs(context, 'PurgeQueue', { QueueUrl: queueUrl(context, queue) });
}

export function policyText(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function tlsOnly(context: SandboxContext, queue: string): object {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: queueArn(context, queue),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
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
