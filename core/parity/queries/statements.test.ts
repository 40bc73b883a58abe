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
  ['SELECT 1 FOR UPDATE', false],
  ['SELECT 1 FOR SHARE', false],
  ['SELECT 1 INTO b', false],
  ['BEGIN', false],
  ['SHOW TimeZone', false],
  ['EXPLAIN SELECT 1', false],
  ['SELECT count(*) FROM (SELECT hashtextextended(a, $1) FROM b) c', false],
  ['SELECT * FROM (SELECT 1) "landfall query"', false],
  ['SELECT * FROM pg_stat_activity', false],
  ['SELECT set_config($1, $2, $3)', false],
  ['SELECT apg_id FROM a', true],
  ['', false],
])('%s: taken is %p', (sql, isTaken) => {
  expect(queryOfStatement('1', sql) !== null).toBe(isTaken);
});
