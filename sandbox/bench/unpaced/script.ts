// One run of compliance as the command line makes it, but without a rate limit: what the harness itself costs, beside
// the bare script that has none either. Arguments: the spec's file and the stub's address.
import { RUN_DEFAULTS, runOnce } from '../../../runner/run.ts';
import { writeRun } from '../../../runner/run-folder.ts';
import { loadSpec } from '../../../runner/spec-file.ts';
import { loadSuite } from '../../../runner/suites.ts';

/** More than any estate asks for at once. */
const NO_LIMIT = 1_000_000;

const [specFile, endpoint, store] = process.argv.slice(2);
if (specFile === undefined || endpoint === undefined || store === undefined) {
  throw new Error("Say the spec's file, the stub's address and the folder for the run.");
}
const spec = await loadSpec(specFile, null);
const result = await runOnce({
  ...RUN_DEFAULTS,
  suite: await loadSuite('compliance'),
  spec,
  endpoint,
  region: null,
  exclude: () => null,
  failOn: null,
  rateShare: NO_LIMIT,
  signal: new AbortController().signal,
  events: {},
});
await writeRun(store, result, spec.text, (text) => void process.stderr.write(`${text}\n`));
process.stdout.write(`${result.report.verdict}\n`);
