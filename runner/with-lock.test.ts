import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withLock } from './with-lock.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-lock-'));
  file = join(folder, 'list');
  await writeFile(file, '');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('no change is lost when several are made at once, and no lock is left', async () => {
  const words = ['a', 'b', 'c', 'd', 'e'];
  const add = (word: string) =>
    withLock(file, async () => {
      const text = await readFile(file, 'utf8');
      await new Promise((resolve) => setTimeout(resolve, 5));
      await writeFile(file, `${text}${word}\n`);
    });
  await Promise.all(words.map(add));
  expect((await readFile(file, 'utf8')).trim().split('\n').sort()).toEqual(words);
  expect(await readdir(folder)).toEqual(['list']);
});

test('what fails gives the lock back', async () => {
  const failing = withLock(file, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withLock(file, () => Promise.resolve('done'), 0)).toBe('done');
});

test('a lock that stays is named, and nothing is done', async () => {
  await writeFile(`${file}.lock`, '');
  let isDone = false;
  const waiting = withLock(file, () => Promise.resolve((isDone = true)), 100);
  await expect(waiting).rejects.toThrow(
    /list\.lock is there\. Try again; if none is running, remove it\. This landfall changed nothing in the file; one that ended without removing the lock may have\.$/,
  );
  expect(isDone).toBe(false);
  expect(await readdir(folder)).toEqual(['list', 'list.lock']);
});

test('where nothing can be written, it says so', async () => {
  const below = join(file, 'below');
  await expect(withLock(below, () => Promise.resolve())).rejects.toThrow(
    /below cannot be written: .*It is as it was\.$/,
  );
});
