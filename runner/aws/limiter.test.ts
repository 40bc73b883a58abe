import { expect, test } from '@jest/globals';
import { limiter } from './limiter.ts';

/** Work that runs until it is told to end, and says when it began. */
function piece(name: string, began: string[]) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async () => {
    began.push(name);
    await ended;
    return name;
  };
  return { work, end };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('no more than the slots run at once, and the others follow in order', async () => {
  const began: string[] = [];
  const pieces = ['a', 'b', 'c', 'd'].map((name) => piece(name, began));
  const run = limiter(2);
  const results = pieces.map(({ work }) => run(work));
  await turn();
  expect(began).toEqual(['a', 'b']);
  pieces[1]?.end();
  await turn();
  expect(began).toEqual(['a', 'b', 'c']);
  for (const { end } of pieces) end();
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
});

test('what is urgent goes before all that waits, in order among itself', async () => {
  const began: string[] = [];
  const pieces = ['a', 'b', 'x', 'c', 'y'].map((name) => piece(name, began));
  const run = limiter(1);
  const results = pieces.map(({ work }, index) => run(work, index === 2 || index === 4));
  for (const { end } of pieces) end();
  await Promise.all(results);
  expect(began).toEqual(['a', 'x', 'y', 'b', 'c']);
});

test('work that fails frees its slot', async () => {
  const run = limiter(1);
  await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await run(() => Promise.resolve('next'))).toBe('next');
});
