import { expect, test } from '@jest/globals';
import { erlangB, erlangC } from './erlang.ts';

test.each([
  [1, 0.5, 0.333333, 0.5],
  [2, 1, 0.2, 0.333333],
  [3, 2, 0.210526, 0.444444],
  [4, 3.2, 0.228145, 0.596432],
  [8, 6, 0.121876, 0.356981],
  [10, 8, 0.121661, 0.40918],
  [20, 16, 0.064411, 0.256078],
  [100, 90, 0.026957, 0.21694],
])('%d servers with an offered load of %d', (servers, offeredLoad, blocked, waiting) => {
  expect(erlangB(servers, offeredLoad)).toBeCloseTo(blocked, 6);
  expect(erlangC(servers, offeredLoad)).toBeCloseTo(waiting, 6);
});

test('without servers everything is lost', () => {
  expect(erlangB(0, 3)).toBe(1);
});

test.each([
  [1.5, 1],
  [-1, 1],
  [2, 0],
  [2, Number.NaN],
  [2, Number.POSITIVE_INFINITY],
])('Erlang B of %d servers with an offered load of %d is refused', (servers, offeredLoad) => {
  expect(() => erlangB(servers, offeredLoad)).toThrow(RangeError);
});

test.each([2, 3, Number.NaN])(
  'Erlang C of 2 servers with an offered load of %d is refused',
  (load) => {
    expect(() => erlangC(2, load)).toThrow('The offered load is not below the number of servers.');
  },
);
