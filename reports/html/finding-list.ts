import type { Finding } from '../../core/finding.ts';
import { callsInWords, evidenceOf } from '../calls.ts';
import { factText } from '../fact-text.ts';
import { clip } from '../sanitize.ts';
import { outcomeOf } from '../status-table.ts';
import { markup, type Markup } from './markup.ts';
import { anchorOfFinding, badge, facets, ownFacets, type View } from './view.ts';

const FACTS_LIMIT = 160;
const MESSAGE_LIMIT = 160;
const SUBJECT_LIMIT = 200;

/** With so many findings the facts of what passes are left to the run's document. */
const FACTS_OF_PASSES_UP_TO = 2_000;

/** What differs of a finding, or what was seen where nothing does, on one line; null when it states no facts. */
export function factsInLine({ status, expected, actual }: Finding): string | null {
  const all = factText(expected, actual);
  const telling = status === 'pass' ? all : all.filter((line) => !line.startsWith('='));
  return telling.length === 0 ? null : clip(telling.join('; '), FACTS_LIMIT);
}

/** Findings as one line each, by check and outcome, folded. In pieces, since they may be a hundred thousand. */
export function* findingList(view: View, findings: readonly Finding[]): Iterable<string> {
  const groups = Map.groupBy(findings, (finding) =>
    JSON.stringify([finding.check, outcomeOf(finding), finding.severity]),
  );
  for (const members of groups.values()) {
    const [first] = members;
    if (first === undefined) continue;
    yield markup`<details class="list" ${facets(first)}><summary> ${badge(outcomeOf(first))} <code>${first.check}</code> ${first.title} <span class="count">${members.length}</span></summary>
<ul class="items"></ul></details> `.text;
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
  if (finding.status === 'pass' && report.findings.length > FACTS_OF_PASSES_UP_TO) return null;
  const facts = factsInLine(finding);
  const calls = callsInWords(callsOf(evidenceOf(finding)));
  const words = finding.status === 'pass' && calls.length > 0 ? calls.join(', ') : null;
  return markup`${facts === null ? null : markup` <code>${facts}</code>`}${
    words === null ? null : markup` <small>seen by ${clip(words, FACTS_LIMIT)}</small>`
  }`;
}
