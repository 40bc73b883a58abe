import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { PlannedFlow } from '../../../load/plan/message-plan.ts';
import { awsTransport } from './transport.ts';

const PLAN = {
  ...{ account: '123456789012', region: 'eu-west-1' },
  limits: { messages: 10, messagesPerSecond: 10, seconds: 10, calls: 5, writes: true },
};
const FLOW: PlannedFlow = {
  ...{ name: 'work', service: 'main/api', queue: 'tasks', bus: null, arrivals: 'even' },
  ...{ phases: [{ name: 'steady', seconds: 1, requestsPerSecond: 1 }], body: '{"id":"{{id}}"}' },
};
const BUS = { name: 'main', source: 'landfall', detailType: 'Work' };
const message = (id: string) => ({ id, sentAt: '2026-11-29T07:00:00.000Z' });
const MESSAGES = ['a', 'b', 'c', 'd'].map(message);

test('of a batch each message is told of by itself, and one of which nothing is said was not taken', async () => {
  const sqs = mockClient(SQSClient);
  sqs.on(SendMessageBatchCommand).resolves({
    Successful: [{ Id: '0', MessageId: 'm', MD5OfMessageBody: '' }],
    Failed: [
      { Id: '1', Code: 'RequestThrottled', Message: 'Slower.', SenderFault: false },
      { Id: '2', Code: 'InvalidMessageContents', Message: 'No.', SenderFault: true },
    ],
  });
  const transport = await awsTransport(PLAN, null);
  const outcomes = await transport.send(FLOW, MESSAGES);
  transport.close();
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    'accepted',
    'throttled',
    'refused',
    'unanswered',
  ]);
  const [call] = sqs.commandCalls(SendMessageBatchCommand);
  expect(call?.args[0].input).toMatchObject({
    QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/tasks',
    Entries: [
      {
        MessageBody: '{"id":"a"}',
        MessageAttributes: {
          'x-landfall-load': { DataType: 'String', StringValue: 'a' },
          'x-landfall-sent-at': { DataType: 'String', StringValue: '2026-11-29T07:00:00.000Z' },
        },
      },
      {},
      {},
      {},
    ],
  });
});

test('events go to the bus of the account, with the marker in their detail, and are told of one by one', async () => {
  const events = mockClient(EventBridgeClient);
  events.on(PutEventsCommand).resolves({
    FailedEntryCount: 2,
    Entries: [
      { EventId: 'e' },
      { ErrorCode: 'ThrottlingException', ErrorMessage: 'Slower.' },
      { ErrorCode: 'InternalFailure' },
      {},
    ],
  });
  const transport = await awsTransport(PLAN, null);
  const outcomes = await transport.send({ ...FLOW, bus: BUS }, MESSAGES);
  transport.close();
  expect(outcomes.map(({ kind }) => kind)).toEqual([
    'accepted',
    'throttled',
    'refused',
    'unanswered',
  ]);
  const [call] = events.commandCalls(PutEventsCommand);
  const [entry] = call?.args[0].input.Entries ?? [];
  expect(entry?.EventBusName).toBe('arn:aws:events:eu-west-1:123456789012:event-bus/main');
  expect(JSON.parse(entry?.Detail ?? '')).toEqual({
    id: 'a',
    'x-landfall-load': 'a',
    'x-landfall-sent-at': '2026-11-29T07:00:00.000Z',
  });
});

test('an answer of fewer events than were put takes none of them for sent', async () => {
  const events = mockClient(EventBridgeClient);
  events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }] });
  const transport = await awsTransport(PLAN, null);
  const outcomes = await transport.send({ ...FLOW, bus: BUS }, MESSAGES);
  transport.close();
  expect(outcomes.map(({ kind }) => kind)).toEqual(MESSAGES.map(() => 'unanswered'));
});
