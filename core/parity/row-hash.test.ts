import { expect, test } from '@jest/globals';
import { keyText } from './column-text.ts';
import { rowHash } from './row-hash.ts';
import { column } from './testing/facts.ts';

const columns = [
  { text: '"a"::text', nullable: false },
  { text: '"b"::text', nullable: true },
];

test('each column is hashed with those before it as its seed, and null under another', () => {
  expect(rowHash(columns, 'hashtextextended')).toBe(
    `hashtextextended(coalesce("b"::text, '') COLLATE "C", (hashtextextended(("a"::text) COLLATE "C", 0::bigint)) # (("b"::text) IS NULL)::int::bigint)`,
  );
  expect(rowHash(columns.slice(0, 1), 'hashtextextended', 1)).toBe(
    'hashtextextended(("a"::text) COLLATE "C", 2::bigint)',
  );
});

test('by md5 the two lanes are the two halves', () => {
  expect(rowHash(columns, 'md5', 1)).toBe(
    `('x' || substr(md5(md5(md5('' || '=' || ("a"::text)) || coalesce('=' || ("b"::text), '0'))), 17, 16))::bit(64)::bigint`,
  );
});

test('the scale of a number is no part of a key where it can be left out', () => {
  expect(keyText(column('n', 'numeric'), true)).toBe('trim_scale("n")::text');
  expect(keyText(column('n', 'numeric'), false)).toBe('"n"::text');
  expect(keyText(column('a "b"', 'text'), true)).toBe('"a ""b"""::text');
});
