import type { Finding } from '../../core/finding.ts';
import type { DomainVerdict } from '../../core/verdict.ts';
import {
  answerOf,
  OUTCOME_ORDER,
  OUTCOMES,
  outcomeOf,
  VERDICTS,
  type Outcome,
} from '../status-table.ts';
import { markup, type Markup } from './markup.ts';
import { placeOf, type View } from './view.ts';

type Tally = Map<Outcome, number>;

/** The fragment that shows a domain's findings alone. Without a script it leads to the domain's list. */
export function domainFragment(domain: string, place: string | null): string {
  const named = `domain=${encodeURIComponent(domain.toWellFormed())}`;
  return place === null ? named : `${named}&place=${encodeURIComponent(place.toWellFormed())}`;
}

/** Domain by account and region: how many findings of which outcome, and the domain's answer. */
export function matrix({ report, places }: View): Markup {
  const { domains, findings } = report;
  const tallies = talliesOf(findings);
  return markup`<section aria-labelledby="matrix">
<h2 id="matrix">By domain</h2> ${
    domains.length === 0
      ? markup`<p>Nothing was judged.</p>`
      : markup`<div class="scroll" tabindex="0" role="group" aria-label="Findings by domain">
<table class="matrix"><caption>Findings by domain, account and region</caption>
<thead><tr><th scope="col">domain</th><th scope="col">verdict</th> ${places.map((place) => markup`<th scope="col">${place}</th>`)}</tr></thead>
<tbody> ${domains.map((domain) => row(domain, places, tallies))}</tbody></table></div>`
  }</section>
`;
}

function row(
  domain: DomainVerdict,
  places: readonly string[],
  tallies: ReadonlyMap<string, Tally>,
): Markup {
  const words = domain.verdict === null ? null : VERDICTS[domain.verdict];
  return markup`<tr><th scope="row"><a href="#${domainFragment(domain.domain, null)}">${domain.domain}</a></th><td><span class="badge ${words?.tone ?? 'quiet'}"><span aria-hidden="true">${words?.glyph ?? '–'}</span> ${answerOf(domain)}</span></td> ${places.map(
    (place) => {
      const tally = tallies.get(keyOf(domain.domain, place));
      return markup`<td>${
        tally === undefined
          ? 'nothing judged'
          : markup`<a href="#${domainFragment(domain.domain, place)}">${cell(tally)}</a>`
      }</td>`;
    },
  )}</tr>
`;
}

function cell(tally: Tally): readonly Markup[] {
  return OUTCOME_ORDER.flatMap((outcome) => {
    const count = tally.get(outcome);
    const { glyph, word, tone } = OUTCOMES[outcome];
    return count === undefined
      ? []
      : [
          markup`<span class="tally ${tone}"><span aria-hidden="true">${glyph}</span> ${count} ${word}</span> `,
        ];
  });
}

function talliesOf(findings: readonly Finding[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const finding of findings) {
    const key = keyOf(finding.domain, placeOf(finding));
    const tally = tallies.get(key) ?? new Map<Outcome, number>();
    tallies.set(key, tally);
    const outcome = outcomeOf(finding);
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  }
  return tallies;
}

function keyOf(domain: string, place: string): string {
  return JSON.stringify([domain, place]);
}
