// With the SDK over HTTP: messages go to queues of the sandbox, and consumers in here take them at a rate of their own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LoadDocument } from '../../../core/load/load-document.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { LoadKind } from '../../../load/plan/phases.ts';
import { openSandbox, type SandboxContext } from '../../../sandbox/deploy/context.ts';
import { sandboxCredentials } from '../../../sandbox/deploy/credentials.ts';
import { deploySpec } from '../../../sandbox/deploy/deploy.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/lifecycle/sandbox.ts';
import type { FaultKind } from '../../../sandbox/overlay/faults.ts';
import { SERIES_STATE, seriesName } from '../../../sandbox/overlay/metric-state.ts';
import { smallSpec } from '../../../sandbox/testing/small-spec.ts';
import { writingClient } from '../../writing-client.ts';
import { UsageError } from '../../errors.ts';
import { judgeKept } from '../judge-kept.ts';
import { readDeployment } from '../load-folder.ts';
import { testLoad } from '../test-load.ts';
import { openWatch } from '../watch/open-watch.ts';
import { awsTransport } from './transport.ts';

const API = 'small-cluster/api';
/** The emulator answers one call after the other: more would be the emulator's rate, and not the sender's. */
const RATE = 5;
const KINDS: readonly LoadKind[] = ['messaging'];

/** What the tests load: as many messages a second, evenly, to one of two queues. */
function specWith(messages: NonNullable<Spec['load']>['messages'], seconds: number): Spec {
  return {
    ...smallSpec,
    load: {
      target: { origin: 'http://127.0.0.1:9', environment: 'test', timeoutMs: 1_000, writes: true },
      limits: { requestsPerSecond: 100, requests: 20_000, minutes: 10, virtualUsers: 50 },
      scenarios: { messaging: { warmUpSeconds: 2, steadySeconds: seconds, quietSeconds: 6 } },
      messages,
    },
  };
}

const toTasks = {
  ...{ queue: 'small-tasks', service: API, messagesPerSecond: RATE },
  arrivals: 'even' as const,
  ...{ maxAgeSeconds: 60, body: '{"id":"{{id}}","at":"{{sentAt}}"}' },
} as const;

let sandbox: Sandbox;
let context: SandboxContext;
let sqs: SQSClient;
let store: string;

const urlOf = (queue: string) =>
  `https://sqs.${smallSpec.account.region}.amazonaws.com/${smallSpec.account.id}/${queue}`;

beforeAll(async () => {
  sandbox = await startSandbox();
  await deploySpec(smallSpec, sandbox.url);
  context = await openSandbox(smallSpec, sandbox.url);
  const { accessKeyId, secretAccessKey } = await sandboxCredentials(sandbox.url, smallSpec.account);
  process.env['AWS_ACCESS_KEY_ID'] = accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = secretAccessKey;
  sqs = new SQSClient({
    ...writingClient(smallSpec.account.region, sandbox.url),
    useQueueUrlAsEndpoint: false,
  });
  store = await mkdtemp(join(tmpdir(), 'landfall-messages-'));
}, 120_000);

afterAll(async () => {
  sqs.destroy();
  context.aws.close();
  await sandbox.stop();
  await rm(store, { recursive: true, force: true });
});

/** What CloudWatch reports of the queue in each minute. */
async function report(queue: string, ageSeconds: number, perMinute: number): Promise<void> {
  const rows = [
    ['ApproximateAgeOfOldestMessage', 'Maximum', ageSeconds],
    ['NumberOfMessagesSent', 'Sum', perMinute],
    ['NumberOfMessagesDeleted', 'Sum', perMinute],
  ] as const;
  const ecs = { ClusterName: 'small-cluster', ServiceName: 'api' };
  const steady = (['CPUUtilization', 'MemoryUtilization'] as const).flatMap((metric) =>
    (['Average', 'Maximum'] as const).map(
      (statistic) =>
        [seriesName({ namespace: 'AWS/ECS', metric, dimensions: ecs, statistic }), 40] as const,
    ),
  );
  await context.overlay.writeState(
    `${context.account}/${context.region}/${SERIES_STATE}`,
    Object.fromEntries([
      ...steady,
      ...rows.map(
        ([metric, statistic, value]) =>
          [
            seriesName({
              namespace: 'AWS/SQS',
              metric,
              dimensions: { QueueName: queue },
              statistic,
            }),
            value,
          ] as const,
      ),
    ]),
  );
}

interface Taken {
  readonly messages: number;
  readonly marked: ReadonlySet<string>;
  readonly bodies: readonly string[];
}

