import type { CheckFacts } from '../../core/check-facts.ts';
import { IDENTITY_CHECK } from '../../core/check.ts';
import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import { callsInWords, evidenceOf } from '../calls.ts';
import { causeLines } from '../causes.ts';
import { factRows, inline, type FactRow } from '../facts-diff.ts';
import type { Group } from '../groups.ts';
import { excerptFigure } from './excerpt.ts';
import { factsInLine } from './finding-list.ts';
import { markup, lines, type Markup } from './markup.ts';
import {
  anchorOf,
  anchorOfFinding,
  badge,
  facets,
  moment,
  ownFacets,
  placeOf,
  type View,
} from './view.ts';
import { waiverSnippet } from './waiver-snippet.ts';

const DETAILS_SHOWN = 50;
const ROWS_SHOWN = 60;
const CALLS_SHOWN = 50;

/** What several findings say alike: the first in full, and where else it holds. */
export function findingBlock(view: View, group: Group): Markup {
  const { first, outcome } = group;
  const anchor = anchorOfFinding(first);
  const subject = first.subject === '*' ? null : markup` › ${first.subject}`;
  return markup`<article class="group ${outcome}"${facets(first)}>
<div id="${anchor}"${ownFacets(first, first, view)}>
<h3>${badge(outcome)} <span class="severity">${first.severity}</span> <a href="#${anchor}"><code>${first.check}</code>${subject}</a></h3> ${first.message === null ? null : markup`<p class="message">${first.message}</p>`} <p class="rule">The rule: ${first.title}.${since(view, first)}</p>
<div class="beside">${excerptFigure(view, first)}${factsTable(first)}</div> ${detailList(first)} ${causeList(view, first)} ${evidence(view, first)} ${explanation(view.report.checks[first.check])} ${isWaivable(first) ? waiverSnippet(view, first) : null}</div> ${othersList(view, group)}</article>
`;
}

/** That the run looks at the right account is accepted by nobody. */
function isWaivable({ check, status, waiver }: Finding): boolean {
  return status === 'fail' && waiver === null && check !== IDENTITY_CHECK;
}

function since({ report, flapping, fresh }: View, finding: Finding): Markup | null {
  if (report.history === null || finding.status !== 'fail') return null;
  const key = findingKey(finding);
  const start = report.history.failingSince[key];
  return markup`${start === undefined ? null : markup` It has failed since ${moment(start)}.`}${
    fresh.has(key) ? markup` <strong class="tag">new in this run</strong>` : null
  }${flapping.has(key) ? markup` <strong class="tag">flapping</strong>` : null}`;
}

