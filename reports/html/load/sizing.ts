import type { Sizing } from '../../../core/load/sizing.ts';
import { SIZING_VERDICTS } from '../../sizing-words.ts';
import { markup, type Fill, type Markup } from '../markup.ts';
import { rounded } from './points.ts';

/** What the load says of every size, worst first, and for services the sizes around the declared one. */
export function sizing(rows: readonly Sizing[]): Markup {
  if (rows.length === 0) return markup`<p>No size was judged by it.</p>\n`;
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Sizing">
<table><thead><tr><th scope="col">resource</th><th scope="col">verdict</th><th scope="col">why</th><th scope="col">margin</th><th scope="col">declared</th><th scope="col">predicted to hold</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table></div>
${rows.map(options)}`;
}

function row({ resource, verdict, reason, margin, declared, recommended }: Sizing): Markup {
  return markup`<tr><th scope="row">${resource}</th><td>${badge(verdict)}</td><td>${reason}</td><td>${margin === null ? 'not known' : `${rounded(margin)} ×`}</td><td>${declared}</td><td>${recommended ?? 'not known'}</td></tr>
`;
}

function options({ resource, options: all, current }: Sizing): Fill {
  if (all.length === 0) return null;
  const tasks = [...new Set(all.map((option) => option.tasks))].toSorted(
    (one, other) => one - other,
  );
  const sizes = [...new Map(all.map((option) => [sizeOf(option), option])).keys()];
  const found = new Map(all.map((option) => [`${sizeOf(option)} ${option.tasks}`, option]));
  return markup`<details><summary>${resource}: what other sizes are predicted to do</summary>
<div class="scroll" tabindex="0" role="group" aria-label="Sizes of ${resource}">
<table class="sizes"><thead><tr><th scope="col">size of a task</th>${tasks.map((count) => markup`<th scope="col">${count} ${count === 1 ? 'task' : 'tasks'}</th>`)}</tr></thead>
<tbody>${sizes.map(
    (size) =>
      markup`<tr><th scope="row">${size}</th>${tasks.map((count) => {
        const option = found.get(`${size} ${count}`);
        const declared = current !== null && sizeOf(current) === size && current.tasks === count;
        const word =
          option === undefined || option.predicted === null
            ? '? not known'
            : badge(option.predicted);
        return markup`<td>${word}${declared ? markup` <strong>declared</strong>` : null}</td>`;
      })}</tr>
`,
  )}</tbody></table></div></details>
`;
}

function sizeOf({
  cpuUnits,
  memoryMiB,
}: {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}): string {
  return `${cpuUnits / 1024} vCPU, ${memoryMiB / 1024} GiB`;
}

function badge(verdict: Sizing['verdict']): Markup {
  const { glyph, tone } = SIZING_VERDICTS[verdict];
  return markup`<span class="badge ${tone}"><span aria-hidden="true">${glyph}</span> ${verdict}</span>`;
}
