import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { locatePostgres, type Major } from './binaries.ts';
import { type ClusterFolder, makeCluster, writeClusterFile } from './cluster-folder.ts';
import { freePort } from './free-port.ts';
import { keep, type KeptProcess } from './keeper.ts';
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
const PORT_TRIES = 3;

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
    running = await startOnFreePort(folder);
    const { port } = running;
    const restart = async () => {
      await running?.end('keep\n');
      running = await startOn(port, folder);
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
    'postgresql.conf': await configuration(folder, options),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeClusterFile(join(folder.data, name), text, operatingUser());
  }
}

/** In the file, not on the command line: there they would count as waiting for a restart at each reload. */
async function configuration(folder: ClusterFolder, options: PostgresOptions): Promise<string> {
  const made = await readFile(join(folder.data, 'postgresql.conf'), 'utf8');
  const lines = Object.entries({ ...SETTINGS, ...options.settings }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  return `${made}\n${lines.join('\n')}\n`;
}

interface Running extends Pick<KeptProcess, 'end'> {
  readonly port: number;
}

/** Between asking for a free port and listening on it another program may take it. */
async function startOnFreePort(folder: ClusterFolder): Promise<Running> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOn(await freePort(), folder);
    } catch (error) {
      const taken =
        error instanceof PostgresError && error.message.includes('Address already in use');
      if (!taken || tries === PORT_TRIES) throw error;
    }
  }
}

async function startOn(port: number, folder: ClusterFolder): Promise<Running> {
  const command = [folder.binaries.postgres, '-D', folder.data, '-p', String(port)];
  const server = keep(command, { folder: folder.path, environment: {}, stopSignal: 'QUIT' });
  try {
    await answering(port, server);
  } catch (error) {
    await server.end('keep\n');
    throw error;
  }
  server.detach();
  return { port, end: (word) => server.end(word) };
}

async function answering(port: number, server: KeptProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.ended()) {
      throw new PostgresError(`PostgreSQL ended before it was ready.\n${server.log()}`.trim());
    }
    if (server.log().includes('ready to accept connections') && (await accepts(port))) return;
    if (Date.now() > deadline) {
      throw new PostgresError(`PostgreSQL did not get ready in time.\n${server.log()}`.trim());
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
