// `npm run faults`: breaks every call of a compliance run in every way, and writes docs/faults.md. With --check it only
// says whether the page is what the runs give.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentRuns } from './fault-runs.ts';
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

function runsOn(deviations: readonly string[]): Promise<DeploymentRuns> {
  return new Promise((resolve, reject) => {
    const words = [DEPLOYMENT, ...deviations];
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
if (!process.argv.includes('--check')) {
  await writeFile(PAGE, page);
} else if ((await readFile(PAGE, 'utf8').catch(() => '')) !== page) {
  process.stderr.write(`${PAGE} is stale; run npm run faults.\n`);
  process.exitCode = 1;
}
