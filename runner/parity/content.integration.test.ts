// Real servers, 15 and 18: which rows differ, and which do not.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TableResult } from '../../core/parity/document.ts';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers();
});

afterAll(async () => {
  await two.stop();
});

/** The rows that differ, as `kind key: column reason`. */
function told({ differences }: TableResult): readonly string[] {
  return differences
    .map(({ kind, key, columns }) => {
      const reasons = (columns ?? []).map(({ column, reason }) => `${column} ${reason}`);
      return [`${kind} ${key.join(',')}`, ...reasons].join(': ');
    })
    .sort();
}

test('one changed row, one missing and one extra are all that is found', async () => {
  await two.both(`CREATE TABLE found (id bigint PRIMARY KEY, name text, at timestamptz);
    INSERT INTO found SELECT g, 'name ' || g, now() FROM generate_series(1, 120000) g;
    UPDATE found SET at = '2024-01-01' ; ANALYZE found`);
  const same = await two.table('found');
  expect(same).toMatchObject({
    verdict: 'equal',
    mode: 'range',
    key: ['id'],
    rows: { source: 120_000, target: 120_000 },
    parts: { total: 12, resumed: 0 },
    columns: { compared: 3, total: 3, skipped: [] },
  });
  await two.sql(
    'target',
    `UPDATE found SET name = 'other' WHERE id = 77777; DELETE FROM found WHERE id = 3;
     INSERT INTO found VALUES (-5, 'before all others', NULL), (999999, 'behind', NULL)`,
  );
  const result = await two.table('found');
  expect(result.verdict).toBe('different');
  expect(told(result)).toEqual([
    'changed 77777: name content',
    'extra -5',
    'extra 999999',
    'missing 3',
  ]);
  expect(result.counts).toEqual({
    missing: 1,
    extra: 2,
    changed: 1,
    unstable: 0,
    unlocatedParts: 0,
  });
});

describe('values', () => {
  const CASES: readonly (readonly [string, string, string, string | null])[] = [
    ['text', `NULL`, `''`, 'null or empty'],
    ['text', `NULL`, `E'\\x01NULL'`, 'null or value'],
    ['text', `'a'`, `'a  '`, 'trailing blanks'],
    ['text', `'Müller'`, `'müller'`, 'letter case'],
    ['text', `U&'\\00e9'`, `U&'e\\0301'`, 'composed otherwise'],
    ['varchar(20)', `'abcdef'`, `'abc'`, 'cut off'],
    ['char(8)', `'a'`, `'a   '`, null],
    ['timestamptz', `'2024-03-01 12:00:00+00'`, `'2024-03-01 12:00:00+05:30'`, 'time-zone shift'],
    ['timestamptz', `'2024-03-01 12:00:00+00'`, `'2024-03-01 17:30:00+05:30'`, null],
    [
      'timestamp',
      `'2024-03-01 12:00:00.123456'`,
      `'2024-03-01 12:00:00.123'`,
      'truncated to a coarser time',
    ],
    ['timestamp', `'infinity'`, `'-infinity'`, 'content'],
    ['numeric', `1.0`, `1.00`, 'scale only'],
    ['numeric', `'NaN'`, `'NaN'`, null],
    ['numeric', `'NaN'`, `0`, 'not a number'],
    ['float8', `'-0'`, `'0'`, 'sign of zero'],
    ['float8', `'NaN'`, `'NaN'`, null],
    ['float8', `0.1::float8 + 0.2::float8`, `0.3`, 'rounding'],
    ['real', `1.1`, `1.1`, null],
    ['jsonb', `'{"a": 1, "b": [1, 2]}'`, `'{"b": [1, 2], "a": 1}'`, null],
    ['jsonb', `'{"a": 1.0}'`, `'{"a": 1.00}'`, 'content'],
    ['json', `'{"a": 1, "b": 2}'`, `'{"b": 2, "a": 1}'`, 'json order or spacing'],
    ['json', `'{"a": 12345678901234567890}'`, `'{"a": 12345678901234567891}'`, 'content'],
    ['text[]', `'{a,NULL}'`, `'{a,"NULL"}'`, 'content'],
    ['text[]', `'[0:1]={a,b}'`, `'{a,b}'`, 'content'],
    ['interval', `'1 day'`, `'24:00'`, 'content'],
    ['bytea', `'\\x00ff'`, `'\\x00fe'`, 'same length, other bytes'],
    ['boolean', `true`, `NULL`, 'null or value'],
    ['money', `12.5::numeric::money`, `12.5::numeric::money`, null],
  ];

  test.each(CASES.map((one, at) => [at, ...one] as const))(
    '%i: %s %s and %s',
    async (at, type, source, target, reason) => {
      const name = `value_${at}`;
      await two.both(`CREATE TABLE ${name} (id int PRIMARY KEY, v ${type})`);
      await two.sql('source', `INSERT INTO ${name} VALUES (1, ${source})`);
      await two.sql('target', `INSERT INTO ${name} VALUES (1, ${target})`);
      const result = await two.table(name);
      expect([result.verdict, told(result), result.notes]).toEqual(
        reason === null ? ['equal', [], []] : ['different', [`changed 1: v ${reason}`], []],
      );
    },
  );

  test('one byte of ten million', async () => {
    await two.both(`CREATE TABLE large (id int PRIMARY KEY, body bytea);
      INSERT INTO large SELECT g, decode(repeat('00ff', 5000000), 'hex') FROM generate_series(1, 3) g`);
    expect((await two.table('large')).verdict).toBe('equal');
    await two.sql('target', `UPDATE large SET body = set_byte(body, 6666666, 1) WHERE id = 2`);
    expect(told(await two.table('large'))).toEqual(['changed 2: body same length, other bytes']);
  });

  test('two rows that exchanged a value, and two columns of a row', async () => {
    await two.both(`CREATE TABLE swapped (id int PRIMARY KEY, a text, b text);
      INSERT INTO swapped SELECT g, 'a' || g, 'b' || g FROM generate_series(1, 1000) g`);
    await two.sql(
      'target',
      `UPDATE swapped SET a = CASE id WHEN 10 THEN 'a20' ELSE 'a10' END WHERE id IN (10, 20);
       UPDATE swapped SET a = b, b = a WHERE id = 500`,
    );
    expect(told(await two.table('swapped'))).toEqual([
      'changed 10: a content',
      'changed 20: a content',
      'changed 500: a content: b content',
    ]);
  });
});

