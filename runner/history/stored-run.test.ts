import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { folderStore } from './folder-store.ts';
import { findReport, findRun } from './stored-run.ts';

const GOLDEN = join('reports', 'golden', 'run.json');

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'landfall-stored-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

test('a document that is packed is compared as it is read whole', async () => {
  const store = folderStore(root);
  const packed = join(root, 'run.json.gz');
  await writeFile(packed, gzipSync(await readFile(GOLDEN)));
  const { report } = await findRun(packed, store);
  expect(report).toEqual((await findRun(GOLDEN, store)).report);
  expect(report.run).toEqual((await findReport(packed, store)).run);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
  ['not packed', () => Buffer.from('{}')],
])('a document of that name that is %s is refused', async (_what, change) => {
  const packed = join(root, 'run.json.gz');
  await writeFile(packed, change(gzipSync(await readFile(GOLDEN))));
  await expect(findRun(packed, folderStore(root))).rejects.toThrow(
    /run\.json\.gz cannot be read: .+\.$/,
  );
});
