import type { Change, ChangeKind, History } from '../../core/history/history.ts';
import { OUTCOMES, VERDICTS } from '../status-table.ts';
import { markup, type Markup } from './markup.ts';
import { anchorOf, moment, nameOf, type View } from './view.ts';

const CHANGES_SHOWN = 100;

const KINDS: Readonly<Record<ChangeKind, string>> = {
  new: 'fails now and did not',
  fixed: 'failed and passes',
  changed: 'is decided otherwise',
  gone: 'failed and is no longer judged, which fixes nothing',
};

/** What is not as it was at the earlier run: of the deployment, and of the spec. */
export function changes({ report }: View): Markup {
  const { history } = report;
  return markup`<section aria-labelledby="changes">
<h2 id="changes">What changed</h2> ${history === null ? markup`<p>There is no earlier run to compare with.</p>` : compared(report, history)}</section>
`;
}

function compared({ verdict, findings }: View['report'], history: History): Markup {
  const { since, still, flapping } = history;
  const count = (kind: ChangeKind) =>
    history.changes.filter((change) => change.kind === kind).length;
  const judged = new Set(findings.map(({ check, subject }) => JSON.stringify([check, subject])));
  const isLinked = ({ check, subject, after }: Change) =>
    after !== null &&
    after !== 'pass' &&
    after !== 'not-applicable' &&
    judged.has(JSON.stringify([check, subject]));
  const left = history.changes.length - CHANGES_SHOWN;
  return markup`<p>Since run <code>${since.id}</code> of ${moment(since.finishedAt)}, which was ${VERDICTS[since.verdict].glyph} ${since.verdict}${
    since.verdict === verdict
      ? ' as well'
      : markup`; this one is ${VERDICTS[verdict].glyph} ${verdict}`
  }: ${count('new')} new, ${count('fixed')} fixed, ${count('changed')} changed, ${count('gone')} no longer judged, ${still} failing still, ${flapping.length} flapping.</p> ${
    history.changes.length === 0
      ? null
      : markup`<div class="scroll" tabindex="0" role="group" aria-label="Changes">
<table><caption>Findings that changed</caption>
<thead><tr><th scope="col">change</th><th scope="col">finding</th><th scope="col">severity</th><th scope="col">before</th><th scope="col">now</th><th scope="col">its part of the spec</th></tr></thead>
<tbody> ${history.changes.slice(0, CHANGES_SHOWN).map((change) => row(change, isLinked(change)))}</tbody></table></div> ${left > 0 ? markup`<p>and ${left} more in the run's document</p>` : null}`
  } ${specChanges(history)}`;
}

function row(change: Change, isLinked: boolean): Markup {
  const { kind, key, severity, before, after, specChanged } = change;
  const name = nameOf(change);
  return markup`<tr><td><strong>${kind}</strong>: ${KINDS[kind]}</td><th scope="row">${isLinked ? markup`<a href="#${anchorOf(key)}">${name}</a>` : name}</th><td>${severity}</td><td>${word(before)}</td><td>${word(after)}</td><td>${specChanged ? 'changed too' : 'is the same'}</td></tr>
`;
}

function word(outcome: Change['before']): string {
  return outcome === null ? 'not judged' : `${OUTCOMES[outcome].glyph} ${OUTCOMES[outcome].word}`;
}

function specChanges({ specChanges: paths }: History): Markup {
  if (paths.length === 0) return markup`<p>The spec is the same.</p>`;
  return markup`<details><summary> The spec changed in ${paths.length} ${paths.length === 1 ? 'place' : 'places'} </summary>
<ul class="items"> ${paths.map(
    (path) => markup`<li><code>${path}</code></li>
`,
  )}</ul></details>`;
}
