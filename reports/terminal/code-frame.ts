import { cut, type Page } from './page.ts';

const BEFORE = 1;
const AFTER = 2;

/** The lines of a text around one of them, which is marked. Empty when the text has no such line. */
export function codeFrame(page: Page, text: string, line: number, indent: number): string[] {
  const lines = text.trimEnd().split(/\r?\n/);
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
