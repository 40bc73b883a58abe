// `npm run faults`: breaks every call of a compliance run in every way, and writes docs/faults.md. With --check it only
// says whether the page is what the runs give; with `--only <glob>` it tries some operations (`tagging:*`) and writes
// nothing.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DeploymentRuns, FaultRun } from './fault-runs.ts';
import { faultsPage, isClean, totalsOf } from './page.ts';

const PAGE = 'docs/faults.md';
const DEPLOYMENT = join(import.meta.dirname, 'deployment', 'main.ts');
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Deviations of several domains that do not hide each other: failures that a fault must not turn into passes. */
const DEVIATIONS: readonly string[] = [
  'task-missing',
  'circuit-breaker-off',
  'secret-in-environment',
  'scaling-range-changed',
  'database-capacity-changed',
  'database-public',
  'backups-kept-for-a-day',
  'table-recovery-off',
  'never-restored',
  'database-routed-to-the-internet',
  'database-open-to-the-world',
  'service-open-by-prefix-list',
  'role-trusts-everybody',
  'role-that-rewrites-policies',
  'rotation-cancelled',
  'target-unhealthy',
  'http-forwards',
];

/** The runs mostly wait, for answers that do not come and for the emulator. */
const SHARES = 2;

/** The runs on one deployment, from sandboxes side by side that try a share of the operations each. */
async function runsOn(deviations: readonly string[]): Promise<DeploymentRuns> {
  const [first, ...others] = await Promise.all(
    Array.from({ length: SHARES }, (_, share) => runShare(share, deviations)),
  );
  if (first === undefined) throw new Error('No share of the fault runs was tried.');
  for (const { rows, failures } of others) {
    if (rows === first.rows && failures === first.failures) continue;
    throw new Error('Two sandboxes with one deployment have different findings.');
  }
  const runs = [first, ...others].flatMap((share) => share.runs);
  const [ofOne, ofAny] = [true, false].map((isOfOne) =>
    runs.filter(({ target }) => target.includes(':') === isOfOne),
  );
  return { ...first, runs: [...(ofOne ?? []).sort(byTarget), ...(ofAny ?? [])] };
}

function byTarget(left: FaultRun, right: FaultRun): number {
  return left.target < right.target ? -1 : left.target > right.target ? 1 : 0;
}

function runShare(share: number, deviations: readonly string[]): Promise<DeploymentRuns> {
  return new Promise((resolve, reject) => {
    const words = [
      DEPLOYMENT,
      `--share=${share}/${SHARES}`,
      `--only=${values.only ?? '*'}`,
      ...deviations,
    ];
    const child = execFile(
      process.execPath,
      words,
      { maxBuffer: MAX_OUTPUT_BYTES },
      (error, stdout) => {
        if (error === null) resolve(JSON.parse(stdout) as DeploymentRuns);
        else reject(new Error('A deployment of the fault runs failed.', { cause: error }));
      },
    );
    child.stderr?.pipe(process.stderr);
  });
}

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, only: { type: 'string' } },
});
const [unbroken, broken] = await Promise.all([runsOn([]), runsOn(DEVIATIONS)]);
const page = faultsPage(unbroken, broken);
const all = [...unbroken.runs, ...broken.runs];
for (const run of all.filter((each) => !isClean(totalsOf([each])))) {
  process.stderr.write(`${JSON.stringify(run)}\n`);
}
process.stdout.write(`${JSON.stringify(totalsOf(all))}\n`);
if (!isClean(totalsOf(all)) || unbroken.failures > 0 || broken.failures === 0) {
  process.stderr.write('The runs are not what they must be.\n');
  process.exitCode = 1;
}
if (values.only !== undefined) {
  process.stderr.write(`${PAGE} is left as it is: these were not all operations.\n`);
} else if (values.check !== true) {
  await writeFile(PAGE, page);
} else if ((await readFile(PAGE, 'utf8').catch(() => '')) !== page) {
  process.stderr.write(`${PAGE} is stale; run npm run faults.\n`);
  process.exitCode = 1;
}
