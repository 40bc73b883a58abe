import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leavesOf, pointerOf, trackReads } from './reads.ts';
import type { Spec } from './spec.ts';

const tracked = (value: object) => trackReads(value as Spec);

test('notes the leaves that are read, and no others', () => {
  const { spec, during } = tracked({ account: { id: '1', region: 'r' }, tags: { a: 'x' } });
  const { value, reads } = during(() => spec.account.id);
  expect(value).toBe('1');
  expect(reads).toEqual(['/account/id']);
});

test('passing a part on reads nothing; comparing it does', () => {
  const { spec, during } = tracked({ aurora: { main: { capacity: { minAcu: 1, maxAcu: 2 } } } });
  const { value: part, reads } = during(() => spec.aurora?.['main']?.capacity);
  expect(reads).toEqual([]);
  expect(during(() => ({ ...part })).reads).toEqual([
    '/aurora/main/capacity/maxAcu',
    '/aurora/main/capacity/minAcu',
  ]);
});

test('an empty list is a leaf of its own', () => {
  const { spec, during } = tracked({ securityGroups: { db: { egress: [] } } });
  const groups = spec.securityGroups;
  expect(during(() => groups?.['db']?.egress.length).reads).toEqual(['/securityGroups/db/egress']);
  expect(during(() => [...(groups?.['db']?.egress ?? [])]).reads).toEqual([
    '/securityGroups/db/egress',
  ]);
});

test('a check cannot change the spec', () => {
  const { spec } = tracked({ account: { id: '1', region: 'r' } });
  expect(() => {
    (spec.account as { id: string }).id = '2';
  }).toThrow('A check may not change the spec.');
  expect(() => {
    delete (spec as { account?: unknown }).account;
  }).toThrow('A check may not change the spec.');
});

test('reading everything reads exactly the leaves, whatever the value', () => {
  fc.assert(
    fc.property(fc.object({ withNullPrototype: false }), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as object;
      const { spec, during } = tracked(plain);
      const { value: copy, reads } = during((): unknown => JSON.parse(JSON.stringify(spec)));
      expect(copy).toEqual(plain);
      expect(reads).toEqual([...leavesOf(plain)].sort());
    }),
  );
});

test('pointers escape what RFC 6901 says', () => {
  expect(pointerOf(['a/b', '~c', 0])).toBe('/a~1b/~0c/0');
});
