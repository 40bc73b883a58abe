// `npm run matrix`: fails every check by a fault and writes docs/matrix.md; with `--check` it only compares, and with
// `--only <id or glob>…` it tries some faults and writes nothing. Exit code 1 when something is missed, alarms falsely,
// does not heal or has no fault, or when the page is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../../core/finding.ts';
import { loadSuite } from '../../runner/suites.ts';
import { FAULTS } from '../faults/registry.ts';
import type { FaultResult } from './bench.ts';
import { changes } from './compare.ts';
import { startLane } from './lane/lane.ts';
import { flawsOf, isClean, type Matrix, matrixPage, summaryOf } from './page.ts';

const PAGE = 'docs/matrix.md';

/** One for each core: a run is mostly work of the process that judges. */
const LANES = Math.min(4, availableParallelism());

async function measure(): Promise<Matrix> {
  const suite = await loadSuite('cutover');
  const faults = FAULTS.filter(
    ({ id }) => only.length === 0 || only.some((glob) => matchesGlob(id, glob)),
  );
  const waiting = [...faults.entries()];
  const results = new Map<number, FaultResult>();

  async function work(): Promise<readonly Finding[]> {
    const lane = await startLane();
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, fault] = next;
        results.set(index, { fault, ...(await lane.tryFault(fault.id)) });
        tell(`${results.size}/${faults.length} ${fault.id}`);
      }
      return lane.unbroken;
    } finally {
      await lane.stop();
    }
  }

  const [first, ...others] = await Promise.all(Array.from({ length: LANES }, () => work()));
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
