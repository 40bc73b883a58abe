import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../emulator/run-program.ts';
import { askFolder, type PgbouncerInstallation } from './installation.ts';
import { PgbouncerError } from './pgbouncer-error.ts';

const APT_TIMEOUT_MS = 120_000;
const UNPACK_TIMEOUT_MS = 30_000;

/** Folders of the tool cache are `pgbouncer-<version>`. */
const PREFIX = 'pgbouncer-';

/** Libraries that a small system may lack; those that every Debian has come with it. */
const LIBRARIES = /^lib(event|c-?ares|ssl)/;

/** The newest pgBouncer of the tool cache that runs, or null. */
export async function cachedPgbouncer(cacheFolder: string): Promise<PgbouncerInstallation | null> {
  const names = (await readdir(cacheFolder).catch(() => [])).filter((name) =>
    /^pgbouncer-[\d.]+$/.test(name),
  );
  const collator = new Intl.Collator('en', { numeric: true });
  for (const name of names.sort((left, right) => collator.compare(right, left))) {
    const found = await askFolder(join(cacheFolder, name));
    if (found !== null) return found;
  }
  return null;
}

/**
 * Unpacks Debian's packages into the tool cache, and installs nothing on the system: neither a service nor a user is made.
 * They are unpacked beside their place and renamed into it, so a half-made one is never found.
 * @throws {PgbouncerError} when apt-get or dpkg fails; the message has what they printed last.
 */
export async function installIntoCache(cacheFolder: string): Promise<PgbouncerInstallation> {
  const building = join(cacheFolder, `building-${randomUUID()}`);
  try {
    await mkdir(building, { recursive: true });
    // The sandbox user of apt may not write into a folder that is closed to others.
    await chmod(building, 0o755);
    const packages = ['pgbouncer', ...(await librariesOf('pgbouncer'))];
    await must('apt-get', ['download', ...packages], building, APT_TIMEOUT_MS);
    const files = (await readdir(building)).filter((name) => name.endsWith('.deb'));
    const root = join(building, 'root');
    for (const file of files) await must('dpkg', ['-x', file, root], building, UNPACK_TIMEOUT_MS);
    const unpacked = await askFolder(root);
    if (unpacked === null) {
      throw new PgbouncerError(
        `The pgBouncer of the packages ${files.join(', ')} does not run here.`,
      );
    }
    return await putInPlace(root, join(cacheFolder, PREFIX + unpacked.version));
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Another process may have finished first: its pgBouncer is as good as ours, unless it does not run. */
async function putInPlace(root: string, folder: string): Promise<PgbouncerInstallation> {
  const there = await askFolder(folder);
  if (there !== null) return there;
  await rm(folder, { recursive: true, force: true });
  await rename(root, folder).catch(() => undefined);
  const placed = await askFolder(folder);
  if (placed !== null) return placed;
  throw new PgbouncerError(`pgBouncer cannot be put into ${folder}.`);
}

async function librariesOf(name: string): Promise<string[]> {
  const { stdout } = await runProgram('apt-cache', ['depends', name], {
    timeoutMs: UNPACK_TIMEOUT_MS,
  });
  const named = [...stdout.matchAll(/^ {2}Depends: (\S+)$/gm)].map(([, library]) => library ?? '');
  return named.filter((library) => LIBRARIES.test(library));
}

async function must(
  program: string,
  args: readonly string[],
  folder: string,
  timeoutMs: number,
): Promise<void> {
  const result = await runProgram(program, args, { timeoutMs, folder });
  if (result.exitCode === 0) return;
  const lastLines = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-6).join('\n');
  throw new PgbouncerError(
    `Getting pgBouncer failed at: ${program} ${args.join(' ')}\n${lastLines}\nRun "apt-get update" if the lists of packages are missing, or install pgBouncer yourself and name it in PGBOUNCER_BIN.`,
  );
}
