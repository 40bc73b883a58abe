import type { Finding } from '../../core/finding.ts';
import { countsOf } from '../../core/verdict.ts';
import { countsInWords } from '../status-table.ts';
import { findingList } from './finding-list.ts';
import { markup, type Markup } from './markup.ts';
import { domainFragment } from './matrix.ts';
import { anchorOfFinding, nameOf, type View } from './view.ts';

const LINKS_SHOWN = 20;

/** What passes and what does not apply, folded by check, a domain after the other. */
export function* passed(view: View, quiet: readonly Finding[]): Iterable<string> {
  const byDomain = Map.groupBy(quiet, ({ domain }) => domain);
  const open = Map.groupBy(
    view.report.findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable'),
    ({ domain }) => domain,
  );
  yield markup`<section aria-labelledby="passed">
<h2 id="passed">Passed and not applicable</h2>
`.text;
  const domains = new Map(view.report.domains.map(({ domain, counts }) => [domain, counts]));
  for (const domain of new Set([...domains.keys(), ...byDomain.keys()])) {
    const counts = domains.get(domain) ?? countsOf(byDomain.get(domain) ?? []);
    const anchors = view.places.map(
      (place) => markup`<span id="${domainFragment(domain, place)}"></span>`,
    );
    yield markup`<div class="domain">${anchors}<h3 id="${domainFragment(domain, null)}">${domain}</h3>
<p>${countsInWords(counts)}.${above(open.get(domain) ?? [])}</p>
`.text;
    yield* findingList(view, byDomain.get(domain) ?? []);
    yield '</div>\n';
  }
  yield '</section>\n';
}

/** Leads to what does not pass from the place that a domain's link leads to when no script filters. */
function above(open: readonly Finding[]): Markup | null {
  if (open.length === 0) return null;
  const left = open.length - LINKS_SHOWN;
  return markup` Above:${open
    .slice(0, LINKS_SHOWN)
    .map(
      (finding) => markup` <a href="#${anchorOfFinding(finding)}">${nameOf(finding)}</a>;`,
    )}${left > 0 ? markup` and ${left} more.` : null}`;
}
