import { expect, test } from '@jest/globals';
import { paced } from './pace.ts';

test('turns are as far apart as they must be, and no further', async () => {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      now += ms;
      return Promise.resolve();
    },
  };
  const turn = paced(100, clock);
  const turns: number[] = [];
  for (const work of [10, 250, 0, 0]) {
    await turn();
    turns.push(now);
    now += work;
  }
  expect(turns).toEqual([0, 100, 350, 450]);
});
