import { areaLines } from '../unchecked-areas.ts';
import { deploymentOf } from './banner.ts';
import { markup, lines, type Markup } from './markup.ts';
import { moment, placeOf, type View } from './view.ts';

const STATEMENTS_SHOWN = 500;

/** What the run was, what it did not look at, and how to see the same again. */
export function metadata({ report }: View): Markup {
  const { run, suite, calls, formatVersion, takenAt, endpoint } = report;
  return markup`<section aria-labelledby="run">
<h2 id="run">The run, and how to see it again</h2>
<dl class="facts">
<dt>run</dt><dd><code>${run.id}</code></dd>
<dt>suite</dt><dd>${suite.id}: ${suite.title}</dd>
<dt>deployment</dt><dd>${deploymentOf(report)}</dd>
<dt>account and region</dt><dd>${placeOf(report)}</dd>
<dt>from</dt><dd>${moment(run.startedAt)}</dd>
<dt>seen at</dt><dd>${moment(takenAt)}</dd>
<dt>until</dt><dd>${moment(run.finishedAt)}</dd>
<dt>as</dt><dd>${run.caller ?? 'the caller was not seen'}</dd>
<dt>spec</dt><dd>${run.spec.file}, SHA-256 <code>${run.spec.digest}</code></dd>
<dt>calls</dt><dd>${calls.length} to ${endpoint ?? 'AWS'}</dd>
<dt>Landfall</dt><dd>${run.toolVersion}, document of format ${formatVersion}</dd></dl>
<figure class="copy"><figcaption>Look again</figcaption>
<pre tabindex="0" aria-label="Command that looks again"><code>${lines(command(['landfall', 'run', suite.id, '--spec', run.spec.file, ...environment(report)]))}</code></pre></figure>
<figure class="copy"><figcaption>Judge again what was seen, offline</figcaption>
<pre tabindex="0" aria-label="Command that judges again"><code>${lines(command(['landfall', 'judge', '--snapshot', `.landfall/runs/${run.id}/snapshot.json.gz`, '--spec', `.landfall/runs/${run.id}/spec.yaml`, ...environment(report)]))}</code></pre></figure> ${unverified(report)}</section>
`;
}

function environment({ run }: View['report']): readonly string[] {
  return run.spec.environment === null ? [] : ['--env', run.spec.environment];
}

function unverified({ coverage }: View['report']): Markup {
  const left = coverage.unverified.length - STATEMENTS_SHOWN;
  return markup`<details><summary> Declared, not verified: ${coverage.unverified.length} of ${coverage.leaves} statements of the spec </summary>
<ul> ${areaLines(coverage).map((line) => markup`<li>${line}</li>`)}</ul>
<ul class="items"> ${coverage.unverified.slice(0, STATEMENTS_SHOWN).map(
    (pointer) => markup`<li><code>${pointer}</code></li>
`,
  )}${left > 0 ? markup`<li>and ${left} more</li>` : null}</ul></details>`;
}

/** Words as a POSIX shell takes them, whatever is in them. */
function command(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
