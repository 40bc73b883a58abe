import { describe, expect, test } from '@jest/globals';
import { isSameView } from './same-view.ts';

const old = (definition: string) => ({ definition, major: 15 });
const young = (definition: string) => ({ definition, major: 18 });

/** Queries as PostgreSQL 15 prints them, with what 18 makes of them. */
const SAME: readonly (readonly [name: string, long: string, short: string])[] = [
  ['columns', 'SELECT w.id, w."a b" FROM a.t w;', 'SELECT id, "a b" FROM a.t w;'],
  ['a relation without another name', 'SELECT t.id FROM a.t;', 'SELECT id FROM a.t;'],
  [
    'conditions, groups and orders',
    'SELECT w.k, count(*) FROM a.t w WHERE w.a IS DISTINCT FROM w.b GROUP BY w.k ORDER BY w.k;',
    'SELECT k, count(*) FROM a.t w WHERE a IS DISTINCT FROM b GROUP BY k ORDER BY k;',
  ],
  [
    'a name that is kept where it would mean an output column',
    'SELECT w.a AS b, w.b AS a FROM a.t w ORDER BY w.a;',
    'SELECT a AS b, b AS a FROM a.t w ORDER BY w.a;',
  ],
  [
    'a column of the relation’s name',
    'SELECT w.w, w.w AS x FROM a.w;',
    'SELECT w, w AS x FROM a.w;',
  ],
  ['a member of a composite', 'SELECT (w.limits).m FROM a.t w;', 'SELECT (limits).m FROM a.t w;'],
  [
    'a function in FROM',
    'SELECT g.n FROM generate_series(1, 3) g(n);',
    'SELECT n FROM generate_series(1, 3) g(n);',
  ],
  [
    'an inner query, in which names stay',
    'SELECT w.id FROM a.t w WHERE (EXISTS ( SELECT FROM a.u WHERE u.t = w.id));',
    'SELECT id FROM a.t w WHERE (EXISTS ( SELECT FROM a.u WHERE u.t = w.id));',
  ],
];

/** What must not be taken for the same. */
const OTHER: readonly (readonly [name: string, long: string, short: string])[] = [
  ['another column', 'SELECT w.id FROM a.t w;', 'SELECT name FROM a.t w;'],
  ['another relation', 'SELECT w.id FROM a.t w;', 'SELECT id FROM a.u w;'],
  ['another text', "SELECT w.id, 'w.a' FROM a.t w;", "SELECT id, 'a' FROM a.t w;"],
  ['another quoted name', 'SELECT w."w.a" FROM a.t w;', 'SELECT "a" FROM a.t w;'],
  ['a missing condition', 'SELECT w.id FROM a.t w WHERE w.a;', 'SELECT id FROM a.t w;'],
  ['one condition more', 'SELECT w.id FROM a.t w;', 'SELECT id FROM a.t w WHERE a;'],
  ['several relations', 'SELECT w.id FROM a.t w, a.u v;', 'SELECT id FROM a.t w, a.u v;'],
  [
    'a join',
    'SELECT v.id FROM a.t w JOIN a.u v ON true;',
    'SELECT id FROM a.t w JOIN a.u v ON true;',
  ],
  ['two queries', 'SELECT w.id FROM a.t w UNION SELECT 1;', 'SELECT id FROM a.t w UNION SELECT 1;'],
  ['a name of another relation', 'SELECT v.id FROM a.t w;', 'SELECT id FROM a.t w;'],
  [
    'an inner query that asks its own column',
    'SELECT w.id FROM a.t w WHERE (EXISTS ( SELECT FROM a.u WHERE u.t = w.id));',
    'SELECT id FROM a.t w WHERE (EXISTS ( SELECT FROM a.u WHERE u.t = id));',
  ],
  ['a function of a schema', 'SELECT w.f(w.id) FROM a.w;', 'SELECT f(id) FROM a.w;'],
  ['a type of a schema', 'SELECT w.id::w.name FROM a.w;', 'SELECT id::name FROM a.w;'],
  [
    'a collation of a schema',
    'SELECT w.n COLLATE w."C" FROM a.w;',
    'SELECT n COLLATE "C" FROM a.w;',
  ],
  ['a whole row', 'SELECT w.* FROM a.t w;', 'SELECT * FROM a.t w;'],
  ['another operator', 'SELECT w.a @ - w.b FROM a.t w;', 'SELECT a @- b FROM a.t w;'],
  ['a schema in FROM', 'SELECT w.id FROM w.w;', 'SELECT id FROM w;'],
];

describe('one query of two majors', () => {
  test.each(SAME)('%s', (_, long, short) => {
    expect(isSameView(old(long), young(short))).toBe(true);
    expect(isSameView(young(short), old(long))).toBe(true);
  });
});

describe('two queries', () => {
  test.each(OTHER)('%s', (_, long, short) => {
    expect(isSameView(old(long), young(short))).toBe(false);
  });
  test.each(SAME)('as two servers that print alike would show them: %s', (_, long, short) => {
    expect(isSameView(old(long), old(short))).toBe(false);
    expect(isSameView(young(long), young(short))).toBe(false);
    // The older never leaves a name out.
    expect(isSameView(old(short), young(long))).toBe(false);
  });
});
