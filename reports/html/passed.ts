import type { Finding } from '../../core/finding.ts';
import { countsInWords } from '../status-table.ts';
import { findingList } from './finding-list.ts';
import { markup } from './markup.ts';
import { domainFragment, placesOf } from './matrix.ts';
import type { View } from './view.ts';

/** What passes and what does not apply, folded by check, a domain after the other. */
export function* passed(view: View, quiet: readonly Finding[]): Iterable<string> {
  const byDomain = Map.groupBy(quiet, ({ domain }) => domain);
  yield markup`<section aria-labelledby="passed">
<h2 id="passed">Passed and not applicable</h2></section>
`.text;
  for (const { domain, counts } of view.report.domains) {
    const anchors = placesOf(view).map(
      (place) => markup`<span id="${domainFragment(domain, place)}"></span>`,
    );
    yield markup`<div class="group"> ${anchors} <h3 id="${domainFragment(domain, null)}">${domain}</h3>
<p>${countsInWords(counts)}.</p></div> `.text;
    yield* findingList(view, byDomain.get(domain) ?? []);
    yield '</div>\n';
  }
  yield '</section>\n';
}
