import { expect, test } from '@jest/globals';
import { hasOrderBy, lineAt, tokensOf } from './sql-text.ts';

test.each([
  ['SELECT a1, $1, 1.5e3', ['SELECT', 'a1', ',', '$1', ',', '1.5e3']],
  ['\'it\'\'s; \' "a""b;"', ["'it''s; '", '"a""b;"']],
  [String.raw`E'\';' x`, [String.raw`E'\';'`, 'x']],
  [String.raw`'\' ; x`, [String.raw`'\'`, ';', 'x']],
  ['$$;$$ $a$ $$ ; $a$ b$c', ['$$;$$', '$a$ $$ ; $a$', 'b$c']],
  ['a -- ; b\nc /* ; /* ; */ ; */ d', ['a', 'c', 'd']],
  ["'never closed ;", ["'never closed ;"]],
  ['/* never closed ;', []],
  ['$never$ closed ;', ['$never$ closed ;']],
  ['', []],
])('%s', (sql, expected) => {
  expect(tokensOf(sql).map(({ text }) => text)).toEqual(expected);
});

test('a piece knows where it stands and how deep', () => {
  const tokens = tokensOf('(a\n(b)) c');
  expect(tokens.map(({ text, at, depth }) => [text, at, depth])).toEqual([
    ['(', 0, 0],
    ['a', 1, 1],
    ['(', 3, 1],
    ['b', 4, 2],
    [')', 5, 1],
    [')', 6, 0],
    ['c', 8, 0],
  ]);
  expect(lineAt('(a\n(b)) c', 4)).toBe(2);
});

test.each([
  ['SELECT 1 ORDER BY 1', true],
  ['select 1 order /* so */ by 1 limit 3', true],
  ['SELECT rank() OVER (ORDER BY a) FROM t', false],
  ['SELECT * FROM (SELECT 1 ORDER BY 1) t', false],
  ['WITH x AS (SELECT 1 ORDER BY 1) SELECT * FROM x', false],
  ["SELECT 'ORDER BY' -- ORDER BY", false],
  ['SELECT "order" by', false],
  ['(SELECT 1 ORDER BY 1)', true],
  ['((SELECT 1 ORDER BY 1 LIMIT 2))', true],
  ['(SELECT 1 ORDER BY 1) UNION ALL (SELECT 2 ORDER BY 1)', false],
  ['(SELECT 1 UNION ALL SELECT 2) ORDER BY 1', true],
])('%s: ordered is %p', (sql, expected) => {
  expect(hasOrderBy(tokensOf(sql))).toBe(expected);
});
