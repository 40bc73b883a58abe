import { expect, test } from '@jest/globals';
import { parityProgressText, queryProgressText } from './comparison-progress-text.ts';

const progress = {
  tablesDone: 1,
  tables: 4,
  table: 'public.orders',
  rowsDone: 3_000_000,
  rows: 10_000_000,
  rowsResumed: 1_000_000,
};

test('rows of an earlier run are done, and took no time', () => {
  expect(parityProgressText(progress, 2_000)).toBe(
    '1 of 4 tables  30 %  1.00 M rows/s  about 7 s left  public.orders',
  );
});

test('without an estimate, and beyond it', () => {
  expect(parityProgressText({ ...progress, rows: 0 }, 2_000)).toBe(
    '1 of 4 tables  1.00 M rows/s  public.orders',
  );
  expect(parityProgressText({ ...progress, rows: 2_000_000 }, 2_000)).toBe(
    '1 of 4 tables  100 %  1.00 M rows/s  public.orders',
  );
});

test('queries are counted, and the one that runs is named', () => {
  expect(queryProgressText({ done: 2, queries: 7, query: 'a\n.sql' })).toBe(
    '2 of 7 queries  a .sql',
  );
});
