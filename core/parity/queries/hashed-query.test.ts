import { expect, test } from '@jest/globals';
import { hashedQuery } from './hashed-query.ts';

const query = { sql: 'SELECT 1, $1 -- end', parameters: ['a'] };

test('columns get names of our own, and the query lines of its own', () => {
  const { from, values, columns, hash, secondHash } = hashedQuery(
    query,
    [false, true],
    'hashtextextended',
    'any',
  );
  expect(from).toBe('(\nSELECT 1, $1 -- end\n) "landfall query" ("landfall 1", "landfall 2")');
  expect([values, columns]).toEqual([['a'], ['landfall 1', 'landfall 2']]);
  expect(hash).toContain('sha256("landfall 2")');
  expect(hash).not.toContain('sha256("landfall 1")');
  expect(hash).not.toBe(secondHash);
});

test('a query without columns has rows all the same', () => {
  expect(hashedQuery(query, [], 'md5', 'any').from).toMatch(/\) "landfall query"$/);
});

test('in order the position is part of the row', () => {
  const { from, hash } = hashedQuery(query, [false], 'hashtextextended', 'rows');
  expect(from).toMatch(/^\(SELECT row_number\(\) OVER \(\) AS "landfall position", /);
  expect(hash).toContain('"landfall position"::text');
});
