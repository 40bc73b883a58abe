// `npm run matrix`: fails every check by a fault and writes docs/matrix.md; with `--check` it only compares, and with
// `--only <id or glob>…` it tries some faults and writes nothing. Exit code 1 when something is missed, alarms falsely,
// does not heal or has no fault, or when the page is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSuite } from '../../runner/suites.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { FAULTS } from '../faults/registry.ts';
import { startSandbox } from '../lifecycle/sandbox.ts';
import { type Bench, type FaultResult, runSuite, tryFault } from './bench.ts';
import { changes } from './compare.ts';
import { loadMatrixSpec } from './matrix-spec.ts';
import { flawsOf, isClean, type Matrix, matrixPage, summaryOf } from './page.ts';

const PAGE = 'docs/matrix.md';

// The sandbox takes any credentials, and the runner's clients want some.
process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';

/** A run and the emulator behind it wait for each other: a second sandbox works while one waits. */
const LANES = 2;

async function measure(): Promise<Matrix> {
  const spec = await loadMatrixSpec();
  const suite = await loadSuite('cutover');
  const faults = FAULTS.filter(
    ({ id }) => only.length === 0 || only.some((glob) => matchesGlob(id, glob)),
  );
  const waiting = [...faults.entries()];
  const results = new Map<number, FaultResult>();

  async function work(lane: number) {
    const sandbox = await startSandbox({
      accountId: spec.document.spec.account.id,
      replay: true,
      databases: true,
    });
    try {
      await deploySpec(spec.document.spec, sandbox.url);
      const bench: Bench = {
        endpoint: sandbox.url,
        environment: { ...sandbox.databases?.environment },
        spec,
        suite,
      };
      const unbroken = await runSuite(bench);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, fault] = next;
        results.set(index, await tryFault(bench, fault, unbroken));
        tell(`${results.size}/${faults.length} ${fault.id}`);
      }
      return unbroken;
    } catch (error) {
      // The other lanes need not go on for a matrix that will have holes.
      waiting.length = 0;
      throw new Error(`Lane ${lane} of the matrix broke off.`, { cause: error });
    } finally {
      await sandbox.stop();
    }
  }

  const [first, ...others] = await Promise.all(
    Array.from({ length: LANES }, (_, lane) => work(lane)),
  );
  const unbroken = first ?? [];
  const alike = others.every((findings) => changes(unbroken, findings).length === 0);
  if (!alike) throw new Error('Two sandboxes with one deployment have different findings.');
  return {
    checks: suite.checks.map(({ id }) => id).sort(),
    unbroken,
    results: faults.flatMap((_, index) => results.get(index) ?? []),
  };
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});
const only = values.only ?? [];

const matrix = await measure();
const page = matrixPage(matrix);
const flaws =
  only.length === 0
    ? flawsOf(matrix)
    : // Some of the faults alone cannot find every check.
      { ...flawsOf(matrix), checksWithoutFault: [] };
for (const [kind, list] of Object.entries(flaws)) {
  for (const flaw of list as readonly string[]) tell(`${kind}: ${flaw}`);
}
process.stdout.write(`${summaryOf(matrix)}\n`);
if (!isClean(flaws)) process.exitCode = 1;
if (only.length > 0) {
  tell(`${PAGE} is left as it is: these were not all faults.`);
} else if (values.check === true) {
  if ((await readFile(PAGE, 'utf8').catch(() => '')) !== page) {
    tell(`${PAGE} is stale; run npm run matrix.`);
    process.exitCode = 1;
  }
} else {
  await writeFile(PAGE, page);
}
