import { expect, test } from '@jest/globals';
import { unservedInWords } from './unserved-requests.ts';

const told = (name: string, count: number, failed: number) => ({ name, told: count, failed });

test.each<[string, ReturnType<typeof told>[], string | null]>([
  ['all were answered', [told('work', 9_000, 0), told('report', 50, 0)], null],
  ['as many failed as may', [told('work', 9_000, 90)], null],
  ['more failed, and that may be chance', [told('report', 300, 4)], null],
  [
    'surely more failed of one kind',
    [told('work', 59_700, 0), told('report', 300, 297)],
    '297 of 300 requests of report failed (97.1 % to 99.7 %), more than 1 %',
  ],
  [
    'few failed, and surely more than may',
    [told('report', 300, 9)],
    '9 of 300 requests of report failed (1.59 % to 5.6 %), more than 1 %',
  ],
  [
    'none was answered of two',
    [told('work', 9_000, 0), told('report', 3, 3), told('login', 1, 1)],
    'no request of report, login was answered as it should be',
  ],
  [
    'nothing was told of one',
    [told('report', 0, 0)],
    'no request of report was answered as it should be',
  ],
])('when %s', (_what, requests, unserved) => {
  expect(unservedInWords(requests, { errorRatio: 0.01 })).toBe(unserved);
});
