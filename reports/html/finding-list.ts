import type { Finding } from '../../core/finding.ts';
import { callsInWords, evidenceOf } from '../calls.ts';
import { factRows, inline } from '../facts-diff.ts';
import { clip } from '../sanitize.ts';
import { outcomeOf } from '../status-table.ts';
import { markup, type Markup } from './markup.ts';
import { anchorOfFinding, badge, facets, ownFacets, type View } from './view.ts';

const FACTS_LIMIT = 160;
const MESSAGE_LIMIT = 100;
const SUBJECT_LIMIT = 200;

/** With so many findings the facts of those on one line are left to the run's document. */
const FACTS_UP_TO = 2_000;

/** What differs of a finding, or what was seen where nothing does, on one line; null when it states no facts. */
export function factsInLine({ status, expected, actual }: Finding): string | null {
  const told = factRows(expected, actual).flatMap((row) => {
    if (row.comparison === 'same' || row.expected === undefined) {
      return status === 'pass' && row.actual !== undefined
        ? [`${row.key} ${inline(row.actual)}`]
        : [];
    }
    const actually = row.actual === undefined ? 'not there' : inline(row.actual);
    return [`${row.key}: expected ${inline(row.expected)}, actual ${actually}`];
  });
  return told.length === 0 ? null : clip(told.join('; '), FACTS_LIMIT);
}

/** Findings as one line each, by check and outcome, folded. In pieces, since they may be a hundred thousand. */
export function* findingList(view: View, findings: readonly Finding[]): Iterable<string> {
  const groups = Map.groupBy(findings, (finding) =>
    JSON.stringify([finding.check, outcomeOf(finding), finding.severity]),
  );
  for (const members of groups.values()) {
    const [first] = members;
    if (first === undefined) continue;
    yield markup`<details class="list"${facets(first)}><summary>${badge(outcomeOf(first))} <code>${first.check}</code> ${first.title} <span class="count">${members.length}</span></summary>
<ul class="items">
`.text;
    for (const finding of members) yield item(view, finding, first).text;
    yield '</ul></details>\n';
  }
}

/** What is not a pass can be linked to. */
function item(view: View, finding: Finding, first: Finding): Markup {
  const { status, subject, message } = finding;
  const isQuiet = status === 'pass' || status === 'not-applicable';
  const id = isQuiet ? null : markup` id="${anchorOfFinding(finding)}"`;
  return markup`<li${id}${ownFacets(finding, first, view)}>${
    subject === '*' ? 'the deployment' : clip(subject, SUBJECT_LIMIT)
  }${message === null ? null : markup`: ${clip(message, MESSAGE_LIMIT)}`}${seen(view, finding)}</li>
`;
}

function seen({ report, callsOf }: View, finding: Finding): Markup | null {
  if (report.findings.length > FACTS_UP_TO) return null;
  const facts = factsInLine(finding);
  const calls = callsInWords(callsOf(evidenceOf(finding)));
  const words = finding.status === 'pass' && calls.length > 0 ? calls.join(', ') : null;
  return markup`${facts === null ? null : markup` <code>${facts}</code>`}${
    words === null ? null : markup` <small>seen by ${clip(words, FACTS_LIMIT)}</small>`
  }`;
}
