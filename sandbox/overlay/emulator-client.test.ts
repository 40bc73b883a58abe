import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AwsCall } from './aws-request.ts';
import { createEmulatorClient } from './emulator-client.ts';

let server: Server;
let url: string;
let asked: string[];
let status: number;
let underWay: number;
let mostAtOnce: number;

/** Stands for the emulator: counts what it is asked and how much at once. */
beforeEach(async () => {
  asked = [];
  status = 200;
  underWay = 0;
  mostAtOnce = 0;
  server = createServer((incoming, outgoing) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    incoming.on('end', () => {
      asked.push(body);
      setImmediate(() => {
        underWay -= 1;
        outgoing.writeHead(status).end(`${body} ${asked.length}`);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.close();
});

function client(replay: boolean) {
  const emulator = createEmulatorClient(url, { replay });
  return async (operation: string, parameters: Record<string, unknown> = {}, more = {}) => {
    const call: AwsCall = {
      protocol: 'json',
      service: 'ecs',
      region: 'us-east-1',
      accessKeyId: 'test',
      operation,
      parameters,
      ...more,
    };
    const body = Buffer.from(operation);
    const answer = await emulator.ask({ method: 'POST', path: '/', headers: {}, body }, call);
    return answer.body.toString('utf8');
  };
}

describe('with replay', () => {
  test('the same read is asked once, whatever the order of its members', async () => {
    const ask = client(true);
    const first = await ask('ListClusters', { a: 1, b: 2 });
    expect(await ask('ListClusters', { b: 2, a: 1 })).toBe(first);
    expect(asked).toEqual(['ListClusters']);
  });

  test.each([
    ['other parameters', { a: 2 }, {}],
    ['another region', { a: 1 }, { region: 'eu-west-1' }],
    ['another caller', { a: 1 }, { accessKeyId: 'other' }],
    ['another service', { a: 1 }, { service: 'rds' }],
  ])('%s are asked anew', async (_name, parameters, more) => {
    const ask = client(true);
    await ask('ListClusters', { a: 1 });
    await ask('ListClusters', parameters, more);
    expect(asked).toHaveLength(2);
  });

  test.each(['UpdateService', 'GetSessionToken', 'RunTask'])(
    'after %s nothing is remembered',
    async (write) => {
      const ask = client(true);
      await ask('ListClusters');
      await ask(write);
      await ask('ListClusters');
      expect(asked).toEqual(['ListClusters', write, 'ListClusters']);
    },
  );

  test('a read that began before a write ended is not kept', async () => {
    const ask = client(true);
    await Promise.all([ask('ListClusters'), ask('UpdateService'), ask('ListClusters')]);
    const before = asked.length;
    await ask('ListClusters');
    expect(asked).toHaveLength(before + 1);
  });

  test('a failure is not remembered', async () => {
    const ask = client(true);
    status = 500;
    await ask('ListClusters');
    status = 200;
    await ask('ListClusters');
    expect(asked).toHaveLength(2);
  });
});

test('without replay every read is asked', async () => {
  const ask = client(false);
  await ask('ListClusters');
  await ask('ListClusters');
  expect(asked).toHaveLength(2);
});

test('writes go one after the other', async () => {
  const ask = client(false);
  await Promise.all(['CreateA', 'CreateB', 'CreateC'].map((write) => ask(write)));
  expect(asked).toEqual(['CreateA', 'CreateB', 'CreateC']);
  expect(mostAtOnce).toBe(1);
});

test('an emulator that is gone is an error', async () => {
  const ask = client(true);
  await new Promise((resolve) => server.close(resolve));
  await expect(ask('ListClusters')).rejects.toThrow('ECONNREFUSED');
});
