import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../runner/run-program.ts';
import { askFolder } from './installation.ts';
import type { DebianProgram, Installation } from './program.ts';

const DOWNLOAD_TIMEOUT_MS = 300_000;
const UNPACK_TIMEOUT_MS = 60_000;

/** What a package must have: `Recommends` and the like are for people who use the system. */
const DEPENDS_ALONE = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
  (relation) => `--no-${relation}`,
);

/** The newest of the tool cache that runs, or null. */
export async function cached(
  wanted: DebianProgram,
  cacheFolder: string,
): Promise<Installation | null> {
  const prefix = `${wanted.id}-`;
  const names = (await readdir(cacheFolder).catch(() => [])).filter(
    (name) => name.startsWith(prefix) && /^[\d.]+$/.test(name.slice(prefix.length)),
  );
  const collator = new Intl.Collator('en', { numeric: true });
  for (const name of names.sort((left, right) => collator.compare(right, left))) {
    const found = await askFolder(wanted, join(cacheFolder, name));
    if (found !== null) return found;
  }
  return null;
}

/**
 * Unpacks Debian's packages into the tool cache, and installs nothing on the system: neither a service nor a user is made.
 * They are unpacked beside their place and renamed into it, so a half-made one is never found.
 * @throws the program's own error when apt-get or dpkg fails; the message has what they printed last.
 */
export async function installIntoCache(
  wanted: DebianProgram,
  cacheFolder: string,
): Promise<Installation> {
  const building = join(cacheFolder, `building-${randomUUID()}`);
  try {
    await mkdir(building, { recursive: true });
    // The sandbox user of apt may not write into a folder that is closed to others.
    await chmod(building, 0o755);
    const packages = [wanted.package, ...wanted.others, ...(await librariesOf(wanted))];
    await must(wanted, 'apt-get', ['download', ...packages], building, DOWNLOAD_TIMEOUT_MS);
    const files = (await readdir(building)).filter((name) => name.endsWith('.deb'));
    const root = join(building, 'root');
    for (const file of files) {
      await must(wanted, 'dpkg', ['-x', file, root], building, UNPACK_TIMEOUT_MS);
    }
    const unpacked = await askFolder(wanted, root);
    if (unpacked === null) {
      throw wanted.fail(
        `The ${wanted.name} of the packages ${files.join(', ')} does not run here.`,
      );
    }
    return await putInPlace(wanted, root, join(cacheFolder, `${wanted.id}-${unpacked.version}`));
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

/** Another process may have finished first: its program is as good as ours, unless it does not run. */
async function putInPlace(
  wanted: DebianProgram,
  root: string,
  folder: string,
): Promise<Installation> {
  const there = await askFolder(wanted, folder);
  if (there !== null) return there;
  await rm(folder, { recursive: true, force: true });
  await rename(root, folder).catch(() => undefined);
  const placed = await askFolder(wanted, folder);
  if (placed !== null) return placed;
  throw wanted.fail(`${wanted.name} cannot be put into ${folder}.`);
}

/** The libraries that it names, and those that these need. */
async function librariesOf({ package: name, libraries }: DebianProgram): Promise<string[]> {
  const named = [...(await dependsOf(name)).matchAll(/^ {2}Depends: (\S+)$/gm)]
    .map(([, library]) => library ?? '')
    .filter((library) => libraries.test(library));
  if (named.length === 0) return [];
  const all = [...(await dependsOf('--recurse', ...named)).matchAll(/^\w\S*$/gm)].map(
    ([library]) => library,
  );
  return [...new Set(all)].filter((library) => libraries.test(library));
}

async function dependsOf(...words: readonly string[]): Promise<string> {
  const { stdout } = await runProgram('apt-cache', ['depends', ...DEPENDS_ALONE, ...words], {
    timeoutMs: UNPACK_TIMEOUT_MS,
  });
  return stdout;
}

async function must(
  wanted: DebianProgram,
  program: string,
  args: readonly string[],
  folder: string,
  timeoutMs: number,
): Promise<void> {
  const result = await runProgram(program, args, { timeoutMs, folder });
  if (result.exitCode === 0) return;
  const lastLines = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-6).join('\n');
  throw wanted.fail(
    `Getting ${wanted.name} failed at: ${program} ${args.join(' ')}\n${lastLines}\nRun "apt-get update" if the lists of packages are missing, or install ${wanted.name} yourself and name it in ${wanted.variable}.`,
  );
}
