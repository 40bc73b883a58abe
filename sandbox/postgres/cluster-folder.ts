import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, binariesIn } from './binaries.ts';
import { copyFor } from './copy-for.ts';
import type { OperatingUser } from './operating-user.ts';
import { PostgresError } from './postgres-error.ts';

const run = promisify(execFile);

/** A folder of one server: the cluster's files, and programs that its user may run. */
export interface ClusterFolder {
  readonly path: string;
  readonly data: string;
  readonly binaries: Binaries;
  remove(): Promise<void>;
}

/**
 * Makes an empty cluster, in UTF-8 with the locale C and the superuser `postgres`, which needs no password on loopback.
 * @throws {PostgresError} when initdb fails.
 */
export async function makeCluster(
  found: Binaries,
  user: OperatingUser | null,
): Promise<ClusterFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-postgres-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  const data = join(folder, 'data');
  try {
    if (user !== null) await chown(folder, user.uid, user.gid);
    const binaries = await runnable(found, folder, user);
    const options = [
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
      '--no-sync',
    ];
    await run(binaries.initdb, ['-D', data, ...options], {
      ...user,
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
    });
    return { path: folder, data, binaries, remove };
  } catch (error) {
    await remove();
    if (error instanceof PostgresError) throw error;
    const { message } = error as Error;
    throw new PostgresError(`initdb could not make a cluster in ${data}. ${message}`, {
      cause: error,
    });
  }
}

/** Another user cannot run what stands in a folder that is closed to others: then a copy serves. */
async function runnable(
  found: Binaries,
  folder: string,
  user: OperatingUser | null,
): Promise<Binaries> {
  if (user === null) return found;
  try {
    await run(found.postgres, ['--version'], { ...user, cwd: folder });
    return found;
  } catch {
    const copy = join(folder, 'programs');
    await copyFor(user, found.folder, copy);
    return binariesIn(copy);
  }
}

/** Writes a file of a cluster as its user's own, closed to others. */
export async function writeClusterFile(
  path: string,
  text: string,
  user: OperatingUser | null,
): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (user !== null) await chown(path, user.uid, user.gid);
}
