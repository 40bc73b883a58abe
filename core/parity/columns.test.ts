import { expect, test } from '@jest/globals';
import { coverColumns, hashedTexts } from './columns.ts';
import { column, table } from './testing/facts.ts';

test('columns are in the order of their names, and each is accounted for', () => {
  const source = table({
    columns: [
      column('z', 'text', { notNull: true }),
      column('a', 'bytea'),
      column('lost', 'text'),
      column('both', 'integer', { generated: 'virtual' }),
      column('now_virtual', 'integer', { generated: 'stored' }),
    ],
  });
  const target = table({
    columns: [
      column('a', 'bytea'),
      column('both', 'integer', { generated: 'virtual' }),
      column('now_virtual', 'integer', { generated: 'virtual' }),
      column('added', 'text'),
      column('z', 'text', { notNull: true }),
    ],
  });
  const coverage = coverColumns(source, target);
  expect({ ...coverage, compared: coverage.compared.map(({ name }) => name) }).toEqual({
    compared: ['a', 'now_virtual', 'z'],
    sourceOnly: ['lost'],
    targetOnly: ['added'],
    virtual: ['both'],
  });
  expect(hashedTexts(coverage.compared, 'source')).toEqual([
    {
      text: `CASE WHEN octet_length("a") > 1024 THEN encode(sha256("a"), 'hex') ELSE "a"::text END`,
      nullable: true,
    },
    { text: '"now_virtual"::text', nullable: true },
    { text: '"z"::text', nullable: false },
  ]);
});

test('bytes that became text are compared as the text that both have', () => {
  const { compared } = coverColumns(
    table({ columns: [column('a', 'bytea')] }),
    table({ columns: [column('a', 'text')] }),
  );
  expect(hashedTexts(compared, 'source')[0]?.text).toBe('"a"::text');
});