/** Takes and deletes at most so many messages a second until it is ended. */
function consume(queue: string, perSecond: number): { stop: () => Promise<Taken> } {
  const over = new AbortController();
  const marked = new Set<string>();
  const bodies: string[] = [];
  let messages = 0;
  const loop = async () => {
    const began = Date.now();
    while (!over.signal.aborted) {
      const allowed = Math.floor((perSecond * (Date.now() - began)) / 1000) - messages;
      if (allowed < 3) {
        await sleep(100);
        continue;
      }
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(queue),
          MaxNumberOfMessages: Math.min(10, allowed),
          MessageAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) {
        await sleep(100);
        continue;
      }
      for (const { MessageAttributes, Body } of Messages) {
        marked.add(MessageAttributes?.['x-landfall-load']?.StringValue ?? '');
        bodies.push(Body ?? '');
      }
      messages += Messages.length;
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: urlOf(queue),
          Entries: Messages.map(({ ReceiptHandle }, place) => ({
            Id: String(place),
            ReceiptHandle,
          })),
        }),
      );
    }
  };
  const running = loop();
  return {
    stop: async () => {
      over.abort();
      await running;
      return { messages, marked, bodies };
    },
  };
}

async function load(
  spec: Spec,
  { watched = true }: { readonly watched?: boolean } = {},
): Promise<{ readonly document: LoadDocument; readonly folder: string }> {
  const signal = new AbortController().signal;
  const onNote = () => undefined;
  const watch = watched
    ? await openWatch({
        ...{ spec, kinds: KINDS, mode: 'always', endpoint: sandbox.url, signal, onNote },
        ...{ intervalMs: 1_000, metricWaitMs: 0 },
      })
    : null;
  try {
    return await testLoad({
      spec: loaded(spec),
      ...{ specFile: 'spec.yaml', environment: null, kinds: KINDS, seed: 1, k6: null, store },
      share: { kind: 'whole', processes: 1 },
      openTransport: (plan) => awsTransport(plan, sandbox.url),
      ...{ signal, onNote, watch, onProgress: () => undefined },
    });
  } finally {
    watch?.close();
  }
}

const loaded = (spec: Spec) => ({ document: { spec }, digest: 'none' }) as never;

test('a consumer that keeps up holds, and is judged so again by what was kept', async () => {
  await report('small-tasks', 1, 60 * RATE);
  const spec = specWith({ work: toTasks }, 182);
  const consumer = consume('small-tasks', 3 * RATE);
  const { document, folder } = await load(spec);
  const { messages, marked, bodies } = await consumer.stop();
  const [size] = document.load.sizing;
  expect(size?.reason).toMatch(/does not grow\..*In the end all of them were handled\.$/);
  expect(size).toMatchObject({ resource: 'sqs small-tasks', verdict: 'HOLDS' });
  expect(document).toMatchObject({ verdict: 'HOLDS', k6: null, messaging: true, watched: true });
  // Each message once, with the marker by which it is found, and its place in the template.
  expect(messages).toBe(RATE * 184);
  expect(marked.size).toBe(messages);
  expect([...marked].every((id) => id.startsWith(`${document.marker}.work.`))).toBe(true);
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ id: expect.stringContaining('.work.') });
  const again = await judgeKept(folder, loaded(spec), { specFile: 'spec.yaml', environment: null });
  expect(again.load.sizing).toEqual(document.load.sizing);
}, 300_000);

test('a consumer that takes fewer than come is undersized', async () => {
  await report('small-tasks', 1, 60 * RATE);
  const consumer = consume('small-tasks', RATE / 3);
  const { document } = await load(specWith({ work: toTasks }, 40));
  await consumer.stop();
  await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf('small-tasks') }));
  expect(document.load.sizing[0]?.reason).toMatch(/it grows without end\./);
  expect(document.verdict).toBe('UNDERSIZED');
}, 120_000);

test('what was sent for less than whole minutes proves nothing, however well it went', async () => {
  await report('small-tasks', 1, 60 * RATE);
  const consumer = consume('small-tasks', 3 * RATE);
  const { document } = await load(specWith({ work: toTasks }, 20));
  await consumer.stop();
  expect(document.verdict).toBe('INCONCLUSIVE');
  expect(document.load.sizing[0]?.reason).toMatch(/it must last 180 s\.|a longer time would\.$/);
}, 120_000);

