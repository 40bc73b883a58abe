// `npm run bench`: what the harness costs, measured as users have it, beside a bare script that makes the fewest calls.
// --sizes 1,10,100,1000 and --runs 3 unless told. Nothing is asserted of time: an aim that is missed is printed as such.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { estateOf } from './estate.ts';
import { estateSpec } from './estate-spec.ts';
import { measure, medianOf, REPOSITORY, type Measured } from './measure.ts';
import { minimumCalls } from './minimum.ts';
import { startStubProcess, type StubLog, type StubProcess } from './stub-process.ts';
import { tableOf, type SizeResult, type Summary } from './table.ts';

const LATENCY_MS = 50;
const CLI = 'cli/landfall.mjs';

/** A run that is not what is meant to be measured. */
class BenchError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BenchError';
  }
}

interface Run extends Measured {
  readonly calls: number;
  readonly requests: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1,10,100,1000' },
    runs: { type: 'string', default: '3' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const runs = Number(values.runs);
const scratch = await mkdtemp(join(tmpdir(), 'landfall-bench-'));
try {
  const versionRuns: Measured[] = [];
  for (let run = 0; run < Math.max(5, runs); run += 1) {
    versionRuns.push(await measure(CLI, ['--version'], scratch));
  }
  const results: SizeResult[] = [];
  for (const size of sizes) results.push(await benchSize(size, size === Math.max(...sizes)));
  const versionMs = medianOf(versionRuns.map(({ wallMs }) => wallMs));
  process.stdout.write(`\n${tableOf(results, versionMs)}\n`);
  await keep({ versionMs, results });
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** The harness and the bare script in turn, so that what else the machine does falls on both. */
async function benchSize(size: number, isLargest: boolean): Promise<SizeResult> {
  const estate = estateOf(size);
  const spec = join(scratch, `estate-${size}.yaml`);
  await writeFile(spec, stringify(estateSpec(estate), { aliasDuplicateObjects: false }));
  const stub = await startStubProcess(size, LATENCY_MS);
  try {
    // As a schedule has it: each run but the first is compared with the one before.
    const store = join(scratch, `runs-${size}`);
    const landfall = (...share: readonly string[]) =>
      runOf(stub, CLI, [
        'run',
        'compliance',
        ...['--spec', spec, '--endpoint', stub.url, '--store', store, '--timeout', '30m'],
        ...share,
      ]);
    const bare = (share: string) =>
      runOf(stub, 'sandbox/bench/bare/main.mjs', [String(size), stub.url, share]);
    const unpaced = () =>
      runOf(stub, 'sandbox/bench/unpaced/main.mjs', [spec, stub.url, `${store}-unpaced`]);

    const taken = {
      paced: [] as Run[],
      barePaced: [] as Run[],
      free: [] as Run[],
      bareFree: [] as Run[],
    };
    for (let run = 1; run <= runs; run += 1) {
      say(`${size} services, run ${run} of ${runs}`);
      taken.free.push(await unpaced());
      taken.bareFree.push(await bare('none'));
      taken.paced.push(await landfall('--rate-share', '1'));
      taken.barePaced.push(await bare('1'));
    }
    const polite = isLargest ? await landfall() : null;
    const minimum = minimumCalls(estate);
    return {
      size,
      minimum,
      requests: taken.paced[0]?.requests ?? {},
      bareRequests: taken.barePaced[0]?.requests ?? {},
      paced: summaryOf(taken.paced),
      barePaced: summaryOf(taken.barePaced),
      free: summaryOf(taken.free),
      bareFree: summaryOf(taken.bareFree),
      polite: polite === null ? null : summaryOf([polite]),
    };
  } finally {
    await stub.stop();
  }
}

/** @throws {BenchError} when the run did not see and pass everything: then it is something else that was measured. */
async function runOf(stub: StubProcess, script: string, words: readonly string[]): Promise<Run> {
  await stub.takeLog();
  const measured = await measure(script, words, scratch);
  const log = await stub.takeLog();
  const trouble = troubleOf(measured, log);
  if (trouble !== null) {
    throw new BenchError(
      `${script} ${trouble}\n${measured.output.split('\n').slice(-25).join('\n')}`,
    );
  }
  const calls = Object.values(log.requests).reduce((sum, count) => sum + count, 0);
  return { ...measured, calls, requests: log.requests };
}

function troubleOf({ exitCode }: Measured, { unknown, refused }: StubLog): string | null {
  if (unknown.length > 0) {
    return `asked for what the stub cannot answer: ${unknown.join(', ')}. Add it to sandbox/bench/stub/registry.ts.`;
  }
  if (refused.length > 0) return `was refused: ${refused.join('; ')}`;
  // With the lowest severity as gate, 0 is GO and nothing else.
  return exitCode === 0 ? null : `ended with ${String(exitCode)}, where GO is 0.`;
}

function summaryOf(taken: readonly Run[]): Summary {
  const median = (of: (run: Run) => number) => Math.round(medianOf(taken.map(of)));
  return {
    wallMs: median(({ wallMs }) => wallMs),
    cpuMs: median(({ cpuMs }) => cpuMs),
    maxRssMiB: median(({ maxRssMiB }) => maxRssMiB),
    calls: median(({ calls }) => calls),
    wallsMs: taken.map(({ wallMs }) => Math.round(wallMs)),
  };
}

async function keep(measured: object): Promise<void> {
  const takenAt = new Date().toISOString();
  const machine = {
    node: process.version,
    cpus: cpus().map(({ model }) => model),
    load: loadavg(),
  };
  const folder = join(REPOSITORY, '.landfall', 'bench');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${takenAt.replaceAll(':', '-')}.json`);
  const text = JSON.stringify({ takenAt, machine, latencyMs: LATENCY_MS, ...measured }, null, 2);
  await writeFile(file, `${text}\n`);
  say(`Written to ${file}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
