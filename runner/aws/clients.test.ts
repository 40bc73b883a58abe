import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Operation } from '../../core/aws.ts';
import { createClients, type ClockReading } from './clients.ts';

const operation = (name: string): Operation => ({
  service: 'ecs',
  name,
  action: `ecs:${name}`,
  bucket: 'test',
  required: [],
  absentCodes: [],
  pages: null,
});

let requests = 0;
let date: string | null = null;
let status = 200;
const server = createServer((_, response) => {
  requests += 1;
  response.statusCode = status;
  response.sendDate = false;
  if (date !== null) response.setHeader('date', date);
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  response.end(status === 200 ? '{"clusterArns":[]}' : '{"__type":"AccessDeniedException"}');
});
let endpoint = '';

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

const clientsFor = (
  allowed: readonly Operation[],
  onClock: (reading: ClockReading) => void = () => undefined,
) =>
  createClients(
    { region: 'us-east-1', endpoint, requestTimeoutMs: 1_000, sockets: 2, onClock },
    allowed,
  );

test('an allowed read is sent', async () => {
  const before = requests;
  const clients = clientsFor([operation('ListClusters')]);
  await clients.send(operation('ListClusters'), {}, new AbortController().signal);
  clients.close();
  expect(requests).toBe(before + 1);
});

test.each(['UpdateService', 'DeleteCluster', 'DescribeServices'])(
  '%s is refused before anything is sent when it is not on the list',
  async (name) => {
    const before = requests;
    const clients = clientsFor([operation('ListClusters')]);
    await expect(
      clients.send(
        operation(name),
        { cluster: 'c', service: 's', services: [] },
        new AbortController().signal,
      ),
    ).rejects.toThrow(
      `ecs:${name}Command is not on the list of allowed reads, so it was not sent.`,
    );
    clients.close();
    expect(requests).toBe(before);
  },
);

test.each([
  ['sns', 'Publish', 'ListTopics'],
  ['eventbridge', 'PutEvents', 'ListEventBuses'],
] as const)('%s:%s is refused, though the client could send it', async (service, name, read) => {
  const before = requests;
  const of = (operationName: string): Operation => ({ ...operation(operationName), service });
  const clients = clientsFor([of(read)]);
  await expect(clients.send(of(name), {}, new AbortController().signal)).rejects.toThrow(
    `${service}:${name}Command is not on the list of allowed reads, so it was not sent.`,
  );
  clients.close();
  expect(requests).toBe(before);
});

const DATE = 'Sun, 29 Nov 2026 12:00:00 GMT';

test.each([
  ['an answer', DATE, 200, [Date.parse(DATE)]],
  ['a refusal', DATE, 400, [Date.parse(DATE)]],
  ['an answer without a date', null, 200, []],
  ['an answer with a date that is none', 'yesterday', 200, []],
])("AWS's clock is read from %s", async (_what, header, code, expected) => {
  const readings: ClockReading[] = [];
  [date, status] = [header, code];
  const beforeMs = Date.now();
  const clients = clientsFor([operation('ListClusters')], (reading) => readings.push(reading));
  await clients
    .send(operation('ListClusters'), {}, new AbortController().signal)
    .catch(() => undefined);
  clients.close();
  [date, status] = [null, 200];
  expect(readings.map(({ awsMs }) => awsMs)).toEqual(expected);
  const afterMs = Date.now();
  for (const { sentMs, receivedMs } of readings) {
    const moments = [beforeMs, sentMs, receivedMs, afterMs];
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
  }
});
