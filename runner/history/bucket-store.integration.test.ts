// Runs in S3, over HTTP against the emulator.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/lifecycle/sandbox.ts';
import { keepRun } from './keep-run.ts';
import { openStore } from './open-store.ts';
import type { RunStore } from './run-store.ts';
import { findReport, findRun } from './stored-run.ts';
import { failing, idOf, LOADED_SPEC, runOf, SPEC_TEXT } from './testing/stored.ts';

jest.setTimeout(120_000);

let sandbox: Sandbox;
let store: RunStore;
let client: S3Client;
let folder = '';

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
  });
  folder = await mkdtemp(join(tmpdir(), 'landfall-bucket-'));
  sandbox = await startSandbox();
  client = new S3Client({ endpoint: sandbox.url, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: 'landfall-runs' }));
  store = await openStore('s3://landfall-runs/orders', sandbox.url);
}, 300_000);

afterAll(async () => {
  client.destroy();
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

const keep = (number: number, index = 'history.db') =>
  keepRun(runOf(number, [failing('a')]), LOADED_SPEC, {
    store,
    index: join(folder, index),
    since: null,
    onNew: null,
  });

test('runs are kept under the prefix, compared, and read again', async () => {
  const first = await keep(1);
  expect(first).toMatchObject({
    place: `s3://landfall-runs/orders/${idOf(1)}`,
    failure: null,
    notes: [],
  });
  const second = await keep(2);
  expect(second.report.history).toMatchObject({ since: { id: idOf(1) }, still: 1 });
  expect(await store.list()).toEqual([idOf(1), idOf(2)]);
  expect(await findReport('latest', store)).toEqual(second.report);
  expect((await findRun('latest', store)).report.run).toEqual(second.report.run);
  expect(String(Buffer.from(await store.read(idOf(1), 'spec.yaml')))).toBe(SPEC_TEXT);
});

test('an index of another machine is made from what is there', async () => {
  expect((await keep(3, 'elsewhere.db')).report.history?.runs.map(({ id }) => id)).toEqual([
    idOf(1),
    idOf(2),
  ]);
});

test('a run without its document is none', async () => {
  const Key = `orders/${idOf(0)}/spec.yaml`;
  await client.send(new PutObjectCommand({ Bucket: 'landfall-runs', Key, Body: 'x' }));
  expect(await store.list()).not.toContain(idOf(0));
});

test('what is there is never written over', async () => {
  const write = async (unfinished: string) => {
    for (const file of ['spec.yaml', 'snapshot.json.gz', 'findings.json', 'run.json']) {
      await writeFile(join(unfinished, file), 'other');
    }
  };
  const again = store.put(idOf(1), write, () => undefined);
  await expect(again).rejects.toThrow(/PreconditionFailed/);
  expect(String(Buffer.from(await store.read(idOf(1), 'spec.yaml')))).toBe(SPEC_TEXT);
});

test('a run that is removed is gone', async () => {
  await store.remove(idOf(3));
  expect(await store.list()).toEqual([idOf(1), idOf(2)]);
  await expect(store.read(idOf(3), 'spec.yaml')).rejects.toThrow(/cannot be read/);
});

test('no such bucket: the run is kept here, and the message says what to check', async () => {
  const nowhere = await openStore('s3://landfall-none/orders', sandbox.url);
  const { failure, place } = await keepRun(runOf(1, [failing('a')]), LOADED_SPEC, {
    store: nowhere,
    index: join(folder, 'history.db'),
    since: null,
    onNew: null,
  });
  expect(failure).toMatch(
    /^The run cannot be stored in s3:\/\/landfall-none\/orders: NoSuchBucket: .* Check the name of the bucket and that the credentials allow s3:PutObject on it, or name a folder with --store\. Meanwhile it is kept in /,
  );
  await rm(join(place ?? '', '..'), { recursive: true });
});

test('a name that is no place in S3', async () => {
  await expect(openStore('s3://', null)).rejects.toThrow(
    '--store s3:// is no place in S3; it looks like s3://bucket/prefix',
  );
});
