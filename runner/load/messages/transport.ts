import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import type { IamAction } from '../../../core/aws.ts';
import type { MessagePlan, PlannedFlow } from '../../../load/plan/message-plan.ts';
import { writingClient } from '../../writing-client.ts';
import { eventDetail, MARKER, type Message, messageText, SENT_AT } from './message-text.ts';
import { ACCEPTED, callOutcome, entryOutcome, type Outcome, untold } from './outcome.ts';

/**
 * The permissions that sending takes, apart from those of watching, which are reads. A queue or bus with a key of its own also takes
 * `kms:GenerateDataKey` and `kms:Decrypt` on that key.
 */
export const SEND_ACTIONS = {
  queue: 'sqs:SendMessage',
  bus: 'events:PutEvents',
} as const satisfies Record<string, IamAction>;

/** As many as SQS and EventBridge take in one call. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const MOST_OF_A_CALL = 10;

/** Takes messages to AWS. */
export interface Transport {
  /** Sends at most ten messages of one queue, and tells of each what became of it, in their order. It never throws. */
  send(flow: PlannedFlow, messages: readonly Message[]): Promise<readonly Outcome[]>;
  close(): void;
}

/**
 * Takes messages to the queues and buses of the account and region of a plan, through clients of its own: those of a run refuse
 * whatever is not a read. Nothing is sent twice: a client that tried again would send at other times than were planned.
 * @param endpoint replaces AWS's own address, for the sandbox
 */
export async function awsTransport(
  { account, region, limits }: Pick<MessagePlan, 'account' | 'region' | 'limits'>,
  endpoint: string | null,
): Promise<Transport> {
  const settings = { ...writingClient(region, endpoint, limits.calls), maxAttempts: 1 };
  const { SQSClient, SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  // Otherwise a call goes to whatever host stands in the URL of the queue, past the endpoint of the run.
  const queues: SQSClient = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const buses: EventBridgeClient = new EventBridgeClient(settings);
  const partition = region.startsWith('cn-')
    ? 'aws-cn'
    : region.startsWith('us-gov-')
      ? 'aws-us-gov'
      : 'aws';
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';

  const toQueue = async ({ queue, body }: PlannedFlow, messages: readonly Message[]) => {
    const call = 'sqs:SendMessageBatch';
    try {
      const { Successful = [], Failed = [] } = await queues.send(
        new SendMessageBatchCommand({
          QueueUrl: `https://sqs.${region}.${domain}/${account}/${queue}`,
          Entries: messages.map((message, place) => entryOf(queue, body, message, place)),
        }),
      );
      return messages.map((_, place) => {
        const failed = Failed.find(({ Id }) => Id === String(place));
        if (failed !== undefined) {
          return entryOutcome(failed.Code ?? 'Failed', failed.Message, `the queue ${queue}`);
        }
        const taken = Successful.find(({ Id }) => Id === String(place));
        return taken?.MessageId === undefined ? untold(call) : ACCEPTED;
      });
    } catch (error) {
      return messages.map(() => callOutcome(error, call, SEND_ACTIONS.queue));
    }
  };
  const toBus = async (
    { body }: PlannedFlow,
    { name, source, detailType }: NonNullable<PlannedFlow['bus']>,
    messages: readonly Message[],
  ) => {
    const call = 'events:PutEvents';
    try {
      const { Entries } = await buses.send(
        new PutEventsCommand({
          Entries: messages.map((message) => ({
            // By its ARN: of a mere name, a bus of the caller's account would do, whichever that is.
            EventBusName: `arn:${partition}:events:${region}:${account}:event-bus/${name}`,
            Source: source,
            DetailType: detailType,
            Detail: eventDetail(body, message),
          })),
        }),
      );
      return messages.map((_, place) => {
        const entry = Entries?.[place];
        if (entry?.ErrorCode !== undefined) {
          return entryOutcome(entry.ErrorCode, entry.ErrorMessage, `the bus ${name}`);
        }
        return entry?.EventId === undefined || Entries?.length !== messages.length
          ? untold(call)
          : ACCEPTED;
      });
    } catch (error) {
      return messages.map(() => callOutcome(error, call, SEND_ACTIONS.bus));
    }
  };
  return {
    send: (flow, messages) =>
      flow.bus === null ? toQueue(flow, messages) : toBus(flow, flow.bus, messages),
    close: () => {
      queues.destroy();
      buses.destroy();
    },
  };
}

function entryOf(
  queue: string,
  body: string,
  message: Message,
  place: number,
): SendMessageBatchRequestEntry {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  return {
    Id: String(place),
    MessageBody: messageText(body, message),
    MessageAttributes: { [MARKER]: text(message.id), [SENT_AT]: text(message.sentAt) },
    // Each in a group of its own: what waits for one group is no lack of tasks.
    ...(queue.endsWith('.fifo')
      ? { MessageGroupId: message.id, MessageDeduplicationId: message.id }
      : {}),
  };
}
