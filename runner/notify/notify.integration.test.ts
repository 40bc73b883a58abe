import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderJson } from '../../reports/json.ts';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { startSandbox, type Sandbox } from '../../sandbox/lifecycle/sandbox.ts';
import { clientOptions } from '../../sandbox/testing/client-options.ts';
import { notify } from './notify.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  sandbox = await startSandbox();
}, 120_000);

afterAll(async () => {
  await sandbox.stop();
});

test('a topic and a bus are told, and what is not there is a failure', async () => {
  const options = clientOptions(sandbox.url);
  const sqs = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
  const sns = new SNSClient(options);
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'told' }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'told' }));
  const queue = 'arn:aws:sqs:us-east-1:123456789012:told';
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue }));
  await new EventBridgeClient(options).send(new CreateEventBusCommand({ Name: 'told' }));

  const store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  const report = reportOf([finding({ status: 'fail' })]);
  await mkdir(join(store, report.run.id));
  await writeFile(join(store, report.run.id, 'run.json'), renderJson(report));
  const tell = (topic: string) =>
    notify({
      store,
      run: null,
      missedAfterMs: null,
      suite: null,
      webhookEnv: null,
      sns: topic,
      eventBus: 'arn:aws:events:us-east-1:123456789012:event-bus/told',
      link: 'https://ci.example/1',
      endpoint: sandbox.url,
      environment: {},
      nowMs: 0,
    });
  expect(await tell(TopicArn)).toMatchObject({
    delivered: [`topic ${TopicArn}`, 'bus arn:aws:events:us-east-1:123456789012:event-bus/told'],
    failed: [],
  });

  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages[0]?.Body ?? '{}')).toMatchObject({
    Subject: 'Landfall: NO-GO: smoke of demo',
    Message: expect.stringMatching(/^✖ NO-GO: smoke of demo\n[^]*\nhttps:\/\/ci\.example\/1\n$/),
  });

  const { failed } = await tell(`${TopicArn}-other`);
  expect(failed[0]).toMatchObject({ target: `topic ${TopicArn}-other` });
});
