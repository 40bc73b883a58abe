import { appendFile, stat } from 'node:fs/promises';
import type { Report } from '../core/report.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { forTerminal } from '../reports/sanitize.ts';

/** In bytes. A summary of more than 1 MiB a step is not shown at all, with an error in its place: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
const SUMMARY_LIMIT = 900_000;
const SUMMARY_MAX = 1_048_576;

/**
 * Gives a step of GitHub Actions its summary and its outputs `verdict`, `failed`, `errors` and `run-id`. Does nothing
 * elsewhere.
 * @throws {Error} when the files that GitHub names cannot be written.
 */
export async function tellGithub(report: Report, environment: NodeJS.ProcessEnv): Promise<void> {
  if (environment['GITHUB_ACTIONS'] !== 'true') return;
  const summary = environment['GITHUB_STEP_SUMMARY'] ?? '';
  if (summary !== '') await addSummary(report, summary);
  const outputs = environment['GITHUB_OUTPUT'] ?? '';
  if (outputs !== '') await appendFile(outputs, outputsOf(report));
}

/** Beside what other commands of the step have written there: the limit is that of all of it. */
async function addSummary(report: Report, file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  const text = `${renderMarkdown(report, SUMMARY_LIMIT - size)}\n`;
  if (size + Buffer.byteLength(text) <= SUMMARY_MAX) await appendFile(file, text);
}

function outputsOf({ verdict, counts, run }: Report): string {
  const outputs = {
    verdict,
    failed: counts.fail,
    errors: counts.error + counts.unknown + counts.unsettled + counts.notChecked,
    // The only text that a document of somebody else could have lines in.
    'run-id': forTerminal(run.id, true),
  };
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
