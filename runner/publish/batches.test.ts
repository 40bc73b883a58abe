import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BATCH_LIMITS, batchesOf } from './batches.ts';

const item = (size: number, filling = 'x') => ({ finding: { Id: filling.repeat(size) } });
const sizes = (count: number, size: number) =>
  batchesOf(Array.from({ length: count }, () => item(size))).batches.map(({ length }) => length);

test.each([
  [0, []],
  [1, [1]],
  [100, [100]],
  [101, [100, 1]],
  [250, [100, 100, 50]],
])('%d small findings', (count, expected) => {
  expect(sizes(count, 10)).toEqual(expected);
});

test('a batch ends before it is too large', () => {
  expect(sizes(30, 239_900)).toEqual([25, 5]);
});

test('a finding that is too large is in no batch, however few its characters are', () => {
  const large = item(100_000, '队');
  expect(batchesOf([item(1), large, item(1)])).toEqual({
    batches: [[item(1), item(1)]],
    oversized: [large],
  });
});

test('every finding is in one place, in order, and every batch is one that may be sent', () => {
  const some = fc.array(fc.nat(260_000), { maxLength: 130 });
  fc.assert(
    fc.property(some, (lengths) => {
      const items = lengths.map((length) => item(length));
      const { batches, oversized } = batchesOf(items);
      expect(batches.flat()).toEqual(items.filter((one) => !oversized.includes(one)));
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(BATCH_LIMITS.findings);
        const request = JSON.stringify({ Findings: batch.map(({ finding }) => finding) });
        expect(Buffer.byteLength(request)).toBeLessThanOrEqual(BATCH_LIMITS.batchBytes);
      }
    }),
    { numRuns: 10 },
  );
});
