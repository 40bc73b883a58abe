import { expect, test } from '@jest/globals';
import { pairTables } from './table-pairs.ts';
import { matchesTable } from './table-pattern.ts';
import { table } from './testing/facts.ts';

const root = (name: string) => table({ name, kind: 'partitioned' });
const leaf = (
  name: string,
  of: string,
  kind: 'table' | 'foreign-table' | 'partitioned' = 'table',
) => table({ name, kind, root: `public.${of}` });

const namesOf = (...sides: Parameters<typeof pairTables>) =>
  pairTables(...sides).pairs.map(({ name, source, target }) =>
    [name, source === null ? 'target only' : '', target === null ? 'source only' : '']
      .filter((word) => word !== '')
      .join(' '),
  );

const TWO = [root('events'), leaf('events_1', 'events'), leaf('events_2', 'events')];

test('tables by name', () => {
  expect(
    namesOf(
      [table({ name: 'a' }), table({ name: 'b' })],
      [table({ name: 'b' }), table({ name: 'c' }), table({ name: 'b', schema: 'other' })],
    ),
  ).toEqual(['other.b target only', 'public.a source only', 'public.b', 'public.c target only']);
});

test('the same leaves on both sides, also of partitions within partitions', () => {
  expect(namesOf(TWO, TWO)).toEqual(['public.events_1', 'public.events_2']);
  const nested = [root('e'), leaf('e_1', 'e', 'partitioned'), leaf('e_1_1', 'e')];
  expect(namesOf(nested, nested)).toEqual(['public.e_1_1']);
});

test.each([
  ['a leaf is lacking', TWO.slice(0, 2)],
  ['it was collapsed to one table', [table({ name: 'events' })]],
  ['it has other leaves', [root('events'), leaf('events_a', 'events')]],
  [
    'a leaf is foreign',
    [root('events'), leaf('events_1', 'events'), leaf('events_2', 'events', 'foreign-table')],
  ],
])('the root stands for all when %s', (_, target) => {
  expect(namesOf(TWO, target)).toEqual(['public.events']);
});

test('a root that the other side lacks, and one without leaves', () => {
  expect(namesOf(TWO, [])).toEqual(['public.events source only']);
  expect(namesOf([root('empty')], [root('empty')])).toEqual(['public.empty']);
});

test('what holds no rows of the application is told and left out', () => {
  const { pairs, ignored } = pairTables(
    [table({ name: 'far', kind: 'foreign-table' })],
    [table({ name: 'far', kind: 'foreign-table' }), table({ name: 'awsdms_apply_exceptions' })],
  );
  expect(pairs).toEqual([]);
  expect(ignored.map(({ name }) => name)).toEqual(['public.awsdms_apply_exceptions', 'public.far']);
});

test('a table of that name on the source is one like others', () => {
  expect(namesOf([table({ name: 'awsdms_mine' })], [])).toEqual(['public.awsdms_mine source only']);
});

test.each([
  ['orders', 'public.orders', true],
  ['orders', 'sales.orders', true],
  ['orders', 'public.orders_2', false],
  ['orders*', 'public.orders_2', true],
  ['sales.*', 'sales.orders', true],
  ['sales.*', 'public.orders', false],
  ['*.o?ders', 'public.orders', true],
  ['a.b', 'a.b.c', false],
  ['a+b', 'public.a+b', true],
  ['a+b', 'public.aab', false],
])('the pattern %s and %s: %s', (pattern, name, matches) => {
  expect(matchesTable(pattern, name)).toBe(matches);
});
