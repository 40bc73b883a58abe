import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const BENCH = import.meta.dirname;
export const REPOSITORY = join(BENCH, '..', '..');

export interface Measured {
  readonly wallMs: number;
  /** User and system time of the process. */
  readonly cpuMs: number;
  readonly maxRssMiB: number;
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script of this repository as a process of its own, from start to end. */
export async function measure(
  script: string,
  words: readonly string[],
  scratch: string,
): Promise<Measured> {
  const probe = join(scratch, 'probe.json');
  await rm(probe, { force: true });
  const startMs = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(BENCH, 'probe', 'main.mjs'), join(REPOSITORY, script), ...words],
    { env: environment(probe), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wallMs = performance.now() - startMs;
  const used = JSON.parse(await readFile(probe, 'utf8')) as { maxRssMiB: number; cpuMs: number };
  return { wallMs, ...used, exitCode, output: Buffer.concat(chunks).toString('utf8') };
}

/** No credentials of the user's, no region of the user's: nothing but the stub may be reached. */
function environment(probe: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    NO_COLOR: '1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_EC2_METADATA_DISABLED: 'true',
    BENCH_PROBE: probe,
  };
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}
