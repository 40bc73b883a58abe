import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prefixesOf } from './prefixes.ts';

test.each<[string, string[], string[]]>([
  ['a name alone', ['/ecs/a/worker'], ['/ecs/a/worker']],
  ['names of one folder', ['/ecs/a/worker', '/ecs/a/gateway'], ['/ecs/a/']],
  ['names that begin alike', ['/ecs/a/worker', '/ecs/a/writer'], ['/ecs/a/w']],
  ['a name that begins another', ['/ecs/worker', '/ecs/worker-dlq'], ['/ecs/worker']],
  ['names of two folders', ['/ecs/a/x', '/ecs/b/x'], ['/ecs/a/x', '/ecs/b/x']],
  ['names outside of folders', ['one', 'other', '/third'], ['one', 'other', '/third']],
  ['no names', [], []],
])('%s', (_, names, prefixes) => {
  expect([...prefixesOf(names).keys()]).toEqual(prefixes);
});

test('every name is found, once, by a prefix of it', () => {
  const name = fc
    .array(fc.constantFrom('ecs', 'a', 'b', 'worker', 'w'), { minLength: 1, maxLength: 4 })
    .map((parts) => `/${parts.join('/')}`);
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const found = [...prefixesOf(names)];
      expect(found.flatMap(([, members]) => members).sort()).toEqual([...names].sort());
      for (const [prefix, members] of found) {
        expect(members.every((member) => member.startsWith(prefix))).toBe(true);
      }
    }),
  );
});
