import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { findOnPath } from '../find-on-path.ts';
import { runProgram } from '../run-program.ts';
import { toolCacheFolder } from '../tool-cache.ts';
import { cachedK6, type K6Binary } from './k6-binary.ts';
import { K6Error } from './k6-error.ts';
import { K6_MODULE, K6_RANGE, K6_VERSION, OLDEST_GO } from './k6-release.ts';
import { askK6 } from './k6-version.ts';

const PROBE_TIMEOUT_MS = 20_000;
/** Some two minutes on two cores once its modules are there; a slow network and one core take much longer. */
const BUILD_TIMEOUT_MS = 30 * 60_000;
const SHOWN_LINES = 8;

/**
 * Builds the pinned k6 with Go into the tool cache, unless it is there. It is built beside its place and renamed into it, so a
 * half-built one is never found and two processes may do this at once. Go gets the source through its module proxy and
 * verifies it against its checksum database (https://go.dev/ref/mod#authenticating).
 * @param tell is given each line of progress
 * @param signal ends the build and leaves nothing of it
 * @throws {K6Error} when there is no Go of the right release, or the build fails; the message says why and what to do.
 */
export async function installK6(
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void,
  signal?: AbortSignal,
): Promise<K6Binary> {
  const cacheFolder = toolCacheFolder(environment);
  const program = cachedK6(cacheFolder);
  const there = await builtK6(program);
  if (there !== null) return there;

  const go = await findGo(environment);
  const building = join(cacheFolder, `k6-${K6_VERSION}.${randomUUID()}.building`);
  try {
    await mkdir(building, { recursive: true });
    tell(`Building k6 ${K6_VERSION} with ${go}, which takes some minutes.`);
    await build(go, building, environment, tell, signal);
    if ((await builtK6(join(building, 'k6'))) === null) {
      throw new K6Error(`Go built ${K6_MODULE}, and what it built is no k6 ${K6_VERSION}.`);
    }
    await putInPlace(building, dirname(program));
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  const placed = await builtK6(program);
  if (placed === null) throw new K6Error(`k6 cannot be put into ${dirname(program)}.`);
  tell(`k6 ${placed.version} is at ${program}.`);
  return placed;
}

/** The pinned release at that place, or null. */
async function builtK6(program: string): Promise<K6Binary | null> {
  const asked = await askK6(program);
  return asked.fits && asked.version === K6_VERSION
    ? { program, version: asked.version, source: 'cache' }
    : null;
}

/** Another process may have finished first: its k6 is as good as ours, unless it does not run. */
async function putInPlace(building: string, folder: string): Promise<void> {
  if ((await builtK6(join(folder, 'k6'))) !== null) return;
  const broken = `${folder}.${randomUUID()}.broken`;
  await rename(folder, broken).catch(() => undefined);
  // When it is there again, whoever put it there was faster; what is there in the end is looked at once more.
  await rename(building, folder).catch(() => undefined);
  await rm(broken, { recursive: true, force: true });
}

async function findGo(environment: NodeJS.ProcessEnv): Promise<string> {
  const [oldestMajor, oldestMinor] = OLDEST_GO;
  const seen: string[] = [];
  for (const go of await findOnPath('go', environment['PATH'])) {
    const { stdout } = await runProgram(go, ['version'], {
      timeoutMs: PROBE_TIMEOUT_MS,
      environment: { ...environment, GOTOOLCHAIN: 'local' },
    });
    const match = /^go version go(\d+)\.(\d+)/.exec(stdout);
    const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
    if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return go;
    seen.push(`${go}: ${match === null ? 'it does not run.' : `it is Go ${major}.${minor}.`}`);
  }
  if (seen.length === 0) seen.push('PATH: no go.');
  throw new K6Error(
    [
      `k6 ${K6_VERSION} is built with Go ${OLDEST_GO.join('.')} or newer, and there is none here:`,
      ...seen.map((line) => `  ${line}`),
      'Install Go (https://go.dev/doc/install) and run this again,',
      `or install k6 ${K6_RANGE} (https://grafana.com/docs/k6/latest/set-up/install-k6/) and name it with --k6 or in K6_BIN.`,
    ].join('\n'),
  );
}

/** What would make Go build another program than the pinned one for this machine. */
const NOT_FOR_THE_BUILD = new Set(['GOOS', 'GOARCH', 'GOEXPERIMENT', 'GOWORK', 'GO111MODULE']);

async function build(
  go: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
  tell: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const child = spawn(go, ['install', K6_MODULE], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: BUILD_TIMEOUT_MS,
    ...(signal === undefined ? {} : { signal }),
    env: {
      ...Object.fromEntries(
        Object.entries(environment).filter(([name]) => !NOT_FOR_THE_BUILD.has(name)),
      ),
      GOBIN: folder,
      CGO_ENABLED: '0',
      // The Go that is here, and none that it would fetch.
      GOTOOLCHAIN: 'local',
      // Modules that their owner can remove again.
      GOFLAGS: '-trimpath -modcacherw',
    },
  });
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      resolve(code === 0 ? null : `it ended with ${signal ?? `exit code ${String(code)}`}`);
    });
  });
  const last: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    tell(line);
    last.push(line);
    if (last.length > SHOWN_LINES) last.shift();
  });
  const failure = await ended;
  if (failure === null) return;
  throw new K6Error(
    [
      `Building k6 failed at: ${go} install ${K6_MODULE}: ${failure}.`,
      ...last,
      `Check that Go's module proxy can be reached, or install k6 ${K6_RANGE} yourself (https://grafana.com/docs/k6/latest/set-up/install-k6/).`,
    ].join('\n'),
  );
}
