import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeSettledFolder, settleFolder } from './settle-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-settle-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a folder is settled, and one that is not there is an error', async () => {
  await writeFile(join(folder, 'a'), 'b');
  await expect(settleFolder(folder)).resolves.toBeUndefined();
  await expect(settleFolder(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
});

function failing(code: string): () => Promise<void> {
  return () => Promise.reject(Object.assign(new Error(code), { code }));
}

test.each(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
  'where folders cannot be settled (%s) names are kept as they can be',
  async (code) => {
    await expect(settleFolder(folder, failing(code))).resolves.toBeUndefined();
  },
);

test.each(['EIO', 'ENOSPC', 'EDQUOT', 'ENOENT'])(
  'what fails otherwise (%s) is told',
  async (code) => {
    await expect(settleFolder(folder, failing(code))).rejects.toMatchObject({ code });
  },
);

test.each<[what: string, path: readonly string[], settled: readonly (readonly string[])[]]>([
  ['none when it was there', [], []],
  ['the one that it is made in', ['a'], [[]]],
  ['each that a folder is made in', ['a', 'b', 'c'], [['a', 'b'], ['a'], []]],
])('of a folder that is made is settled %s', async (_, path, expected) => {
  const settled: string[] = [];
  await makeSettledFolder(join(folder, ...path), 0o700, (one) => {
    settled.push(one);
    return Promise.resolve();
  });
  expect(settled).toEqual(expected.map((one) => join(folder, ...one)));
  expect((await stat(join(folder, ...path))).mode & 0o777).toBe(0o700);
});
