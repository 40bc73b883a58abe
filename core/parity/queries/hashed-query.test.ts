import { expect, test } from '@jest/globals';
import { hashedQuery } from './hashed-query.ts';

const query = { sql: 'SELECT 1, $1 -- end', parameters: ['a'] };

test('columns get names of our own, and the query lines of its own', () => {
  const { from, values, texts, hash, secondHash } = hashedQuery(
    query,
    ['cast', 'bytes'],
    'hashtextextended',
    'any',
  );
  expect(from).toBe('(\nSELECT 1, $1 -- end\n) "landfall query" ("landfall 1", "landfall 2")');
  expect([values, texts]).toEqual([['a'], ['"landfall 1"::text', '"landfall 2"::text']]);
  expect(hash).toContain('sha256("landfall 2")');
  expect(hash).not.toContain('sha256("landfall 1")');
  expect(hash).not.toBe(secondHash);
});

test('a query without columns has rows all the same', () => {
  expect(hashedQuery(query, [], 'md5', 'any').from).toMatch(/\) "landfall query"$/);
});

test('in order the position is part of the row', () => {
  const { from, hash } = hashedQuery(query, ['cast'], 'hashtextextended', 'rows');
  expect(from).toMatch(/^\(SELECT row_number\(\) OVER \(\) AS "landfall position", /);
  expect(hash).toContain('"landfall position"::text');
});

test('character of no declared length keeps the blanks that clients see', () => {
  const { hash } = hashedQuery(query, ['output'], 'hashtextextended', 'any');
  expect(hash).toContain('CASE WHEN "landfall 1" IS NOT NULL THEN concat("landfall 1") END');
});
