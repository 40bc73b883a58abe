import { expect, test } from '@jest/globals';
import { queryOfStatement } from './statements.ts';

test('a statement that reads', () => {
  expect(queryOfStatement('42', '/* app */ SELECT * FROM a WHERE b = $1 ORDER BY c;')).toEqual({
    name: 'statement 42',
    place: null,
    sql: 'SELECT * FROM a WHERE b = $1 ORDER BY c',
    parameters: null,
    order: 'rows',
  });
});

test.each([
  ['WITH a AS (SELECT 1) SELECT * FROM a', true],
  ['(SELECT 1) UNION (SELECT 2)', true],
  ['VALUES ($1)', true],
  ['TABLE a', true],
  [`SELECT 'UPDATE'`, true],
  ['INSERT INTO a SELECT 1', false],
  ['WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a', false],
  // The server refuses to lock, so that they are told as not compared.
  ['SELECT 1 FOR UPDATE', true],
  ['SELECT 1 FOR NO KEY UPDATE', true],
  ['SELECT 1 FOR SHARE', true],
  ['SELECT share FROM holdings', true],
  ['SELECT a FROM pg_orders', true],
  ['SELECT hashtextextended(a, 0) FROM b', true],
  ['WITH a AS (UPDATE b SET c = 1 RETURNING *) SELECT * FROM a FOR UPDATE', false],
  ['SELECT 1 INTO b', false],
  ['BEGIN', false],
  ['SHOW TimeZone', false],
  ['EXPLAIN SELECT 1', false],
  ['SELECT * FROM pg_stat_activity', false],
  ['SELECT set_config($1, $2, $3)', false],
  ['SELECT apg_id FROM a', true],
  ['', false],
])('%s: taken is %p', (sql, isTaken) => {
  expect(queryOfStatement('1', sql) !== null).toBe(isTaken);
});
