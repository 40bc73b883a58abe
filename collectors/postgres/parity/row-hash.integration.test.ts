// Real servers, 15 and 18: both ways to hash a row give the same on both, and tell every pair of different rows apart.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { rowHash } from '../../../core/parity/row-hash.ts';
import { startTwoServers, type TwoServers } from '../../../runner/parity/testing/two-servers.ts';
import { readAlgorithms } from './self-test.ts';
import type { Ask } from './query.ts';

jest.setTimeout(60_000);

let two: TwoServers;

beforeAll(async () => {
  two = await startTwoServers();
});

afterAll(async () => {
  await two.stop();
});

const ROWS = [
  ['a', 'b'],
  ['ab', ''],
  ['', 'ab'],
  ['b', 'a'],
  [null, 'a'],
  ['a', null],
  [null, null],
  ['', null],
  [null, ''],
  ['', ''],
  ['0', null],
  ['\u0001NULL', null],
  ['=', '='],
  ['é😀', ' '],
] as const;

test.each(['hashtextextended', 'md5'] as const)('%s', async (algorithm) => {
  const columns = ['a', 'b'].map((text) => ({ text, nullable: true }));
  const literal = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  const values = ROWS.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
  const hashes = async (side: 'source' | 'target', lane: 0 | 1) => {
    const hash = rowHash(columns, algorithm, lane);
    const { rows } = await two.sql(
      side,
      `SELECT (${hash})::text AS h FROM (VALUES ${values}) t (a, b)`,
    );
    return rows.map(({ h }) => h);
  };
  const [source, target] = [await hashes('source', 0), await hashes('target', 0)];
  expect(source).toEqual(target);
  expect(new Set([...source, ...(await hashes('source', 1))]).size).toBe(2 * ROWS.length);
});

test.each(['source', 'target'] as const)(
  'the %s proves that it hashes as is known',
  async (side) => {
    const client = await two.connect(side);
    const types = { getTypeParser: () => (text: string) => text };
    const ask: Ask = async ({ text, values }) =>
      (
        await client.query<(string | null)[]>({
          text,
          values: [...values],
          rowMode: 'array',
          types,
        })
      ).rows;
    expect(await readAlgorithms(ask)).toEqual(['hashtextextended', 'md5']);
    const wrong: Ask = () => Promise.resolve([['1', '2', '3']]);
    expect(await readAlgorithms(wrong)).toEqual([]);
    await client.end();
  },
);
