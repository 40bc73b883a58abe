// Jest runs this once for each suite's project, before its workers start: it looks at the deployment and stores the
// run, which the workers then read. Globals do not reach the workers; files and the environment do.
import { RUN_DEFAULTS, runOnce } from '../run.ts';
import { RUNS, writeRun } from '../run-folder.ts';
import { loadSpec } from '../spec-file.ts';
import { loadSuite } from '../suites.ts';
import { dayOf } from '../../core/waivers/day.ts';
import { loadWaivers } from '../waivers-file.ts';
import { runVariable } from './run-variable.ts';

export default async function globalSetup(
  _global: unknown,
  project: { readonly displayName?: { readonly name: string } },
): Promise<void> {
  const suite = await loadSuite(project.displayName?.name ?? '');
  const file = process.env['LANDFALL_SPEC'];
  if (file === undefined || file === '') {
    throw new Error(
      `Set LANDFALL_SPEC to the spec that ${suite.id} is to judge (and LANDFALL_ENV, LANDFALL_ENDPOINT, LANDFALL_STORE as needed).`,
    );
  }
  const spec = await loadSpec(file, process.env['LANDFALL_ENV'] ?? null);
  const today = dayOf(new Date().toISOString());
  const { waivers, texts } = await loadWaivers(file, { waivers: null, baseline: null }, today);
  const result = await runOnce({
    ...RUN_DEFAULTS,
    suite,
    spec,
    endpoint: process.env['LANDFALL_ENDPOINT'] ?? null,
    region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? null,
    exclude: () => null,
    failOn: null,
    waivers,
    signal: new AbortController().signal,
    events: {},
  });
  process.env[runVariable(suite.id)] = await writeRun(
    process.env['LANDFALL_STORE'] ?? RUNS,
    result,
    spec.text,
    (text) => void process.stderr.write(`${text}\n`),
    texts,
  );
}
