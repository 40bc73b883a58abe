import { expect, test } from '@jest/globals';
import { progressText } from './parity-progress-text.ts';

const progress = {
  tablesDone: 1,
  tables: 4,
  table: 'public.orders',
  rowsDone: 3_000_000,
  rows: 10_000_000,
  rowsResumed: 1_000_000,
};

test('rows of an earlier run are done, and took no time', () => {
  expect(progressText(progress, 2_000)).toBe(
    '1 of 4 tables  30 %  1.00 M rows/s  about 7 s left  public.orders',
  );
});

test('without an estimate, and beyond it', () => {
  expect(progressText({ ...progress, rows: 0 }, 2_000)).toBe(
    '1 of 4 tables  1.00 M rows/s  public.orders',
  );
  expect(progressText({ ...progress, rows: 2_000_000 }, 2_000)).toBe(
    '1 of 4 tables  100 %  1.00 M rows/s  public.orders',
  );
});
