import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { groupsOf } from '../groups.ts';
import { banner, deploymentOf } from './banner.ts';
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from './assets.ts';
import { changes } from './changes.ts';
import { filters } from './filters.ts';
import { findingBlock } from './finding-block.ts';
import { findingList } from './finding-list.ts';
import { markup, Markup } from './markup.ts';
import {
  SCRIPT as LOAD_SCRIPT,
  SCRIPT_HASH as LOAD_SCRIPT_HASH,
  STYLE as LOAD_STYLE,
  STYLE_HASH as LOAD_STYLE_HASH,
} from './load/assets.ts';
import { loadSection } from './load/section.ts';
import { matrix } from './matrix.ts';
import { metadata } from './metadata.ts';
import { passed } from './passed.ts';
import { permissions } from './permissions.ts';
import { trend } from './trend.ts';
import { triageOf } from './triage.ts';
import { placeOf, viewOf, type View } from './view.ts';
import { waiverTable } from './waivers.ts';

/** In characters, of all findings that are shown in full together. The rest is a line each, so that the page stays small. */
const FULL_LIMIT = 500_000;

/** What a page may load and run: its own styles and scripts, known by their hashes, and nothing from anywhere. */
function policyOf(hasLoad: boolean): string {
  return [
    "default-src 'none'",
    `style-src '${STYLE_HASH}'${hasLoad ? ` '${LOAD_STYLE_HASH}'` : ''}`,
    `script-src '${SCRIPT_HASH}'${hasLoad ? ` '${LOAD_SCRIPT_HASH}'` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The report for people: one page that loads nothing, and is read without a script and without a style as well. */
export function* htmlPieces(report: Report): Iterable<string> {
  const view = viewOf(report);
  const triage = triageOf(report);
  const room = { left: FULL_LIMIT };
  yield head(report).text;
  yield banner(view, triage).text;
  yield '<main>\n';
  yield changes(view).text;
  yield matrix(view).text;
  yield filters(view).text;
  yield '<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Blocking findings</h2>\n';
  yield* blocks(view, triage.blocking, room, 'No failure blocks.');
  if (triage.otherFailures.length > 0) {
    yield '<h2>Other failures</h2>\n';
    yield* blocks(view, triage.otherFailures, room, '');
  }
  yield '</section>\n<section aria-labelledby="undecided"><h2 id="undecided">Could not be evaluated</h2>\n';
  yield markup`${permissions(view)}`.text;
  yield* blocks(view, triage.undecided, room, 'Nothing is undecided.');
  yield '</section>\n';
  yield* loadSection(view);
  yield '<section aria-labelledby="waivers"><h2 id="waivers">Waivers</h2>\n';
  yield waiverTable(view).text;
  yield* findingList(view, triage.waived);
  yield '</section>\n';
  yield trend(view).text;
  yield* passed(view, triage.quiet);
  yield metadata(view).text;
  yield markup`</main>
<footer><p>Made by Landfall ${report.run.toolVersion} from the document of run <code>${report.run.id}</code>, which has all of it.</p></footer>
<script>${new Markup(SCRIPT)}</script>
${
  report.load === null
    ? null
    : markup`<script>${new Markup(LOAD_SCRIPT)}</script>
`
}</body>
</html>
`.text;
}

function head(report: Report): Markup {
  const { verdict, suite } = report;
  const hasLoad = report.load !== null;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policyOf(hasLoad))}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${verdict}: ${suite.id} of ${deploymentOf(report)} · Landfall</title>
<style>${new Markup(STYLE)}</style>
${
  hasLoad
    ? markup`<style>${new Markup(LOAD_STYLE)}</style>
`
    : null
}</head>
<body data-place="${placeOf(report)}">
<nav class="skip" aria-label="Skip"><a href="#findings">Skip to the findings</a></nav>
<div class="tools" hidden><button type="button" id="theme" aria-pressed="false">Dark</button></div>
<noscript><p class="noscript">Without its script the page has no filters; nothing else is missing.</p></noscript>
`;
}

/** In full as long as there is room, worst first; then a line a finding. */
function* blocks(
  view: View,
  findings: readonly Finding[],
  room: { left: number },
  none: string,
): Iterable<string> {
  if (findings.length === 0) {
    if (none !== '') {
      yield markup`<p>${none}</p>
`.text;
    }
    return;
  }
  const brief: Finding[] = [];
  for (const group of groupsOf(findings)) {
    if (room.left <= 0) {
      brief.push(group.first, ...group.others);
      continue;
    }
    const { text } = findingBlock(view, group);
    room.left -= text.length;
    yield text;
  }
  if (brief.length === 0) return;
  yield markup`<p>${brief.length} more are listed by check; the run's document has them in full.</p>
`.text;
  yield* findingList(view, brief);
}