function factsTable({ expected, actual }: Finding): Markup | null {
  const rows = factRows(expected, actual);
  if (rows.length === 0) return null;
  const left = rows.length - ROWS_SHOWN;
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Expected and actual">
<table class="facts"><caption>Expected and actual</caption>
<thead><tr><th scope="col">fact</th><th scope="col">expected</th><th scope="col">actual</th></tr></thead>
<tbody> ${rows.slice(0, ROWS_SHOWN).map(factRow)}${
    left > 0 ? markup`<tr><td colspan="3">and ${left} more</td></tr>` : null
  }</tbody></table></div>`;
}

function factRow(row: FactRow): Markup {
  const { key, shared, comparison } = row;
  const differs = comparison === 'different' || (comparison === 'actual-only' && shared > 0);
  return markup`<tr${differs ? markup` class="differs"` : null}><th scope="row">${key}${
    differs ? markup` <span class="tag">differs</span>` : null
  }</th><td>${side(row.expected, shared)}</td><td>${side(row.actual, shared)}</td></tr>`;
}

/** What one side states; members that both lists have are counted. */
function side(fact: FactRow['expected'], shared: number): Markup {
  if (fact !== undefined) {
    return markup`<code>${inline(fact)}</code>${shared > 0 ? markup` <small>and ${shared} more in both</small>` : null}`;
  }
  return shared > 0
    ? markup`<small>nothing but the ${shared} in both</small>`
    : markup`<small>not stated</small>`;
}

function detailList({ details }: Finding): Markup | null {
  if (details.length === 0) return null;
  const left = details.length - DETAILS_SHOWN;
  return markup`<ul class="details"> ${details
    .slice(0, DETAILS_SHOWN)
    .map(
      (detail) => markup`<li>${detail}</li>`,
    )}${left > 0 ? markup`<li>and ${left} more</li>` : null}</ul>`;
}

function causeList({ callsOf }: View, finding: Finding): Markup | null {
  const causes = causeLines(finding, callsOf);
  if (causes.length === 0) return null;
  return markup`<dl class="causes"> ${causes.map(
    ({ label, text }) => markup`<dt>${label}</dt><dd>${text}</dd>`,
  )}</dl>`;
}

/** Each API call that the finding rests on, its time, and the number that AWS's support asks for. */
function evidence({ callsOf }: View, finding: Finding): Markup {
  const { resource } = finding;
  const calls = callsOf(evidenceOf(finding));
  const left = calls.length - CALLS_SHOWN;
  const words = callsInWords(calls);
  const summary =
    words.length === 0
      ? 'Evidence: no call was answered'
      : `Evidence: ${words.slice(0, 3).join(', ')}${words.length > 3 ? ', …' : ''}`;
  return markup`<details><summary>${summary}</summary>
<dl><dt>resource</dt><dd>${resource.arn ?? 'its ARN is not known'}</dd><dt>type</dt><dd>${resource.type}</dd><dt>account and region</dt><dd>${placeOf(finding)}</dd></dl> ${
    calls.length === 0
      ? null
      : markup`<div class="scroll" tabindex="0" role="group" aria-label="API calls">
<table><caption>API calls that it rests on</caption>
<thead><tr><th scope="col">operation</th><th scope="col">at</th><th scope="col">answer</th><th scope="col">request</th></tr></thead>
<tbody> ${calls
          .slice(0, CALLS_SHOWN)
          .map(
            ({ operation, at, code, requestId }) =>
              markup`<tr><th scope="row">${operation}</th><td>${at ?? 'not in the ledger'}</td><td>${code ?? 'answered'}</td><td>${requestId ?? 'none'}</td></tr>`,
          )}${
          left > 0 ? markup`<tr><td colspan="4">and ${left} more</td></tr>` : null
        }</tbody></table></div>`
  }</details>`;
}

function explanation(facts: CheckFacts | undefined): Markup | null {
  if (facts === undefined) return null;
  const { risk, remediation, fix, references, controls } = facts;
  return markup`<details open><summary>Why it matters, and how to fix it</summary>
<dl><dt>why</dt><dd>${risk}</dd><dt>remedy</dt><dd>${remediation}</dd> ${
    controls.length === 0 ? null : markup`<dt>controls</dt><dd>${controls.join(', ')}</dd>`
  }</dl> ${Object.entries(fix).map(
    ([tool, text]) =>
      markup`<figure class="copy"><figcaption>Fix (${tool})</figcaption>
<pre tabindex="0" aria-label="Fix (${tool})"><code>${lines(text)}</code></pre></figure>`,
  )}${
    references.length === 0
      ? null
      : markup`<ul class="references"> ${references.map(reference)}</ul>`
  }</details>`;
}

/** Opened by a click alone. What is no plain address of the web stays text. */
function reference(address: string): Markup {
  return /^https:\/\/[a-z0-9.-]+\/[\w./#?=&%+~:,-]*$/i.test(address)
    ? markup`<li><a href="${address}" rel="noopener noreferrer">${address}</a></li>`
    : markup`<li>${address}</li>`;
}

function othersList(view: View, { first, others }: Group): Markup | null {
  if (others.length === 0) return null;
  return markup`<details${others.length <= DETAILS_SHOWN ? markup` open` : null}><summary>The same on ${others.length} more</summary>
<ul class="items">${others.map((other) => {
    const facts = factsInLine(other);
    return markup`<li id="${anchorOf(findingKey(other))}"${ownFacets(other, first, view)}> ${
      other.check === first.check ? null : markup`<code>${other.check}</code> › `
    }${other.subject}${facts === null ? null : markup` <code>${facts}</code>`}</li>`;
  })}</ul></details>`;
}
