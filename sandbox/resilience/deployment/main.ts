// One deployment of `npm run faults`, in a process of its own: the runs mostly wait, so several go side by side.
// Words: the deviations to apply first. `--share 1/2` tries the second half of the operations, `--only <glob>` those of
// which the name fits. Prints the runs as JSON.
import { matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSpec } from '../../../runner/spec-file.ts';
import { loadSuite } from '../../../runner/suites.ts';
import { deploySpec } from '../../deploy/deploy.ts';
import { applyFault } from '../../faults/faults.ts';
import { startSandbox } from '../../lifecycle/sandbox.ts';
import {
  kindsFor,
  nameOf,
  runExpired,
  runFaulted,
  runHealthy,
  type Bench,
  type DeploymentRuns,
  type FaultRun,
} from '../fault-runs.ts';
import { withoutDatabases } from '../without-databases.ts';

const SPEC = 'specs/mistersmith.yaml';

process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';

const { values, positionals: deviations } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: 'string', default: '0/1' },
    only: { type: 'string', default: '*' },
  },
});
const [share = 0, shares = 1] = values.share.split('/').map(Number);
const suite = withoutDatabases(await loadSuite('compliance'));
const spec = await loadSpec(SPEC, 'production');
const sandbox = await startSandbox({ replay: true });
try {
  await deploySpec(spec.document.spec, sandbox.url);
  for (const deviation of deviations) {
    await applyFault(deviation, sandbox.url, spec.document.spec);
  }
  const bench: Bench = { overlay: sandbox.overlay, suite, spec };
  const { report, operations } = await runHealthy(bench);
  const runs: FaultRun[] = [];
  const own = operations.filter(
    (operation, index) => index % shares === share && matchesGlob(nameOf(operation), values.only),
  );
  for (const operation of own) {
    for (const kind of kindsFor(suite, operation)) {
      runs.push(await runFaulted(bench, report, operation, kind));
    }
    const label = deviations.length === 0 ? 'unbroken' : 'with deviations';
    process.stderr.write(`${label}: ${nameOf(operation)} done, ${runs.length} runs\n`);
  }
  // They hit no operation of its own: the first share has them.
  const mostCalls = share === 0 && values.only === '*' ? report.calls.length : 0;
  for (let after = 1; after < mostCalls; after *= 2) {
    runs.push(await runExpired(bench, report, after));
  }
  const result: DeploymentRuns = {
    runs,
    rows: report.findings.length,
    failures: report.counts.fail,
  };
  process.stdout.write(JSON.stringify(result));
} finally {
  await sandbox.stop();
}
