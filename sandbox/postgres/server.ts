import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { locatePostgres, type Major } from './binaries.ts';
import { type ClusterFolder, makeCluster, writeClusterFile } from './cluster-folder.ts';
import { operatingUser } from './operating-user.ts';
import { PostgresError } from './postgres-error.ts';

/** A running PostgreSQL on loopback that belongs to this process and ends with it, however it ends. */
export interface PostgresServer {
  readonly port: number;
  readonly major: Major;
  /** Lets no client finish, as a failover does, and starts again on the same port and data. */
  restart(): Promise<void>;
  /** Ends it and removes its data. May be called more than once. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly major: Major;
  /** Parameters beside those of {@link SETTINGS}. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lines of pg_hba.conf; everybody from loopback, without a password, when left out. */
  readonly hostRules?: readonly string[];
  /** Further files in the data folder, such as a certificate, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a throw-away server needs, and what logical replication and two-phase commits ask. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  wal_level: 'logical',
  max_prepared_transactions: '10',
  jit: 'off',
};
const HOST_RULES = ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'];
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const PORT_TRIES = 3;
const MAX_LOG_CHARACTERS = 4_000;

/**
 * The server ends, and its folder with it, when the pipe from its owner does: nothing is left behind, however the owner
 * dies. A line on the pipe ends the server alone. SIGQUIT is PostgreSQL's immediate shutdown.
 * https://www.postgresql.org/docs/current/server-shutdown.html
 */
const KEEPER = `
trap '' INT TERM
folder=$0
"$@" </dev/null &
server=$!
(
  read -r keep <&3
  kill -QUIT $server 2>/dev/null
  while kill -0 $server 2>/dev/null; do sleep 0.05; done
  [ -n "$keep" ] || rm -rf "$folder"
) &
wait $server
`;

/**
 * Makes an empty cluster and starts a server on it, on a free loopback port.
 * @throws {PostgresError} when PostgreSQL cannot be found or does not start.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { major } = options;
  const folder = await makeCluster(locatePostgres(major), operatingUser());
  let running: Running | null = null;
  const stop = async () => {
    await running?.end();
    running = null;
    await folder.remove();
  };
  try {
    await writeFiles(folder, options);
    running = await startOnFreePort(folder, options);
    const { port } = running;
    const restart = async () => {
      await running?.end('keep\n');
      running = await startOn(port, folder, options);
    };
    return { port, major, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function writeFiles(folder: ClusterFolder, options: PostgresOptions): Promise<void> {
  const files = {
    ...options.files,
    'pg_hba.conf': `${(options.hostRules ?? HOST_RULES).join('\n')}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeClusterFile(join(folder.data, name), text, operatingUser());
  }
}

interface Running {
  readonly port: number;
  /** A word keeps the data. */
  end(word?: string): Promise<void>;
}

/** Between asking for a free port and listening on it another program may take it. */
async function startOnFreePort(folder: ClusterFolder, options: PostgresOptions): Promise<Running> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOn(await freePort(), folder, options);
    } catch (error) {
      const taken =
        error instanceof PostgresError && error.message.includes('Address already in use');
      if (!taken || tries === PORT_TRIES) throw error;
    }
  }
}

async function startOn(
  port: number,
  folder: ClusterFolder,
  options: PostgresOptions,
): Promise<Running> {
  const settings = Object.entries({ ...SETTINGS, ...options.settings });
  const parameters = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [folder.binaries.postgres, '-D', folder.data, '-p', String(port), ...parameters];
  const keeper = spawn('/bin/sh', ['-c', KEEPER, folder.path, ...command], {
    ...operatingUser(),
    cwd: folder.path,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const log = tailOf(keeper);
  const end = (word = '') => endOf(keeper, word);
  try {
    await answering(port, keeper, log);
  } catch (error) {
    await end('keep\n');
    throw error;
  }
  // A process that has a server may still end: only what the user awaits keeps it alive.
  keeper.unref();
  for (const stream of keeper.stdio) (stream as { unref?: () => void } | null)?.unref?.();
  return { port, end };
}

async function endOf(keeper: ChildProcess, word: string): Promise<void> {
  // Also when the server has ended by itself: its keeper's other half waits for the pipe.
  (keeper.stdio[3] as Writable | null)?.end(word);
  if (keeper.pid === undefined || keeper.exitCode !== null || keeper.signalCode !== null) return;
  const gone = once(keeper, 'exit');
  keeper.ref();
  const timer = setTimeout(() => keeper.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

function tailOf(keeper: ChildProcess): () => string {
  let tail = '';
  keeper.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-MAX_LOG_CHARACTERS);
  });
  return () => tail;
}

async function answering(port: number, keeper: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (keeper.exitCode !== null || keeper.pid === undefined) {
      throw new PostgresError(`PostgreSQL ended before it was ready.\n${log()}`.trim());
    }
    if (log().includes('ready to accept connections') && (await accepts(port))) return;
    if (Date.now() > deadline) {
      throw new PostgresError(`PostgreSQL did not get ready in time.\n${log()}`.trim());
    }
    await sleep(10);
  }
}

/** Whether PostgreSQL answers at all: host rules and passwords are not asked for here. */
async function accepts(port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    return (error as { code?: string }).code?.startsWith('28') === true;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The kernel gave no port.');
  return address.port;
}
