import { expect, test } from '@jest/globals';
import { segmentOf } from './segment.ts';

test.each<[string, ReturnType<typeof segmentOf>]>([
  ['1/2', { index: 1, of: 2 }],
  ['3/3', { index: 3, of: 3 }],
  ['1000/1000', { index: 1000, of: 1000 }],
  ['1/1', null],
  ['0/3', null],
  ['4/3', null],
  ['1/1001', null],
  ['1.5/3', null],
  ['-1/3', null],
  ['2', null],
  ['', null],
])('"%s"', (text, segment) => {
  expect(segmentOf(text)).toEqual(segment);
});
