import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../runner/run-program.ts';
import { EmulatorError } from './emulator-error.ts';
import { askPython } from './python.ts';
import { MOTO_VERSION, REQUIREMENTS } from './release.ts';

const VENV_TIMEOUT_MS = 120_000;
const PIP_TIMEOUT_MS = 15 * 60_000;

/** The interpreter of the cached installation, or null when there is none that works. */
export async function cachedPython(cacheFolder: string): Promise<string | null> {
  const python = interpreterIn(installationFolder(cacheFolder));
  const facts = await askPython(python);
  return facts?.moto === MOTO_VERSION && facts.server ? python : null;
}

/**
 * Makes a virtual environment with moto in the tool cache and gives its interpreter. It is built beside its place and
 * renamed into it, so a half-made one is never found and two processes may do this at once. The interpreter finds its
 * packages relative to itself, so it survives the rename (its console scripts do not, and are not used).
 * @throws {EmulatorError} when Python or pip fails; the message has what they printed last.
 */
export async function installIntoCache(cacheFolder: string, basePython: string): Promise<string> {
  const folder = installationFolder(cacheFolder);
  const building = `${folder}.${randomUUID()}.building`;
  try {
    await mkdir(cacheFolder, { recursive: true });
    await must(basePython, ['-m', 'venv', building], VENV_TIMEOUT_MS);
    await must(
      interpreterIn(building),
      ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...REQUIREMENTS],
      PIP_TIMEOUT_MS,
    );
    await putInPlace(building, folder, cacheFolder);
  } finally {
    await rm(building, { recursive: true, force: true });
  }

  const python = await cachedPython(cacheFolder);
  if (python === null) {
    throw new EmulatorError(
      `moto ${MOTO_VERSION} was installed into ${folder}, and the interpreter there does not find it. Remove the folder and run this again.`,
    );
  }
  return python;
}

/** Another process may have finished first: its installation is as good as ours, unless it does not work. */
async function putInPlace(building: string, folder: string, cacheFolder: string): Promise<void> {
  try {
    await rename(building, folder);
  } catch (error) {
    if ((await cachedPython(cacheFolder)) !== null) return;
    const broken = `${folder}.${randomUUID()}.broken`;
    try {
      await rename(folder, broken);
      await rename(building, folder);
    } catch {
      throw new EmulatorError(`The emulator cannot be put into ${folder}.`, { cause: error });
    } finally {
      await rm(broken, { recursive: true, force: true });
    }
  }
}

async function must(program: string, args: readonly string[], timeoutMs: number): Promise<void> {
  const result = await runProgram(program, args, { timeoutMs });
  if (result.exitCode === 0) return;
  const lastLines = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-8).join('\n');
  throw new EmulatorError(
    `Installing the AWS emulator failed at: ${program} ${args.join(' ')}\n${lastLines}\nCheck that the Python package index can be reached, or install it yourself: python3 -m pip install "moto[server]==${MOTO_VERSION}".`,
  );
}

function installationFolder(cacheFolder: string): string {
  return join(cacheFolder, `moto-${MOTO_VERSION}`);
}

function interpreterIn(environmentFolder: string): string {
  return join(environmentFolder, 'bin', 'python');
}
