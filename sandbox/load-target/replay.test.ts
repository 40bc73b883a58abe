import { expect, test } from '@jest/globals';
import { replaySojourns } from './replay.ts';

test.each([
  ['an idle server', [0, 100], [50, 50], 1, [50, 50]],
  ['a line before one server', [0, 10, 20], [50, 50, 50], 1, [50, 90, 130]],
  ['the same line before two', [0, 10, 20], [50, 50, 50], 2, [50, 50, 80]],
  ['a short one after a long one', [0, 0, 1, 2], [100, 10, 10, 10], 2, [100, 10, 19, 28]],
])('%s', (_, arrivals, services, slots, sojourns) => {
  expect(replaySojourns(arrivals, services, slots)).toEqual(sojourns);
});
