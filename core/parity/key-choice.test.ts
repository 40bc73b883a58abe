import { expect, test } from '@jest/globals';
import { chooseKey } from './key-choice.ts';
import { BYTE_ORDER, column, LINGUISTIC, primaryKey, table } from './testing/facts.ts';

const keyed = (type: string, rest = {}) =>
  table({ columns: [column('id', type, { notNull: true, ...rest })] });

test.each([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'uuid',
  'date',
  'timestamp without time zone',
  'timestamp with time zone',
])('%s is in the same order everywhere', (type) => {
  expect(chooseKey(keyed(type), keyed(type)).mode).toBe('range');
});

test.each([
  ['both by bytes', BYTE_ORDER, BYTE_ORDER, 'range'],
  ['the target by language', BYTE_ORDER, LINGUISTIC, 'bucket'],
  ['the source by language', LINGUISTIC, BYTE_ORDER, 'bucket'],
  ['unknown', null, null, 'bucket'],
] as const)('text, %s', (_, source, target, mode) => {
  const choice = chooseKey(
    keyed('text', { collation: source }),
    keyed('text', { collation: target }),
  );
  expect(choice.mode).toBe(mode);
});

test.each(['double precision', 'inet', 'character', 'mood', 'jsonb', 'boolean'])(
  '%s is in no order to rely on',
  (type) => {
    expect(chooseKey(keyed(type), keyed(type)).mode).toBe('bucket');
  },
);

test('types that differ are in no common order', () => {
  expect(chooseKey(keyed('integer'), keyed('bigint'))).toMatchObject({
    mode: 'bucket',
    reason: 'the order of id (integer) may differ between the servers',
  });
});

test('the best key that both sides have', () => {
  const columns = ['a', 'b', 'c'].map((name) => column(name, 'bigint', { notNull: true }));
  const unique = { name: 'u', kind: 'unique' as const, columns: ['b', 'c'] };
  const source = table({ columns, keys: [primaryKey('a'), unique] });
  const target = table({ columns, keys: [unique] });
  const choice = chooseKey(source, target);
  expect(choice).toMatchObject({ mode: 'range', key: [{ name: 'b' }, { name: 'c' }] });
});

test('the order of the columns is part of a key', () => {
  const columns = ['a', 'b'].map((name) => column(name, 'bigint', { notNull: true }));
  const source = table({ columns, keys: [primaryKey('a', 'b')] });
  const target = table({ columns, keys: [primaryKey('b', 'a')] });
  expect(chooseKey(source, target)).toMatchObject({
    mode: 'bucket',
    reason: 'a, b is a key on one side only',
  });
});

test('no key, and one whose column the other side lacks', () => {
  expect(chooseKey(table({ keys: [] }), table({ keys: [] })).mode).toBe('multiset');
  const other = table({ columns: [column('name', 'text')], keys: [] });
  expect(chooseKey(table(), other).mode).toBe('multiset');
});
