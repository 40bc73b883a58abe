import { OUTCOME_ORDER, OUTCOMES, SEVERITY_ORDER } from '../status-table.ts';
import { markup, type Fill, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** Hidden until the script shows it: without one it would do nothing. */
export function filters({ report, places }: View): Markup {
  const { domains, counts, findings } = report;
  const outcomes = OUTCOME_ORDER.filter((outcome) => counts[OUTCOMES[outcome].count] > 0);
  return markup`<form id="filters" role="search" aria-label="Filter the findings" hidden>
<label>Search <kbd>/</kbd> <input type="search" name="q" autocomplete="off" spellcheck="false" /></label> ${choice(
    'outcome',
    'Outcome',
    outcomes.map((outcome) => option(outcome, OUTCOMES[outcome].word)),
  )} ${choice(
    'severity',
    'Severity',
    SEVERITY_ORDER.map((severity) => option(severity, severity)),
  )} ${choice(
    'domain',
    'Domain',
    domains.map(({ domain }) => option(domain, domain)),
  )} ${
    places.length < 2
      ? null
      : choice(
          'place',
          'Account and region',
          places.map((place) => option(place, place)),
        )
  } <button type="reset">Show all</button>
<output aria-live="polite">${findings.length} findings</output></form>
`;
}

function choice(name: string, label: string, options: readonly Fill[]): Markup {
  return markup`<label>${label} <select name="${name}"><option value="">all</option> ${options}</select></label>`;
}

function option(value: string, words: string): Markup {
  return markup`<option value="${value}">${words}</option>`;
}
