// The command as a user runs it, on real servers, 15 and 18.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { QueryParityDocument } from '../../../core/parity/queries/document.ts';
import { startCommand } from '../testing/command.ts';
import { startTwoServers, type TwoServers } from '../testing/two-servers.ts';

jest.setTimeout(60_000);

let two: TwoServers;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-query-parity-'));
  two = await startTwoServers();
  await two.both('CREATE TABLE orders (id int); INSERT INTO orders VALUES (1), (2)');
  for (const name of ['equal', 'different', 'slow', 'none']) await mkdir(join(folder, name));
  await writeFile(join(folder, 'equal', 'orders.sql'), 'SELECT id FROM orders ORDER BY id;\n');
  await writeFile(join(folder, 'different', 'version.sql'), 'SHOW server_version');
  await writeFile(
    join(folder, 'different', 'number.sql'),
    `SELECT current_setting('server_version_num')::int / 10000 AS major`,
  );
  await writeFile(join(folder, 'slow', 'a.sql'), 'SELECT pg_sleep(25)');
});

afterAll(async () => {
  await two.stop();
  await rm(folder, { recursive: true, force: true });
});

const landfall = (...words: readonly string[]) => startCommand('query-parity', two, folder, words);

test('equal queries end with 0, and the document is stored', async () => {
  const { code, stdout } = await landfall('--queries', 'equal', '--max-slowdown', '5').ended;
  expect([code, stdout]).toEqual([0, expect.stringContaining('EQUAL: every query gives the same')]);
  const store = join(folder, '.landfall', 'parity');
  const [id = ''] = await readdir(store);
  const text = await readFile(join(store, id, 'queries.json'), 'utf8');
  expect(QueryParityDocument.parse(JSON.parse(text))).toMatchObject({ id, verdict: 'equal' });
});

test('other values end with 1', async () => {
  const { code, stdout } = await landfall('--queries', 'different', '--show-values').ended;
  expect(code).toBe(1);
  expect(stdout).toContain('missing on the target: "15"');
  expect(stdout).toContain('extra on the target: "18"');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test.each([
  [['--queries', 'none'], 2, 'There is no query in none: its files must end in .sql.'],
  [['--queries', 'nowhere'], 2, 'The queries in nowhere cannot be read'],
  [[], 2, 'Nothing says which queries to compare'],
  [['--queries', 'equal', '--max-slowdown', '0.5'], 2, 'A ratio is a number of at least 1.'],
  [['--top-statements', '3'], 3, ''],
] as const)('%j ends with %i', async (words, expected, message) => {
  const { code, stderr } = await landfall(...words).ended;
  expect(code).toBe(expected);
  expect(stderr).toContain(message);
});

test('after Ctrl-C the document says that it is not complete', async () => {
  const store = join(folder, 'interrupted');
  const { child, ended } = landfall('--queries', 'slow', '--store', store);
  for (;;) {
    const { rows } = await two.sql(
      'source',
      `SELECT FROM pg_stat_activity WHERE application_name = 'landfall' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`,
    );
    if (rows.length > 0) break;
    await sleep(50);
  }
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect([code, stdout]).toEqual([130, expect.stringContaining('Interrupted: what was not run')]);
  const [id = ''] = await readdir(store);
  const text = await readFile(join(store, id, 'queries.json'), 'utf8');
  expect(QueryParityDocument.parse(JSON.parse(text))).toMatchObject({
    complete: false,
    verdict: 'unknown',
  });
});
