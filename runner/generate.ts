// `npm run generate` writes every file that is made from the code; with --check it only says which are stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkPages } from '../core/check-pages.ts';
import { actionsFor } from '../core/plan.ts';
import { policyFor } from '../core/policy.ts';
import { reportSchema } from '../core/report-schema.ts';
import { specFileSchema } from '../core/spec/json-schema.ts';
import { baselineSchema, waiversFileSchema } from '../core/waivers/json-schema.ts';
import { htmlAssetsFile, loadAssetsFile } from './html-assets.ts';
import { resourcelessActionsFile } from './resourceless-actions.ts';
import { serviceActionsFile } from './service-actions.ts';
import { loadChecks, loadSuites } from './suites.ts';

/** Path from the repository's root to content. What others are made with comes before them, and is written by then. */
async function* generatedFiles(): AsyncIterable<readonly [string, string]> {
  const suites = await loadSuites();
  for (const suite of suites) {
    const policy = policyFor(actionsFor(suite));
    yield [`docs/iam/${suite.id}.json`, `${JSON.stringify(policy, null, 2)}\n`];
  }
  for (const [domain, page] of checkPages(await loadChecks(), suites)) {
    yield [`docs/checks/${domain}.md`, page];
  }
  yield ['reports/run.schema.json', `${JSON.stringify(reportSchema(), null, 2)}\n`];
  yield ['specs/spec.schema.json', `${JSON.stringify(specFileSchema(), null, 2)}\n`];
  yield ['specs/waivers.schema.json', `${JSON.stringify(waiversFileSchema(), null, 2)}\n`];
  yield ['specs/baseline.schema.json', `${JSON.stringify(baselineSchema(), null, 2)}\n`];
  yield ['checks/iam/policy/resourceless-actions.ts', await resourcelessActionsFile()];
  yield ['checks/iam/policy/service-actions.ts', await serviceActionsFile()];
  yield ['reports/html/assets.ts', await htmlAssetsFile()];
  yield ['reports/html/load/assets.ts', await loadAssetsFile()];
  // It renders with the page's script and style, so it must not be loaded before they are written.
  const { goldenFiles } = await import('./golden.ts');
  yield* await goldenFiles();
}

async function main(isCheck: boolean): Promise<void> {
  const stale: string[] = [];
  for await (const [path, content] of generatedFiles()) {
    const current = await readFile(path, 'utf8').catch(() => null);
    if (current === content) continue;
    stale.push(path);
    if (isCheck) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  if (isCheck && stale.length > 0) {
    process.stderr.write(`These files are stale; run npm run generate:\n  ${stale.join('\n  ')}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(
    stale.length === 0 ? 'Generated files are fresh.\n' : `Wrote ${stale.join(', ')}.\n`,
  );
}

await main(process.argv.includes('--check'));
