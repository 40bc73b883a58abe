import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { Report } from '../../core/report.ts';
import { renderJson } from '../../reports/json.ts';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { notify, type NotifyOptions } from './notify.ts';

const RUN = '01KATZ9XJ0D4R8V0C2Q3Y5W7N9';
const NEWER = '01KATZ9XJ0D4R8V0C2Q3Y5W7NA';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:told';
const SECRET = '/services/T000/B000/secret';

let status = 200;
const received: string[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.on('end', () => {
    received.push(body);
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {});
    response.end('not to be shown');
  });
});
let hook = '';
let store = '';
const sns = mockClient(SNSClient);
const bus = mockClient(EventBridgeClient);

async function keep(id: string, facts: Partial<Report> = {}, status_: 'fail' | 'pass' = 'fail') {
  const report = reportOf([finding({ status: status_ })], facts);
  await mkdir(join(store, id));
  const text = renderJson({ ...report, run: { ...report.run, id } });
  await writeFile(join(store, id, 'run.json'), text);
}

const tell = (facts: Partial<NotifyOptions> = {}) =>
  notify({
    store,
    run: null,
    missedAfterMs: null,
    suite: null,
    webhookEnv: 'HOOK',
    sns: null,
    eventBus: null,
    link: null,
    endpoint: null,
    environment: { HOOK: hook },
    nowMs: Date.parse('2026-11-24T12:00:00.000Z'),
    ...facts,
  });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}${SECRET}`;
});
afterAll(() => {
  server.close();
});
beforeEach(async () => {
  store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  await keep(RUN);
  received.length = 0;
  status = 200;
  sns.reset();
  bus.reset();
  sns.on(PublishCommand).resolves({ MessageId: '1' });
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
});

test('a webhook is told once of a run', async () => {
  expect(await tell()).toMatchObject({ delivered: ['webhook HOOK'], told: [], failed: [] });
  expect(await tell()).toMatchObject({ delivered: [], told: ['webhook HOOK'], failed: [] });
  expect(received).toHaveLength(1);
  expect(JSON.parse(received[0] ?? '')).toMatchObject({
    text: expect.stringContaining('✖ NO-GO: smoke of demo'),
  });
});

test('each target is told by itself, and one that fails is told again', async () => {
  sns.on(PublishCommand).rejectsOnce(new Error('no')).resolves({ MessageId: '1' });
  const targets = { sns: TOPIC, eventBus: 'told' };
  expect(await tell(targets)).toMatchObject({
    delivered: ['webhook HOOK', 'bus told'],
    failed: [{ target: `topic ${TOPIC}`, reason: 'no' }],
  });
  expect(await tell(targets)).toMatchObject({ delivered: [`topic ${TOPIC}`], failed: [] });
  expect(received).toHaveLength(1);
});

test('a run that has nothing to tell tells nobody', async () => {
  await keep(NEWER, {}, 'pass');
  expect(await tell()).toEqual({ title: null, delivered: [], told: [], failed: [] });
  expect(received).toEqual([]);
});

test.each([302, 404, 500])('a webhook that answers with status %d was not told', async (code) => {
  status = code;
  expect((await tell()).failed).toEqual([
    { target: 'webhook HOOK', reason: `The webhook answered with status ${code}.` },
  ]);
});

test('a webhook that cannot be reached was not told', async () => {
  const environment = { HOOK: `http://127.0.0.1:1${SECRET}` };
  const { failed } = await tell({ environment });
  expect(failed[0]?.reason).toMatch(/^The webhook could not be reached/);
});

test.each([`http://evil.example${SECRET}`, `ftp://x${SECRET}`, SECRET, ''])(
  'an address that is none is refused and not repeated (%#)',
  async (address) => {
    const failure = await tell({ environment: { HOOK: address } }).catch(String);
    expect(failure).toMatch(/environment variable HOOK/);
    expect(failure).not.toContain('secret');
  },
);

test('the address of a webhook is in no result, no error and no file', async () => {
  const results = [await tell()];
  status = 500;
  await keep(NEWER);
  results.push(await tell());
  expect(JSON.stringify(results)).not.toContain('secret');
  const files = await readdir(join(store, '.notified'));
  const texts = await Promise.all(
    files.map((file) => readFile(join(store, '.notified', file), 'utf8')),
  );
  expect(texts).toHaveLength(1);
  expect(texts.join('')).not.toContain('secret');
});

test('an event that the bus refuses was not told, though the answer is 200', async () => {
  bus.on(PutEventsCommand).resolves({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'Later.' }],
  });
  const { failed } = await tell({ webhookEnv: null, eventBus: 'told' });
  expect(failed).toEqual([{ target: 'bus told', reason: 'InternalFailure: Later.' }]);
});

test('an answer without members is no delivery', async () => {
  sns.on(PublishCommand).resolves({});
  bus.on(PutEventsCommand).resolves({});
  const { failed } = await tell({ webhookEnv: null, sns: TOPIC, eventBus: 'told' });
  expect(failed).toHaveLength(2);
});

test('a delivery changes nothing of the run', async () => {
  const file = join(store, RUN, 'run.json');
  const before = await readFile(file, 'utf8');
  await tell();
  expect(await readFile(file, 'utf8')).toBe(before);
  expect(await readdir(join(store, RUN))).toEqual(['run.json']);
});

test('runs that stay away are told of once, and again after another run', async () => {
  const missed = { missedAfterMs: 26 * 3_600_000 };
  expect(await tell(missed)).toMatchObject({ title: '✖ No run of demo for 28 h' });
  expect(await tell(missed)).toMatchObject({ told: ['webhook HOOK'] });
  await keep(NEWER);
  expect(await tell(missed)).toMatchObject({ delivered: ['webhook HOOK'] });
  expect(await tell({ missedAfterMs: 29 * 3_600_000 })).toMatchObject({ title: null });
});

test('only runs of the suite count, and those that can be read', async () => {
  const missed = { missedAfterMs: 29 * 3_600_000, suite: 'compliance' };
  expect(await tell(missed)).toMatchObject({ title: '✖ No run of compliance is stored' });
  await mkdir(join(store, NEWER));
  await writeFile(join(store, NEWER, 'run.json'), '{');
  expect(await tell({ missedAfterMs: 29 * 3_600_000 })).toMatchObject({ title: null });
});

test.each<[string, Partial<NotifyOptions>, string]>([
  ['nobody', { webhookEnv: null }, 'nobody is to be told'],
  ['a queue', { sns: 'arn:aws:sqs:eu-west-1:1:q' }, 'is no ARN of a topic'],
  ['a link that is none', { link: 'javascript:alert(1)' }, '--link is no http or https URL'],
  ['a link with blanks', { link: 'https://a b' }, '--link is no http or https URL'],
  ['a run and its absence', { run: RUN, missedAfterMs: 1 }, 'leave --run out'],
])('%s', async (_what, facts, message) => {
  await expect(tell(facts)).rejects.toThrow(message);
  expect(received).toEqual([]);
});
