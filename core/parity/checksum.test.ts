import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  differingBuckets,
  isSameChecksum,
  joined,
  joinedWithoutKeys,
  type Checksum,
} from './checksum.ts';

const hash = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

function checksumOf(hashes: readonly bigint[]): Checksum {
  return {
    rows: hashes.length,
    sum: String(hashes.reduce((sum, one) => sum + one, 0n)),
    second: String(hashes.reduce((xor, one) => xor ^ one, 0n)),
  };
}

test('the checksum of parts together is that of the whole, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hash)), (parts) => {
      expect(joined(parts.map(checksumOf))).toEqual(checksumOf(parts.flat()));
    }),
  );
});

test('without keys the second number is a sum, so that equal rows do not cancel out', () => {
  const twice = { rows: 1, sum: '5', second: '7' };
  expect(joinedWithoutKeys([twice, twice])).toEqual({ rows: 2, sum: '10', second: '14' });
  expect(joined([twice, twice]).second).toBe('0');
});

describe('two sets', () => {
  const one = { rows: 1, sum: '5', second: '5' };
  test.each([
    ['the same', one, { ...one }, true],
    ['other rows', one, { ...one, rows: 2 }, false],
    ['another sum', one, { ...one, sum: '6' }, false],
    ['another second number', one, { ...one, second: '6' }, false],
  ])('%s', (_, left, right, isSame) => {
    expect(isSameChecksum(left, right)).toBe(isSame);
  });

  test('a bucket that one side does not have differs unless it is empty', () => {
    const none = { rows: 0, sum: '0', second: '0' };
    const source = new Map([
      [9, one],
      [4, one],
      [2, none],
    ]);
    const target = new Map([
      [9, one],
      [7, one],
    ]);
    expect(differingBuckets(source, target)).toEqual([4, 7]);
  });
});
