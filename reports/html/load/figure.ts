import { drawing, type Drawing } from '../charts/panel.ts';
import { forHtml } from '../../sanitize.ts';
import { thinned } from '../charts/thinned.ts';
import { markup, Markup, type Fill } from '../markup.ts';

/** A column of a table: its head, and its value in a row. */
export interface Column {
  readonly head: string;
  readonly values: readonly (string | number | null)[];
}

/** Rows of the table beside a drawing; of longer ones every so many-th is shown. */
const MOST_ROWS = 60;

/** A drawing, and the same as a table for who cannot see it. */
export function figure(asked: Drawing, columns: readonly Column[], note: Fill = null): Markup {
  return markup`<figure class="chart" id="${asked.id}"${dataOf(asked)}><figcaption>${asked.title}</figcaption>${note}
${drawing(asked)}
${table(asked.title, columns)}</figure>
`;
}

/** What the page's script draws again for who wants to look closer; null where it cannot draw such an axis. */
function dataOf({ panels, xScale }: Drawing): Markup | null {
  if (xScale === 'log' || panels.some(({ marks }) => marks !== undefined)) return null;
  const data = panels.map(({ title, scale, steps, lines }) => ({
    title,
    log: scale === 'log',
    steps: steps === true,
    lines: lines.map((line) => ({ ...line, points: thinned(line.points) })),
  }));
  // Longer than a text of somebody's may be; titles and labels are ours.
  return markup` data-panels="${new Markup(forHtml(JSON.stringify(data)))}"`;
}

function table(title: string, columns: readonly Column[]): Markup {
  const rows = columns[0]?.values.length ?? 0;
  const step = Math.max(1, Math.ceil(rows / MOST_ROWS));
  const shown = Array.from({ length: Math.ceil(rows / step) }, (_, index) => index * step);
  const summary = step === 1 ? 'The same as a table' : `The same as a table, one row of ${step}`;
  return markup`<details><summary>${summary}</summary>
<div class="scroll" tabindex="0" role="group" aria-label="${title}, as a table">
<table><thead><tr>${columns.map(({ head }) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${shown.map(
    (row) => markup`<tr>${columns.map(({ values }) => markup`<td>${cell(values[row])}</td>`)}</tr>
`,
  )}</tbody></table></div></details>`;
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return 'not measured';
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
}
