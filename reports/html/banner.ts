import { groupsOf } from '../groups.ts';
import { countsInWords, OUTCOMES, VERDICTS } from '../status-table.ts';
import { markup, type Markup } from './markup.ts';
import type { Triage } from './triage.ts';
import { anchorOfFinding, moment, nameOf, placeOf, type View } from './view.ts';

const REASONS_SHOWN = 5;

/** The verdict, why it is not a better one, and of what it is the verdict. */
export function banner({ report }: View, triage: Triage): Markup {
  const { verdict, suite, run, counts, coverage, endpoint, stopped } = report;
  const { glyph, tone } = VERDICTS[verdict];
  return markup`<header class="banner ${tone}">
<h1><span aria-hidden="true">${glyph}</span> ${verdict}: ${suite.id} of ${deploymentOf(report)}</h1>
<p class="lead">${countsInWords(counts)}.</p> ${stopped === null ? null : markup`<p class="warning"><strong>Stopped before its end:</strong> ${stopped}</p>`}
${endpoint === null ? null : markup`<p class="warning"><strong>Not AWS was asked but</strong> <code>${endpoint}</code></p>`}
${reasons(report, triage)} <dl class="facts">
<dt>account and region</dt><dd>${placeOf(report)}</dd>
<dt>looked</dt><dd>${moment(run.startedAt)}</dd>
<dt>as</dt><dd>${run.caller ?? 'the caller was not seen'}</dd>
<dt>spec</dt><dd>${run.spec.file}, <code>${run.spec.digest.slice(0, 12)}</code></dd>
<dt>verified</dt><dd>${coverage.verified} of ${coverage.leaves} statements of the spec</dd>
<dt>gate</dt><dd>fails on ${report.failOn}</dd>
</dl>
</header>
`;
}

export function deploymentOf({ deployment, run }: View['report']): string {
  const { environment } = run.spec;
  return environment === null ? deployment : `${deployment} (${environment})`;
}

function reasons(report: View['report'], triage: Triage): Markup {
  if (report.verdict === 'GO') return markup`<p>Nothing stands in the way.</p>`;
  const worst = [
    ...groupsOf(triage.blocking),
    ...groupsOf(triage.undecided),
    ...(report.verdict === 'CONDITIONAL GO' ? groupsOf(triage.otherFailures) : []),
  ];
  if (worst.length === 0) return markup`<p>${withoutReasons(report.verdict)}</p>`;
  const left = worst.length - REASONS_SHOWN;
  return markup`<h2 id="reasons">${title(report.verdict)}</h2>
<ol class="reasons" aria-labelledby="reasons"> ${worst.slice(0, REASONS_SHOWN).map(
    ({ first, others, outcome }) =>
      markup`<li><a href="#${anchorOfFinding(first)}">${OUTCOMES[outcome].word}, ${first.severity}: ${nameOf(first)}</a>${others.length === 0 ? null : markup` and ${others.length} more`}. ${first.message}</li>
`,
  )}</ol> ${left > 0 ? markup`<p>and ${left} more reasons below</p>` : null}`;
}

function title(verdict: View['report']['verdict']): string {
  switch (verdict) {
    case 'NO-GO':
    case 'NOT PROVEN':
      return 'What stands in the way';
    case 'GO':
    case 'CONDITIONAL GO':
      return 'What is left to mend';
  }
}

function withoutReasons(verdict: View['report']['verdict']): string {
  switch (verdict) {
    case 'GO':
    case 'CONDITIONAL GO':
      return 'What fails has been accepted for a time: see the waivers.';
    case 'NOT PROVEN':
    case 'NO-GO':
      return 'Nothing was proved of the deployment.';
  }
}
