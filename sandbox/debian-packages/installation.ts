import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runProgram } from '../../runner/run-program.ts';
import type { DebianProgram, Installation } from './program.ts';

const PROBE_TIMEOUT_MS = 10_000;

/** Asks a program which version it is of; null when it is another program, or does not run. */
export async function askProgram(
  wanted: DebianProgram,
  program: string,
): Promise<Installation | null> {
  const version = await versionOf(wanted, program, {});
  return version === null ? null : { program, version, folder: null, environment: {} };
}

/** The program in a folder that packages of Debian were unpacked into; null when there is none that runs. */
export async function askFolder(
  wanted: DebianProgram,
  folder: string,
): Promise<Installation | null> {
  const program = join(folder, wanted.path);
  const environment = {
    LD_LIBRARY_PATH: (await libraryFolders(folder)).join(':'),
    ...wanted.environment(folder),
  };
  const version = await versionOf(wanted, program, environment);
  return version === null ? null : { program, version, folder, environment };
}

/** Libraries are in folders that are named for the machine, and some programs have a folder of their own for theirs. */
async function libraryFolders(folder: string): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const base of [join(folder, 'usr', 'lib'), join(folder, 'lib')]) {
    const files = await readdir(base, { recursive: true }).catch(() => []);
    for (const file of files) {
      if (/\.so(\.\d+)*$/.test(file)) folders.add(dirname(join(base, file)));
    }
  }
  return [...folders].sort();
}

async function versionOf(
  { version }: DebianProgram,
  program: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | null> {
  const { stdout } = await runProgram(program, ['--version'], {
    timeoutMs: PROBE_TIMEOUT_MS,
    environment: { ...process.env, ...environment },
  });
  return version.exec(stdout)?.[1] ?? null;
}
