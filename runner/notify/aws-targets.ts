import type { Notification } from '../../reports/notification.ts';
import { eventDetail, plainMessage } from '../../reports/notification-text.ts';
import { writingClient } from '../writing-client.ts';

/** What events of ours are matched by. */
const EVENT_SOURCE = 'landfall';
const DETAIL_TYPES = { run: 'Landfall Run', missed: 'Landfall Run Missed' } as const;

export interface AwsPlace {
  readonly region: string;
  /** Replaces AWS's own address, for the sandbox. */
  readonly endpoint: string | null;
}

/** @throws the SDK's error when SNS does not take it. */
export async function publishToTopic(
  topicArn: string,
  notification: Notification,
  { region, endpoint }: AwsPlace,
): Promise<void> {
  const { PublishCommand, SNSClient } = await import('@aws-sdk/client-sns');
  const { subject, text } = plainMessage(notification);
  const client = new SNSClient(writingClient(region, endpoint));
  try {
    const { MessageId } = await client.send(
      new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }),
    );
    if (MessageId === undefined) throw new Error('SNS did not say that it took the message.');
  } finally {
    client.destroy();
  }
}

/** @throws {Error} when the bus does not take it: its answer is 200 even then. */
export async function putOnBus(
  bus: string,
  notification: Notification,
  { region, endpoint }: AwsPlace,
): Promise<void> {
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const client = new EventBridgeClient(writingClient(region, endpoint));
  try {
    const { FailedEntryCount, Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: bus,
            Source: EVENT_SOURCE,
            DetailType: DETAIL_TYPES[notification.kind],
            Detail: eventDetail(notification),
          },
        ],
      }),
    );
    const [entry] = Entries;
    if (FailedEntryCount !== 0 || entry?.EventId === undefined) {
      const said = [entry?.ErrorCode, entry?.ErrorMessage].filter(Boolean).join(': ');
      throw new Error(said === '' ? 'EventBridge did not say that it took the event.' : said);
    }
  } finally {
    client.destroy();
  }
}

/** The region of an ARN; null for what is none. */
export function regionOfArn(arn: string): string | null {
  const region = /^arn:[^:]+:[^:]+:([a-z0-9-]+):/.exec(arn)?.[1];
  return region ?? null;
}