describe('keys', () => {
  const KEYS: readonly (readonly [string, string, string])[] = [
    ['uuid', `md5(g::text)::uuid`, 'range'],
    ['date', `date '2000-01-01' + g`, 'range'],
    ['timestamptz', `timestamptz '2000-01-01' + g * interval '1 second'`, 'range'],
    ['numeric', `g * 1.5`, 'range'],
    ['text COLLATE "C"', `'key ' || g`, 'range'],
    ['text', `'key-' || g`, 'range'],
    ['text COLLATE "en-x-icu"', `'Key-' || g`, 'bucket'],
    ['char(12)', `'key ' || g`, 'bucket'],
    ['inet', `inet '10.0.0.0' + g`, 'bucket'],
    ['float8', `g * 0.1`, 'bucket'],
  ];

  test.each(KEYS.map((one, at) => [at, ...one] as const))(
    '%i: %s %s',
    async (at, type, value, mode) => {
      const name = `key_${at}`;
      await two.both(`CREATE TABLE ${name} (k ${type} PRIMARY KEY, v int);
        INSERT INTO ${name} SELECT ${value}, g FROM generate_series(1, 30000) g; ANALYZE ${name}`);
      const same = await two.table(name);
      expect([same.verdict, same.mode, same.rows.source]).toEqual(['equal', mode, 30_000]);
      await two.sql('target', `UPDATE ${name} SET v = -1 WHERE v = 12345`);
      await two.sql('target', `DELETE FROM ${name} WHERE v = 29999`);
      await two.sql('source', `DELETE FROM ${name} WHERE v = 2`);
      const result = await two.table(name);
      expect(result.counts).toMatchObject({ changed: 1, missing: 1, extra: 1, unlocatedParts: 0 });
    },
  );

  test('of several columns, in the order of the index', async () => {
    await two.both(`CREATE TABLE composite (a int, b text COLLATE "C", c date, v int, PRIMARY KEY (b, a));
      INSERT INTO composite SELECT g % 100, 'k' || g / 100, '2024-01-01', g FROM generate_series(1, 50000) g`);
    await two.sql('target', `UPDATE composite SET c = c + 1 WHERE v = 31415`);
    const result = await two.table('composite', { partRows: 3_000 });
    expect([result.mode, result.key]).toEqual(['range', ['b', 'a']]);
    expect(told(result)).toEqual(['changed k314,15: c content']);
  });

  test('on one side only', async () => {
    await two.both(`CREATE TABLE halfkeyed (id int NOT NULL, v int);
      INSERT INTO halfkeyed SELECT g, g FROM generate_series(1, 5000) g`);
    await two.sql('source', `ALTER TABLE halfkeyed ADD PRIMARY KEY (id)`);
    expect(await two.table('halfkeyed')).toMatchObject({ verdict: 'equal', mode: 'bucket' });
    await two.sql('target', `INSERT INTO halfkeyed VALUES (77, 77)`);
    const [row, ...others] = (await two.table('halfkeyed')).differences;
    expect([row, others]).toEqual([
      { kind: 'changed', key: ['77'], copies: { source: 1, target: 2 }, columns: null },
      [],
    ]);
  });

  test('none at all: rows are counted', async () => {
    await two.both(`CREATE TABLE keyless (a int, b text);
      INSERT INTO keyless SELECT g % 1000, 'b' FROM generate_series(1, 20000) g`);
    const same = await two.table('keyless');
    expect(same).toMatchObject({ verdict: 'equal', mode: 'multiset', rows: { target: 20_000 } });
    await two.sql(
      'target',
      `INSERT INTO keyless VALUES (5, 'b'); INSERT INTO keyless VALUES (5, NULL)`,
    );
    const result = await two.table('keyless');
    expect(result.differences.map(({ kind, copies }) => [kind, copies])).toEqual(
      expect.arrayContaining([
        ['extra', { source: 20, target: 21 }],
        ['extra', { source: 0, target: 1 }],
      ]),
    );
    expect(result.differences).toHaveLength(2);
  });
});

test('character of no declared length keeps its trailing blanks', async () => {
  await two.both(`CREATE TABLE padded (id int PRIMARY KEY, code bpchar, fixed char(5))`);
  await two.sql('source', `INSERT INTO padded VALUES (1, 'x  ', 'y'), (2, NULL, NULL)`);
  await two.sql('target', `INSERT INTO padded VALUES (1, 'x', 'y'), (2, NULL, NULL)`);
  expect(told(await two.table('padded'))).toEqual(['changed 1: code trailing blanks']);
});
