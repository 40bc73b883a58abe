import { z } from 'zod';
import type { Answer } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { getQueueAttributes } from './operations.ts';

/** One queue as it is deployed. Null is what SQS left out, which it does with what is not set. */
export const Queue = z.strictObject({
  arn: z.string(),
  /** A standard queue has no such attribute. */
  fifo: z.boolean(),
  contentBasedDeduplication: z.boolean().nullable(),
  visibilityTimeoutSeconds: z.int().nullable(),
  retentionSeconds: z.int().nullable(),
  delaySeconds: z.int().nullable(),
  receiveWaitSeconds: z.int().nullable(),
  /** An id, an ARN or an alias, as it was set. */
  kmsKeyId: z.string().nullable(),
  /** Whether SQS encrypts with a key of its own. */
  sseManaged: z.boolean().nullable(),
  redrive: z.strictObject({ targetArn: z.string(), maxReceives: z.int() }).nullable(),
  /** Which queues may have it for their dead letters: `allowAll`, `denyAll` or `byQueue`. */
  redriveAllow: z.strictObject({ permission: z.string(), sources: z.array(z.string()) }).nullable(),
  /** JSON, and not URL-encoded as IAM's policies are. */
  policy: z.string().nullable(),
  /** Approximate, and a minute behind. */
  messages: z.strictObject({
    visible: z.int().nullable(),
    inFlight: z.int().nullable(),
    delayed: z.int().nullable(),
  }),
});
export type Queue = z.infer<typeof Queue>;

/** Every declared queue, by name. */
export const queues = defineCollector<Queue>({
  id: 'aws/sqs/queues',
  title: 'SQS queues with their attributes and policies',
  operations: [getQueueAttributes],
  item: Queue,
  keys: ({ queues: declared }) => Object.keys(declared ?? {}),
  collect: async (context) => {
    const entries = await Promise.all(
      Object.keys(context.spec.queues ?? {}).map(
        async (name): Promise<[string, Observation<Queue>]> => [
          name,
          observed(
            await context.aws.read(getQueueAttributes, {
              QueueUrl: queueUrl(context, name),
              AttributeNames: ['All'],
            }),
          ),
        ],
      ),
    );
    return Object.fromEntries(entries);
  },
});

/** The URL of a queue follows from where it is, so nobody need be asked for it. The call goes to the endpoint of the run, whatever the URL. */
function queueUrl({ spec, region }: CollectContext, name: string): string {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${spec.account.id}/${name}`;
}

function observed(
  answer: Answer<{ Attributes?: Partial<Record<string, string>> | undefined }>,
): Observation<Queue> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const attributes = answer.value.Attributes ?? {};
      const item = toItem(attributes);
      return typeof item === 'string'
        ? malformed(getQueueAttributes, answer.calls, item)
        : present(item, answer.calls);
    }
  }
}

/** The facts, or what is wrong with the answer as a sentence. */
function toItem(attributes: Partial<Record<string, string>>): Queue | string {
  const arn = attributes['QueueArn'];
  if (arn === undefined) return 'The queue has no ARN.';
  const redrive = policyOf(attributes['RedrivePolicy'], RedrivePolicy);
  const allow = policyOf(attributes['RedriveAllowPolicy'], RedriveAllowPolicy);
  if (redrive === undefined || allow === undefined) return 'A redrive policy cannot be read.';
  const number = (name: string) => numberOf(attributes[name]);
  const boolean = (name: string) => booleanOf(attributes[name]);
  return {
    arn,
    fifo: boolean('FifoQueue') ?? false,
    contentBasedDeduplication: boolean('ContentBasedDeduplication'),
    visibilityTimeoutSeconds: number('VisibilityTimeout'),
    retentionSeconds: number('MessageRetentionPeriod'),
    delaySeconds: number('DelaySeconds'),
    receiveWaitSeconds: number('ReceiveMessageWaitTimeSeconds'),
    kmsKeyId: attributes['KmsMasterKeyId'] ?? null,
    sseManaged: boolean('SqsManagedSseEnabled'),
    redrive:
      redrive === null
        ? null
        : { targetArn: redrive.deadLetterTargetArn, maxReceives: redrive.maxReceiveCount },
    redriveAllow:
      allow === null
        ? null
        : { permission: allow.redrivePermission, sources: allow.sourceQueueArns ?? [] },
    policy: attributes['Policy'] ?? null,
    messages: {
      visible: number('ApproximateNumberOfMessages'),
      inFlight: number('ApproximateNumberOfMessagesNotVisible'),
      delayed: number('ApproximateNumberOfMessagesDelayed'),
    },
  };
}

const RedrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  // SQS gives back what was set, and takes a text as well as a number.
  maxReceiveCount: z.coerce.number().int(),
});
const RedriveAllowPolicy = z.object({
  redrivePermission: z.string(),
  sourceQueueArns: z.array(z.string()).optional(),
});

/** Null without the attribute, undefined when it cannot be read. */
function policyOf<Value>(
  text: string | undefined,
  schema: z.ZodType<Value>,
): Value | null | undefined {
  if (text === undefined || text === '') return null;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** SQS writes numbers as texts. */
function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function booleanOf(text: string | undefined): boolean | null {
  if (text === undefined) return null;
  return text.toLowerCase() === 'true';
}
