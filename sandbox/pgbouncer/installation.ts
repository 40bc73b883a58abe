import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../emulator/run-program.ts';

/** A pgBouncer that runs here. */
export interface PgbouncerInstallation {
  readonly program: string;
  /** Such as `1.18.0`. */
  readonly version: string;
  /** What holds program and libraries together; null for a program that finds its libraries by itself. */
  readonly folder: string | null;
  /** Variables with which it finds its libraries. */
  readonly environment: NodeJS.ProcessEnv;
}

const PROBE_TIMEOUT_MS = 10_000;

/** Asks a program which pgBouncer it is; null when it is none that runs. */
export async function askProgram(program: string): Promise<PgbouncerInstallation | null> {
  const version = await versionOf(program, {});
  return version === null ? null : { program, version, folder: null, environment: {} };
}

/** The pgBouncer in a folder that packages of Debian were unpacked into; null when there is none that runs. */
export async function askFolder(folder: string): Promise<PgbouncerInstallation | null> {
  const program = join(folder, 'usr', 'sbin', 'pgbouncer');
  const environment = await librariesIn(folder);
  const version = await versionOf(program, environment);
  return version === null ? null : { program, version, folder, environment };
}

/** Libraries are a folder deeper, which is named for the machine. */
async function librariesIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const base = join(folder, 'usr', 'lib');
  const names = await readdir(base).catch(() => []);
  return { LD_LIBRARY_PATH: names.map((name) => join(base, name)).join(':') };
}

async function versionOf(program: string, environment: NodeJS.ProcessEnv): Promise<string | null> {
  const { stdout } = await runProgram(program, ['--version'], {
    timeoutMs: PROBE_TIMEOUT_MS,
    environment: { ...process.env, ...environment },
  });
  return /^PgBouncer (\d+\.\d+\.\d+)/m.exec(stdout)?.[1] ?? null;
}
