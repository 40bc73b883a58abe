import { cut, type Page } from './page.ts';

const BEFORE = 1;
const AFTER = 2;

/** The lines of a text, for the frames around them. */
export function sourceLines(text: string): readonly string[] {
  return text.trimEnd().split(/\r?\n/);
}

/** The lines around one of them, counted from 1, which is marked. Empty when there is no such line. */
export function codeFrame(
  page: Page,
  lines: readonly string[],
  line: number,
  indent: number,
): string[] {
  if (line < 1 || line > lines.length) return [];
  const first = Math.max(1, line - BEFORE);
  const last = Math.min(lines.length, line + AFTER);
  const digits = String(last).length;
  return lines.slice(first - 1, last).map((source, index) => {
    const number = first + index;
    const marked = number === line;
    const mark = marked ? (page.ascii ? '> ' : '▶ ') : '  ';
    const gutter = `${' '.repeat(indent)}${mark}${String(number).padStart(digits)} ${page.ascii ? '|' : '│'} `;
    return cut(page, [
      { text: gutter, style: marked ? 'strong' : 'quiet' },
      { text: source.replaceAll('\t', '  '), style: marked ? 'strong' : 'quiet' },
    ]);
  });
}
