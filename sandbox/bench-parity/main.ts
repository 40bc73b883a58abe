// `npm run bench:parity -- --rows 5000000`: how long a comparison of two equal tables takes, and how much memory, beside the
// time in which one server can hash the table at all. Both servers and the client share the cores of this machine.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { hashFloorMs, md5FloorMs } from './floor.ts';
import { connectTo, generateRows, scatterDifferences } from './generate.ts';
import type { Measured } from './client.ts';

const DIFFERENCES = 100;
const FLOOR_RUNS = 2;
/** As the command line has them: how memory is used, and a cache of what a compiler would be loaded for. */
const HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=50'];
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB', maintenance_work_mem: '256MB' };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '5000000' },
      runs: { type: 'string', default: '2' },
    },
  });
  const source = await startPostgres({ major: 15, settings: SETTINGS });
  const target = await startPostgres({ major: 18, settings: SETTINGS });
  try {
    for (const rows of values.rows.split(',').map(Number)) {
      const line = await measure(source, target, rows, Number(values.runs));
      process.stdout.write(`${JSON.stringify(line)}\n`);
    }
  } finally {
    await source.stop();
    await target.stop();
  }
}

async function measure(
  source: PostgresServer,
  target: PostgresServer,
  rows: number,
  runs: number,
): Promise<object> {
  note(`generating ${rows} rows on both servers`);
  await Promise.all([generate(source, rows), generate(target, rows)]);
  note('measuring the floor of each server while the other is idle');
  const floors = {
    source: await hashFloorMs(source, 0, FLOOR_RUNS),
    target: await hashFloorMs(target, 0, FLOOR_RUNS),
  };
  const md5 = { source: await md5FloorMs(source, 1), target: await md5FloorMs(target, 1) };
  const floorMs = Math.max(floors.source, floors.target);
  const together = await Promise.all([hashFloorMs(source, 0, 1), hashFloorMs(target, 0, 1)]);
  const ports = [source.port, target.port] as const;
  note('comparing equal tables');
  const equal = await bestOf(runs, ports);
  note(`comparing with ${DIFFERENCES} differences`);
  await scatterDifferences(target, rows, DIFFERENCES);
  const different = await bestOf(runs, ports);
  const round = (value: number) => Math.round(value * 100) / 100;
  return {
    rows,
    cores: cpus().length,
    floorMs: { source: Math.round(floors.source), target: Math.round(floors.target) },
    bothFloorsAtOnceMs: Math.round(Math.max(...together)),
    md5Ms: { source: Math.round(md5.source), target: Math.round(md5.target) },
    equal: { ...equal, timesFloor: round(equal.ms / floorMs) },
    different: { ...different, timesFloor: round(different.ms / floorMs) },
    equalTimesBothFloorsAtOnce: round(equal.ms / Math.max(...together)),
    md5TimesFloor: round(Math.max(md5.source, md5.target) / floorMs),
    rowsPerSecond: Math.round((rows * 1000) / equal.ms),
  };
}

async function generate(server: PostgresServer, rows: number): Promise<void> {
  await dropTable(server);
  await generateRows(server, rows);
}

async function dropTable(server: PostgresServer): Promise<void> {
  const client = await connectTo(server);
  await client.query('DROP TABLE IF EXISTS measured');
  await client.end();
}

/** Each comparison in a process of its own, whose memory is its alone. */
async function bestOf(runs: number, ports: readonly [number, number]): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    const program = new URL('client.ts', import.meta.url);
    const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') };
    const child = fork(program, ports.map(String), { execArgv: HEAP, env });
    const [measured] = (await once(child, 'message')) as [Measured];
    all.push(measured);
  }
  const [best] = all.toSorted((left, right) => left.ms - right.ms);
  if (best === undefined) throw new Error('Nothing was measured.');
  return best;
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
