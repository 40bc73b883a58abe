import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { askFolder, askProgram } from '../debian-packages/installation.ts';
import { locate } from '../debian-packages/locate.ts';
import type { Installation } from '../debian-packages/program.ts';
import { writeClusterFile } from '../postgres/cluster-folder.ts';
import { copyFor } from '../postgres/copy-for.ts';
import { freePort } from '../postgres/free-port.ts';
import { keep, type KeptProcess } from '../postgres/keeper.ts';
import { type OperatingUser, operatingUser } from '../postgres/operating-user.ts';
import { configurationText, type DatabaseKeywords, usersText } from './configuration.ts';
import { PgbouncerError } from './pgbouncer-error.ts';
import { PGBOUNCER } from './program.ts';

/** A running pgBouncer on loopback that belongs to this process and ends with it, however it ends. */
export interface PgbouncerServer {
  readonly port: number;
  /** Such as `1.18.0`. */
  readonly version: string;
  /** Ends it and removes its files. May be called more than once. */
  stop(): Promise<void>;
}

export interface PgbouncerOptions {
  /** Databases by the name that clients see; on loopback unless their `host` says otherwise. */
  readonly databases: Readonly<Record<string, DatabaseKeywords>>;
  /** Settings beside those of {@link SETTINGS}. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Passwords by user, empty for none; {@link CONSOLE_USERS} have none unless they are given one. */
  readonly users: Readonly<Record<string, string>>;
  /** Further files, such as a certificate, by the name that settings call them by. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Who may use the console: one may give orders, the other may only look. */
export const CONSOLE_USERS = { admin: 'pooler_admin', stats: 'pooler_stats' } as const;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addr: '127.0.0.1',
  unix_socket_dir: '',
  auth_type: 'trust',
  admin_users: CONSOLE_USERS.admin,
  stats_users: CONSOLE_USERS.stats,
  pool_mode: 'transaction',
};
const START_TIMEOUT_MS = 15_000;
const PORT_TRIES = 3;

const run = promisify(execFile);

/**
 * Starts a pgBouncer on a free loopback port.
 * @throws {PgbouncerError} when it cannot be found or does not start.
 */
export async function startPgbouncer(options: PgbouncerOptions): Promise<PgbouncerServer> {
  const found = await locate(PGBOUNCER, process.env);
  const folder = await mkdtemp(join(tmpdir(), 'landfall-pgbouncer-'));
  let server: KeptProcess | null = null;
  const stop = async () => {
    await server?.end();
    server = null;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const user = operatingUser();
    if (user !== null) await chown(folder, user.uid, user.gid);
    const installation = await runnable(found, folder, user);
    for (let tries = 1; ; tries += 1) {
      const port = await freePort();
      server = await start(installation, folder, port, options);
      const problem = await problemOf(server, port);
      if (problem === null) {
        server.detach();
        return { port, version: installation.version, stop };
      }
      await server.end('keep\n');
      server = null;
      // Between asking for a free port and listening on it another program may take it.
      if (!problem.includes('Address already in use') || tries === PORT_TRIES) {
        throw new PgbouncerError(problem);
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { program, environment }: Installation,
  folder: string,
  port: number,
  options: PgbouncerOptions,
): Promise<KeptProcess> {
  const user = operatingUser();
  const users = join(folder, 'users.txt');
  const configuration = join(folder, 'pgbouncer.ini');
  const consoleUsers = Object.fromEntries(Object.values(CONSOLE_USERS).map((name) => [name, '']));
  await writeClusterFile(users, usersText({ ...consoleUsers, ...options.users }), user);
  for (const [name, text] of Object.entries(options.files ?? {})) {
    await writeClusterFile(join(folder, name), text, user);
  }
  const settings = {
    ...SETTINGS,
    auth_file: users,
    ...options.settings,
    listen_port: String(port),
  };
  await writeClusterFile(configuration, configurationText(options.databases, settings), user);
  return keep([program, configuration], { folder, environment, stopSignal: 'KILL' });
}

/** Null once it accepts connections; else why it does not. */
async function problemOf(server: KeptProcess, port: number): Promise<string | null> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (server.ended()) return `pgBouncer ended before it was ready.\n${server.log()}`.trim();
    if (server.log().includes('process up') && (await accepts(port))) return null;
    if (Date.now() > deadline) {
      return `pgBouncer did not get ready in time.\n${server.log()}`.trim();
    }
    await sleep(10);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => {
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
  });
}

/** Another user cannot run what stands in a folder that is closed to others: then a copy serves. */
async function runnable(
  found: Installation,
  folder: string,
  user: OperatingUser | null,
): Promise<Installation> {
  if (user === null) return found;
  const { program, environment } = found;
  try {
    await run(program, ['--version'], {
      ...user,
      cwd: folder,
      env: { ...process.env, ...environment },
    });
    return found;
  } catch {
    const copy = join(folder, 'program');
    await copyFor(user, found.folder ?? program, copy);
    const copied = await (found.folder === null
      ? askProgram(PGBOUNCER, copy)
      : askFolder(PGBOUNCER, copy));
    if (copied !== null) return copied;
    throw new PgbouncerError(`A copy of ${program} does not run.`);
  }
}