test('events on a bus reach the queue by its rule, each once and with its marker', async () => {
  // The emulator takes hardly more than one event a second.
  const messagesPerSecond = 1;
  await report('small-tasks', 1, 60 * messagesPerSecond);
  const bus = { name: 'small-events', source: 'small.agent', detailType: 'Work' };
  const consumer = consume('small-tasks', 3 * RATE);
  const spec = specWith({ work: { ...toTasks, bus, messagesPerSecond } }, 10);
  const { document, folder } = await load(spec);
  const { messages, bodies } = await consumer.stop();
  expect(messages).toBe(12);
  const ids = bodies.map((body) => {
    const event = JSON.parse(body) as Record<string, unknown>;
    expect(event).toMatchObject({ source: 'small.agent', 'detail-type': 'Work' });
    return (event['detail'] as Record<string, unknown>)['x-landfall-load'];
  });
  expect(new Set(ids).size).toBe(messages);
  expect(ids.every((id) => String(id).startsWith(`${document.marker}.work.`))).toBe(true);
  expect(document.verdict).toBe('INCONCLUSIVE');
  const record = await readDeployment(folder, document, []);
  expect(record?.queues[0]?.rules).toMatchObject([
    {
      ...{ bus: 'small-events', rule: 'agents', failed: { state: 'reported' } },
      deadLetter: { queue: 'small-tasks-dlq' },
    },
  ]);
  expect(record?.queues[0]?.rules?.[0]?.deadLetter?.depths.length).toBeGreaterThan(5);
}, 120_000);

test.each<[FaultKind, RegExp]>([
  ['denied', /AWS denied sqs:SendMessageBatch\. It takes the permission sqs:SendMessage\./],
  ['throttled', /\(\d+ throttled(, \d+ not sent)?\)/],
  ['empty-body', /The answer to sqs:SendMessageBatch does not say what became of messages\./],
  ['html-body', /sqs:SendMessageBatch failed/],
  ['reset', /sqs:SendMessageBatch failed/],
])(
  'a sender that is %s is invalid, and never holds',
  async (kind, sentence) => {
    sandbox.overlay.setFault({ service: 'sqs', operation: 'SendMessageBatch', kind });
    const { document } = await load(specWith({ work: toTasks }, 15));
    sandbox.overlay.clearFault();
    await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf('small-tasks') }));
    const [size] = document.load.sizing;
    expect(size?.verdict).toBe('INVALID');
    expect(size?.reason).toMatch(sentence);
    expect(document.verdict).toBe('INVALID');
    expect(document.stop?.by).toBe('guard');
  },
  60_000,
);

test('a fuse ends the sending, which then proves nothing', async () => {
  const spec = specWith({ work: toTasks }, 30);
  const deadLetters = 'small-tasks-dlq';
  const running = load({
    ...spec,
    load: { ...spec.load, fuses: { deadLetterQueues: [deadLetters] } },
  });
  // Nothing is sent in the first six of them.
  await sleep(10_000);
  await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(deadLetters), MessageBody: 'dead' }));
  const { document } = await running;
  for (const queue of ['small-tasks', deadLetters]) {
    await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(queue) }));
  }
  const sentence = `The dead-letter queue ${deadLetters} has 1 message, and had 0 before.`;
  expect(document.stop).toEqual({ by: 'guard', sentence });
  expect(document.verdict).toBe('INVALID');
  expect(document.load.sizing[0]?.reason).toContain(sentence);
}, 90_000);

test('nothing is sent when nobody saw to which account', async () => {
  await expect(load(specWith({ work: toTasks }, 5), { watched: false })).rejects.toThrow(
    new UsageError(
      'Messages are sent only with credentials that are seen to be of the declared account, and with AWS watched.',
    ),
  );
});

test('nothing is sent to another account', async () => {
  const spec = specWith({ work: toTasks }, 5);
  await expect(load({ ...spec, account: { ...spec.account, id: '999999999999' } })).rejects.toThrow(
    /^The credentials are of the account 123456789012, and the spec's is 999999999999\./,
  );
});

test('nothing is sent that exceeds the limits', async () => {
  await expect(load(specWith({ work: { ...toTasks, messagesPerSecond: 101 } }, 5))).rejects.toThrow(
    'The scenario messaging cannot be sent:\n  101 messages a second at the peak are planned, and 100 are the limit\n',
  );
});

test('nothing is sent within a limit of what it costs, as that is not known', async () => {
  const spec = specWith({ work: toTasks }, 5);
  const { limits } = spec.load ?? {};
  if (limits === undefined) throw new Error('The spec declares no limits.');
  await expect(
    load({ ...spec, load: { ...spec.load, limits: { ...limits, usd: 1000 } } }),
  ).rejects.toThrow(
    'The scenario messaging cannot be sent:\n  what it costs is not known, and 1000 USD are the limit: ',
  );
});
