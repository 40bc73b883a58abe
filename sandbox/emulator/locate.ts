import { findOnPath } from '../../runner/find-on-path.ts';
import { toolCacheFolder } from '../../runner/tool-cache.ts';
import { EmulatorError } from './emulator-error.ts';
import { cachedPython, installIntoCache } from './install.ts';
import { askInterpreterBehind, askPython, type PythonFacts } from './python.ts';
import { MOTO_VERSION, OLDEST_PYTHON } from './release.ts';

/** An interpreter that has exactly the release of moto that the sandbox was measured with. */
export interface EmulatorInstallation {
  python: string;
  source: 'path' | 'cache' | 'installed';
}

/** Names of interpreters, the user's own choice first. */
const PYTHONS = [
  'python3',
  'python',
  ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`),
] as const;

/**
 * Finds moto's server: a `moto_server` on PATH of the right release, else the one in the tool cache, else installs it there.
 * @throws {EmulatorError} when none of the three works; the message says what was looked for and how to mend it.
 */
export async function locateEmulator(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<EmulatorInstallation> {
  const path = environment['PATH'];
  const seen: string[] = [];

  for (const script of await findOnPath('moto_server', path)) {
    const facts = await askInterpreterBehind(script);
    if (facts !== null && servesRelease(facts)) return { python: facts.executable, source: 'path' };
    seen.push(`${script}: ${whyNot(facts)}`);
  }

  const folder = toolCacheFolder(environment);
  const cached = await cachedPython(folder);
  if (cached !== null) return { python: cached, source: 'cache' };
  seen.push(`${folder}: no usable installation.`);

  const pythons: string[] = [];
  for (const name of PYTHONS) pythons.push(...(await findOnPath(name, path)));
  for (const candidate of pythons) {
    const facts = await askPython(candidate);
    const unfit = facts === null ? 'it does not run.' : whyNoVenv(facts);
    if (facts !== null && unfit === null) {
      return { python: await installIntoCache(folder, facts.executable), source: 'installed' };
    }
    seen.push(`${candidate}: ${unfit ?? ''}`);
  }
  if (pythons.length === 0) seen.push('PATH: no python3 and no python.');

  throw new EmulatorError(notFound(seen));
}

function servesRelease(facts: PythonFacts): boolean {
  return facts.moto === MOTO_VERSION && facts.server;
}

function whyNot(facts: PythonFacts | null): string {
  if (facts === null) return 'the interpreter behind it does not run.';
  if (facts.moto === null) return 'its interpreter has no moto.';
  if (facts.moto !== MOTO_VERSION) return `it is moto ${facts.moto}.`;
  return 'its moto lacks the server extra.';
}

function whyNoVenv(facts: PythonFacts): string | null {
  const [major, minor] = facts.version;
  const [oldestMajor, oldestMinor] = OLDEST_PYTHON;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    return `it is Python ${major}.${minor}.`;
  }
  return facts.venv ? null : 'it cannot make virtual environments (venv or ensurepip is missing).';
}

function notFound(seen: readonly string[]): string {
  const oldest = OLDEST_PYTHON.join('.');
  return [
    `The AWS emulator (moto ${MOTO_VERSION}) is not installed and cannot be installed here.`,
    'Looked for, in this order: moto_server on PATH, the tool cache, a Python to install it with:',
    ...seen.map((line) => `  ${line}`),
    `Install Python ${oldest} or newer with venv (Debian and Ubuntu: apt-get install python3 python3-venv) and run this again,`,
    `or install the emulator yourself: python3 -m pip install "moto[server]==${MOTO_VERSION}".`,
  ].join('\n');
}
