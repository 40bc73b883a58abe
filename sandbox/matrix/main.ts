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
import { loadMatrixSpec } from './matrix-spec.ts';
import { flawsOf, isClean, type Matrix, matrixPage, summaryOf } from './page.ts';

const PAGE = 'docs/matrix.md';

// The sandbox takes any credentials, and the runner's clients want some.
process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';

async function measure(): Promise<Matrix> {
  const spec = await loadMatrixSpec();
  const suite = await loadSuite('compliance');
  const sandbox = await startSandbox({ accountId: spec.document.spec.account.id, replay: true });
  try {
    await deploySpec(spec.document.spec, sandbox.url);
    const bench: Bench = { endpoint: sandbox.url, spec, suite };
    const unbroken = await runSuite(bench);
    const results: FaultResult[] = [];
    const faults = FAULTS.filter(
      ({ id }) => only.length === 0 || only.some((glob) => matchesGlob(id, glob)),
    );
    for (const fault of faults) {
      results.push(await tryFault(bench, fault, unbroken));
      tell(`${results.length}/${faults.length} ${fault.id}`);
    }
    return { checks: suite.checks.map(({ id }) => id).sort(), unbroken, results };
  } finally {
    await sandbox.stop();
  }
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
