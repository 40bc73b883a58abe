// Real servers, 15 and 18, with logical replication from one to the other, and pgbench on the source that does not stop.
import { execFile, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(120_000);

const isHere = spawnSync('pgbench', ['--version']).status === 0;
// Where it is missing the tests are skipped and counted as such; in CI they fail.
const withPgbench = isHere || process.env['CI'] === 'true' ? describe : describe.skip;
if (!isHere) {
  process.stderr.write(
    'pgbench is not on PATH: install it for the tests of parity under its load.\n',
  );
}

/** Scale 5 has five rows that every transaction contends for, and 500,000 accounts. */
const SCALE = '5';
const TRANSACTIONS_PER_SECOND = '150';
const TABLES = ['pgbench_accounts', 'pgbench_branches', 'pgbench_tellers'];
const NOTHING = { missing: 0, extra: 0, changed: 0, unlocatedParts: 0 };

let two: TwoServers;
let client: readonly string[];
let writer: ChildProcess | undefined;

withPgbench('while pgbench writes', () => {
  beforeAll(async () => {
    two = await startTwoServers({ fsync: 'off' });
    const { port } = two.servers.source;
    client = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
    await pgbench('-i', '-s', SCALE, ...client, 'postgres');
    await two.sql('source', `CREATE PUBLICATION moving FOR TABLE ${TABLES.join(', ')}`);
    await two.sql(
      'target',
      `CREATE TABLE pgbench_accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84));
       CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int, filler char(88));
       CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84));`,
    );
    await two.sql(
      'target',
      `CREATE SUBSCRIPTION moving CONNECTION 'host=127.0.0.1 port=${port} user=postgres dbname=postgres' PUBLICATION moving`,
    );
    for (;;) {
      const { rows } = await two.sql(
        'target',
        'SELECT srsubstate AS state FROM pg_subscription_rel',
      );
      if (rows.every(({ state }) => state === 'r')) break;
      await sleep(200);
    }
    writer = execFile('pgbench', [
      ...['-n', '-T', '100', '-c', '2', '-R', TRANSACTIONS_PER_SECOND],
      ...client,
      'postgres',
    ]);
  });

  afterAll(async () => {
    writer?.kill('SIGKILL');
    await two.sql('target', 'DROP SUBSCRIPTION moving').catch(() => undefined);
    await two.stop();
  });

  test('there is no false difference', async () => {
    const before = await transactions();
    const { document } = await two.parity({
      tables: TABLES,
      live: { settleMs: 300, deadlineMs: 30_000 },
    });
    expect(await transactions()).toBeGreaterThan(before + 100);
    expect(document.tables.map(({ table, counts }) => [table, counts])).toEqual(
      TABLES.map((table) => [`public.${table}`, expect.objectContaining(NOTHING) as unknown]),
    );
    // A branch may be written between any two looks; of the accounts none is.
    expect(document.tables[0]).toMatchObject({ verdict: 'equal', counts: { unstable: 0 } });
    expect(document.tables[0]?.rows).toEqual({ source: 500_000, target: 500_000 });
    expect(['equal', 'unstable']).toContain(document.verdict);
  });

  test('and hides no account that was lost', async () => {
    await two.sql('target', 'DELETE FROM pgbench_accounts WHERE aid = 271828');
    const { document } = await two.parity({
      tables: ['pgbench_accounts'],
      live: { settleMs: 300, deadlineMs: 30_000 },
    });
    expect(document.tables[0]?.counts).toMatchObject({ ...NOTHING, missing: 1 });
    expect(document.tables[0]?.differences.map(({ key }) => key)).toEqual([['271828']]);
  });
});

/** @throws what it printed, or that it is not on PATH. */
async function pgbench(...words: readonly string[]): Promise<void> {
  await promisify(execFile)('pgbench', [...words]);
}

async function transactions(): Promise<number> {
  const { rows } = await two.sql('source', 'SELECT count(*) AS written FROM pgbench_history');
  return Number(rows[0]?.['written']);
}
