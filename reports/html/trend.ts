import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import type { PastRun } from '../../core/history/history.ts';
import type { Counts } from '../../core/verdict.ts';
import { countsInWords, VERDICTS } from '../status-table.ts';
import { INK, tenth, type Tone } from './charts/ink.ts';
import { markup, type Markup } from './markup.ts';
import { moment, type View } from './view.ts';

const WIDTH = 720;
const PANEL = 96;
const GAP = 44;
const LEFT = 150;
const RIGHT = 40;
const TOP = 22;

/** One measure of the runs, in a panel of its own: no two share an axis. */
interface Panel {
  readonly title: string;
  readonly tone: Tone;
  readonly dashes: string;
  readonly of: (counts: Counts) => number;
}

const PANELS: readonly Panel[] = [
  { title: 'passing, in percent', tone: 'good', dashes: 'none', of: passPercent },
  { title: 'failing', tone: 'bad', dashes: '7 3', of: ({ fail }) => fail },
  {
    title: 'undecided',
    tone: 'doubtful',
    dashes: '2 3',
    of: ({ error, unknown, unsettled, notChecked }) => error + unknown + unsettled + notChecked,
  },
];

/** The runs before this one and this one: a drawing, and the same as a table. */
export function trend({ report }: View): Markup {
  const { history, run, verdict, counts } = report;
  const current: PastRun = {
    id: run.id,
    finishedAt: run.finishedAt,
    verdict,
    counts,
    specDigest: run.spec.digest,
  };
  const runs = [...(history?.runs ?? []), current];
  return markup`<section aria-labelledby="trend">
<h2 id="trend">Trend</h2> ${runs.length < 2 ? markup`<p>A trend needs an earlier run.</p>` : markup`${drawing(runs)}${table(runs)}`}</section>
`;
}

function drawing(runs: readonly PastRun[]): Markup {
  const height = TOP + PANELS.length * (PANEL + GAP);
  const places = runs.map((_, index) => String(index));
  const x = scalePoint(places, [LEFT, WIDTH - RIGHT]);
  const xs = places.map((place) => x(place) ?? LEFT);
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Trend of the runs">
<svg role="img" aria-labelledby="trend-title trend-desc" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12">
<title id="trend-title">The last ${runs.length} runs</title>
<desc id="trend-desc">${description(runs)}</desc> ${specChanges(runs, xs, height)} ${PANELS.map((panel, index) => drawPanel(panel, runs, xs, TOP + index * (PANEL + GAP)))}</svg></div>`;
}

function drawPanel(
  { title, tone, dashes, of }: Panel,
  runs: readonly PastRun[],
  xs: readonly number[],
  top: number,
): Markup {
  const values = runs.map(({ counts }) => of(counts));
  const most = title.includes('percent') ? 100 : Math.max(1, ...values);
  const y = scaleLinear([0, most], [top + PANEL, top]);
  const path = line<number>(
    (_, index) => xs[index] ?? LEFT,
    (value) => y(value),
  ).digits(1)(values);
  const ink = INK[tone];
  return markup`<g><text x="0" y="${top + PANEL / 2}" fill="${ink}" class="fill-${tone}" font-weight="bold">${title}</text> ${[
    0,
    most,
  ].map(
    (value) =>
      markup`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="${INK.quiet}" stroke-opacity="0.4" class="stroke-quiet" /><text x="${LEFT - 8}" y="${y(value) + 4}" text-anchor="end" fill="${INK.quiet}" class="fill-quiet">${value}</text>`,
  )} <path d="${path}" fill="none" stroke="${ink}" stroke-width="2" stroke-dasharray="${dashes}" class="stroke-${tone}" />${values.map((value, index) => markup`<circle cx="${tenth(xs[index] ?? LEFT)}" cy="${tenth(y(value))}" r="3" fill="${ink}" class="fill-${tone}" />`)} <text x="${WIDTH - RIGHT + 8}" y="${tenth(y(values.at(-1) ?? 0)) + 4}" fill="${ink}" class="fill-${tone}">${values.at(-1) ?? 0}</text></g> `;
}

/** A line between two runs whose specs differ: across it, numbers need not mean the same. */
function specChanges(
  runs: readonly PastRun[],
  xs: readonly number[],
  height: number,
): readonly Markup[] {
  return runs.flatMap(({ specDigest }, index) => {
    const before = runs[index - 1];
    if (before === undefined || before.specDigest === specDigest) return [];
    const x = tenth(((xs[index - 1] ?? LEFT) + (xs[index] ?? LEFT)) / 2);
    return [
      markup`<line x1="${x}" x2="${x}" y1="${TOP}" y2="${height - GAP}" stroke="${INK.quiet}" stroke-dasharray="1 4" class="stroke-quiet" /><text x="${x}" y="${TOP - 8}" text-anchor="middle" fill="${INK.quiet}" class="fill-quiet">spec changed</text> `,
    ];
  });
}

function table(runs: readonly PastRun[]): Markup {
  return markup`<details><summary>The same as a table</summary>
<div class="scroll" tabindex="0" role="group" aria-label="Runs">
<table><caption>The last ${runs.length} runs, newest first</caption>
<thead><tr><th scope="col">run</th><th scope="col">finished</th><th scope="col">verdict</th><th scope="col">passing</th><th scope="col">findings</th><th scope="col">spec</th></tr></thead>
<tbody> ${runs.toReversed().map(
    ({ id, finishedAt, verdict, counts, specDigest }) =>
      markup`<tr><th scope="row"><code>${id}</code></th><td>${moment(finishedAt)}</td><td>${VERDICTS[verdict].glyph} ${verdict}</td><td>${passPercent(counts)} %</td><td>${countsInWords(counts)}</td><td><code>${specDigest.slice(0, 12)}</code></td></tr>
`,
  )}</tbody></table></div></details>`;
}

function description(runs: readonly PastRun[]): string {
  const [first] = runs;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return '';
  const parts = PANELS.map(
    ({ title, of }) => `${title} from ${of(first.counts)} to ${of(last.counts)}`,
  );
  return `From the first run to this one: ${parts.join('; ')}. The table below has every run.`;
}

/** Of what applies, rounded down: what is not all is never shown as 100. */
function passPercent(counts: Counts): number {
  const { pass, fail, waived, unsettled, unknown, error, notChecked } = counts;
  const all = pass + fail + waived + unsettled + unknown + error + notChecked;
  return all === 0 ? 0 : Math.floor((100 * pass) / all);
}
