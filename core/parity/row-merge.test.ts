import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyId, keyValuesOf, mergeRows, type KeyedRow, type RowDifference } from './row-merge.ts';

const row = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  hash: fc.constantFrom('1', '2', '3'),
});
const rows = fc.array(row, { maxLength: 12 });

const inOrder = (differences: readonly RowDifference[]) =>
  differences.toSorted((left, right) => (left.key < right.key ? -1 : 1));
const sorted = (some: readonly KeyedRow[]) => some.map(({ key, hash }) => key + hash).toSorted();

test('nothing differs exactly when both sides have the same rows, copies and all', () => {
  fc.assert(
    fc.property(rows, rows, (source, target) => {
      const isSame = JSON.stringify(sorted(source)) === JSON.stringify(sorted(target));
      expect(mergeRows(source, target).length === 0).toBe(isSame);
    }),
  );
});

test('the order of the rows says nothing', () => {
  fc.assert(
    fc.property(rows, rows, (source, target) => {
      expect(inOrder(mergeRows(source.toReversed(), target.toReversed()))).toEqual(
        inOrder(mergeRows(source, target)),
      );
    }),
  );
});

test('what is missing on one side is extra on the other', () => {
  const MIRROR = { missing: 'extra', extra: 'missing', changed: 'changed' } as const;
  fc.assert(
    fc.property(rows, rows, (source, target) => {
      const mirrored = mergeRows(target, source).map(({ kind, key, source, target }) => ({
        kind: MIRROR[kind],
        key,
        source: target,
        target: source,
      }));
      expect(inOrder(mirrored)).toEqual(inOrder(mergeRows(source, target)));
    }),
  );
});

test('parts that share no key are merged one by one', () => {
  fc.assert(
    fc.property(rows, rows, (source, target) => {
      const part = (some: readonly KeyedRow[], isLow: boolean) =>
        some.filter(({ key }) => key < 'c' === isLow);
      const parts = [true, false].flatMap((isLow) =>
        mergeRows(part(source, isLow), part(target, isLow)),
      );
      expect(inOrder(parts)).toEqual(inOrder(mergeRows(source, target)));
    }),
  );
});

test('each kind', () => {
  const of = (key: string, hash: string) => ({ key, hash });
  expect(
    mergeRows(
      [of('same', '1'), of('gone', '1'), of('other', '1'), of('copies', '1')],
      [of('same', '1'), of('new', '1'), of('other', '2'), of('copies', '1'), of('copies', '1')],
    ),
  ).toEqual([
    { kind: 'missing', key: 'gone', source: ['1'], target: [] },
    { kind: 'changed', key: 'other', source: ['1'], target: ['2'] },
    { kind: 'changed', key: 'copies', source: ['1'], target: ['1', '1'] },
    { kind: 'extra', key: 'new', source: [], target: ['1'] },
  ]);
});

test('no two keys have the same id', () => {
  const values = fc.array(fc.option(fc.string()), { maxLength: 3 });
  fc.assert(
    fc.property(values, values, (left, right) => {
      expect(keyId(left) === keyId(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      expect(keyValuesOf(keyId(left))).toEqual(left);
    }),
  );
});
