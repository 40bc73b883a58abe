import { expect, test } from '@jest/globals';
import { columnSentence, differingColumns } from './columns.ts';

const column = (name: string, type = 'integer') => ({ name, type });
const told = (source: readonly string[], target: readonly string[]) =>
  differingColumns(
    source.map((name) => column(name)),
    target.map((name) => column(name)),
  ).map(columnSentence);

test('columns are compared place by place', () => {
  expect(told(['a', 'b'], ['a', 'b'])).toEqual([]);
  expect(told(['a', 'b'], ['b', 'a'])).toEqual([
    'Column 1 is a integer on the source and b integer on the target.',
    'Column 2 is b integer on the source and a integer on the target.',
  ]);
  expect(told(['a'], ['a', 'b'])).toEqual(['Column 2, b integer, is not on the source.']);
  expect(told(['a', 'b'], ['a'])).toEqual(['Column 2, b integer, is not on the target.']);
});

test('a type differs by its modifier', () => {
  const [differing] = differingColumns(
    [column('total', 'numeric(10,2)')],
    [column('total', 'numeric(12,2)')],
  );
  expect(differing === undefined ? null : columnSentence(differing)).toBe(
    'Column 1, total, is numeric(10,2) on the source and numeric(12,2) on the target.',
  );
});
