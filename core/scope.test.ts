import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasTags, placeInScope } from './scope.ts';

const NOTHING: ReadonlySet<string> = new Set();
const name = fc.string({ minLength: 1 });
const prefixes = fc.array(name);
const resource = fc.record({ name, arn: name });

describe('by name', () => {
  test('what begins with a prefix is in the scope, whatever else is', () => {
    fc.assert(
      fc.property(prefixes, name, fc.string(), name, (others, prefix, rest, arn) => {
        const scope = { namePrefixes: [...others, prefix] };
        expect(placeInScope(scope, { name: prefix + rest, arn }, NOTHING)).toBe('name');
      }),
    );
  });

  test('what begins with none is not', () => {
    fc.assert(
      fc.property(prefixes, resource, (namePrefixes, listed) => {
        const begins = namePrefixes.some((prefix) =>
          listed.name.toLowerCase().startsWith(prefix.toLowerCase()),
        );
        expect(placeInScope({ namePrefixes }, listed, NOTHING)).toBe(begins ? 'name' : null);
      }),
    );
  });

  test('letters of any case are the same', () => {
    const scope = { namePrefixes: ['Shop-'] };
    expect(placeInScope(scope, { name: 'shop-db', arn: 'a' }, NOTHING)).toBe('name');
    expect(placeInScope(scope, { name: 'shopping', arn: 'a' }, NOTHING)).toBeNull();
  });

  test('more prefixes never take anything out', () => {
    fc.assert(
      fc.property(prefixes, prefixes, resource, (some, more, listed) => {
        const before = placeInScope({ namePrefixes: some }, listed, NOTHING);
        const after = placeInScope({ namePrefixes: [...some, ...more] }, listed, NOTHING);
        expect(before === null || after === 'name').toBe(true);
      }),
    );
  });
});

describe('by tags', () => {
  test('what carries them is in the scope, whatever its name', () => {
    fc.assert(
      fc.property(prefixes, resource, fc.array(name), (namePrefixes, listed, others) => {
        const tagged = new Set([...others, listed.arn]);
        expect(placeInScope({ namePrefixes }, listed, tagged)).not.toBeNull();
        expect(placeInScope({}, listed, tagged)).toBe('tags');
      }),
    );
  });

  test('without prefixes and tagged resources nothing is', () => {
    fc.assert(
      fc.property(resource, (listed) => {
        expect(placeInScope({}, listed, NOTHING)).toBeNull();
      }),
    );
  });

  test('a scope may have none', () => {
    expect(hasTags({})).toBe(false);
    expect(hasTags({ tags: {} })).toBe(false);
    expect(hasTags({ tags: { Project: 'shop' } })).toBe(true);
  });
});
