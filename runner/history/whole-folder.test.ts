import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeWholeFolder } from './whole-folder.ts';

let base = '';
let root = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'landfall-whole-'));
  root = join(base, 'runs');
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

const write = (folder: string) => writeFile(join(folder, 'a'), 'b');

/** Writes a folder `x`, and fails to settle what `isBad` says. */
async function writeTo(isBad: (path: string, settled: readonly string[]) => boolean) {
  const settled: string[] = [];
  const notes: string[] = [];
  const settle = (path: string) => {
    settled.push(path);
    return isBad(path, settled) ? Promise.reject(new Error('EIO: i/o error')) : Promise.resolve();
  };
  const writing = writeWholeFolder(root, 'x', write, (text) => void notes.push(text), settle);
  const place = await writing.catch((error: unknown) => error);
  return { place, settled, notes };
}

test('a folder is settled, and every name on the way to it', async () => {
  const { place, settled, notes } = await writeTo(() => false);
  const unfinished = expect.stringContaining('.unfinished-x.');
  expect(place).toBe(join(root, 'x'));
  // What is made, the names in it, and the name that it has in the end.
  expect(settled).toEqual([root, base, unfinished, root]);
  expect(notes).toEqual([]);
  expect(await readFile(join(root, 'x', 'a'), 'utf8')).toBe('b');
});

test('one that is there, and is not settled, is there and said to be so', async () => {
  const { place, notes } = await writeTo((path, settled) => path === root && settled.length > 1);
  expect(place).toBe(join(root, 'x'));
  expect(notes).toEqual([
    `${join(root, 'x')} is written, and may be lost in a power failure: EIO: i/o error.`,
  ]);
  expect(await readdir(root)).toEqual(['x']);
});

test('one whose content is not settled is not there', async () => {
  const { place, notes } = await writeTo((path) => path.includes('.unfinished-x.'));
  expect(place).toEqual(new Error('EIO: i/o error'));
  expect(notes).toEqual([]);
  expect(await readdir(root)).toEqual([]);
});
