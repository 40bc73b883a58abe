// The command as a user runs it, on real servers, 15 and 18.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ParityDocument } from '../../core/parity/document.ts';
import { startCommand } from './testing/command.ts';
import { startTwoServers, type TwoServers } from './testing/two-servers.ts';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
let two: TwoServers;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-killed-'));
  two = await startTwoServers();
  await two.both(`CREATE TABLE bills (id bigint PRIMARY KEY, name text, amount numeric(12,2));
    INSERT INTO bills SELECT g, 'name ' || g, g * 1.1 FROM generate_series(1, 200000) g;
    ANALYZE bills`);
  await two.sql('target', `UPDATE bills SET name = NULL WHERE id = 150000`);
});

afterAll(async () => {
  await two.stop();
  await rm(folder, { recursive: true, force: true });
});

const landfall = (...words: readonly string[]) => startCommand('parity', two, folder, words);

async function partsIn(journal: string): Promise<number> {
  const text = await readFile(journal, 'utf8').catch(() => '');
  return text.split('"kind":"part"').length - 1;
}

const SLOW = ['--part-rows', '2000', '--duty', '0.3'];

test.each(['SIGKILL', 'SIGINT'] as const)(
  'after %s the next run goes on and finds the same',
  async (signal) => {
    const run = join(folder, signal);
    const journal = join(run, 'journal.jsonl');
    const cut = landfall('--resume', run, ...SLOW);
    while ((await partsIn(journal)) < 10) await sleep(20);
    cut.child.kill(signal);
    const { code } = await cut.ended;
    expect(code).toBe(signal === 'SIGKILL' ? null : 130);
    const done = await partsIn(journal);
    expect(done).toBeLessThan(90);

    const { code: exitCode, stdout } = await landfall('--resume', run, '--json').ended;
    expect(exitCode).toBe(1);
    const document = ParityDocument.parse(JSON.parse(stdout));
    const [table] = document.tables;
    expect(document.complete).toBe(true);
    // Of a line that was being written when it ended, the part is compared again.
    expect(table?.parts.resumed).toBeGreaterThanOrEqual(done - 2);
    expect(table?.rows).toEqual({ source: 200_000, target: 200_000 });
    expect(table?.differences).toMatchObject([
      { kind: 'changed', key: ['150000'], columns: [{ column: 'name', reason: 'null or value' }] },
    ]);
  },
);

test('a line that was cut off and one that is none', async () => {
  const run = join(folder, 'torn');
  expect((await landfall('--resume', run).ended).code).toBe(1);
  const journal = join(run, 'journal.jsonl');
  const text = await readFile(journal, 'utf8');
  await writeFile(journal, text.slice(0, text.lastIndexOf('"kind":"end"')));
  const { code, stdout } = await landfall('--resume', run).ended;
  expect([code, stdout]).toEqual([
    1,
    expect.stringContaining('changed: 150000; name: null or value'),
  ]);
  await writeFile(journal, `nothing\n${text}`);
  expect(await landfall('--resume', run).ended).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is no journal of this version of landfall'),
  });
});

test('other databases, other tables and other runs are refused', async () => {
  expect(await landfall('--resume', '01ARZ3NDEKTSV4RRFFQ69G5FAV').ended).toMatchObject({ code: 2 });
  expect(await landfall('--tables', 'nowhere').ended).toMatchObject({
    code: 2,
    stderr: 'Neither side has a table that matches nowhere.\n',
  });
  const { folder: other } = await two.parity({ tables: ['bills'] });
  expect(await landfall('--resume', other).ended).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Begin a new run for others.'),
  });
});

test('equal is 0, and values are shown to those alone who ask', async () => {
  const hidden = await landfall().ended;
  expect(hidden.stdout).toContain('name: null or value\n');
  const shown = await landfall('--show-values').ended;
  expect(shown.stdout).toContain('name: null or value ("name 150000" and NULL)');
  await two.sql('target', `UPDATE bills SET name = 'name 150000' WHERE id = 150000`);
  const equal = await landfall().ended;
  expect([equal.code, equal.stdout]).toEqual([
    0,
    expect.stringContaining('EQUAL: every row of every table is the same on both sides.'),
  ]);
});

test('memory stays bounded when every row differs', async () => {
  await two.sql('target', `UPDATE bills SET name = 'other'`);
  const { source, target } = two.servers;
  const program = join(ROOT, 'sandbox', 'bench-parity', 'client.ts');
  // What lives must fit: how much garbage stands beside it depends on how busy the machine is.
  const child = fork(program, [String(source.port), String(target.port)], {
    execArgv: ['--max-old-space-size=48'],
  });
  const [measured] = (await once(child, 'message')) as [{ verdict: string }];
  expect(measured.verdict).toBe('different');
});
