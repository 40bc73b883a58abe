import type { Finding } from '../../core/finding.ts';
import { markup, type Markup } from './markup.ts';
import type { View } from './view.ts';

/** Lines before and after the one that is verified. */
const AROUND = 3;

/** The lines of the spec that a finding verifies, with their numbers; null when they are not in the document. */
export function excerptFigure({ report }: View, { spec }: Finding): Markup | null {
  if (spec === null) return null;
  const numbers = Array.from({ length: 2 * AROUND + 1 }, (_, index) => spec.line - AROUND + index);
  const shown = numbers.flatMap((number) => {
    const line = report.excerpt[number];
    return line === undefined ? [] : [{ number, line }];
  });
  const place = `${report.run.spec.file}:${spec.line}`;
  if (shown.length === 0) return markup`<p class="place">Declared at <code>${place}</code></p>`;
  const digits = String(shown.at(-1)?.number ?? 0).length;
  return markup`<figure><figcaption>Declared at <code>${place}</code></figcaption>
<pre tabindex="0" aria-label="Lines of the spec"><code>${shown.map(({ number, line }) => {
    const marked = number === spec.line;
    const text = markup`${marked ? '▶' : ' '} ${String(number).padStart(digits)} │ ${indented(line)}`;
    return markup`${marked ? markup`<mark>${text}</mark>` : text}
`;
  })}</code></pre></figure>`;
}

function indented(line: string): string {
  return line.replaceAll('\t', '  ').trimEnd();
}
