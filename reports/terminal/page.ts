import stringWidth from 'string-width';
import { forTerminal } from '../sanitize.ts';
import type { Tone } from '../status-table.ts';

/** What a report is drawn on. */
export interface Page {
  /** In columns. */
  readonly width: number;
  readonly color: boolean;
  readonly ascii: boolean;
}

type Style = Tone | 'strong';

/** A run of text in one style. Its text is made harmless when it is drawn, and only then. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
}

// Select Graphic Rendition; the eight colours that every theme keeps legible.
const SGR: Readonly<Record<Style, string>> = {
  good: '32',
  bad: '31',
  doubtful: '33',
  quiet: '2',
  strong: '1',
};

/** Words that are too narrow a column for are set below their prefix instead of beside it. */
const LEAST_COLUMN = 16;

/**
 * Text after a prefix, wrapped at blanks so that later lines stand under the first, or at the column `hang`. Words that
 * are longer than a line, such as ARNs, stay whole: they are there to be copied.
 */
export function wrapped(
  page: Page,
  prefix: readonly Span[],
  body: readonly Span[],
  hang?: number,
): string[] {
  const lead = prefix.map((span) => cleaned(page, span));
  const words = wordsOf(body.map((span) => cleaned(page, span)));
  const indent = widthOf(lead);
  const later = hang ?? indent;
  if (words.length === 0) return [painted(page, guarded(page, lead)).trimEnd()];
  if (page.width - indent < LEAST_COLUMN && indent > 8) {
    return [painted(page, guarded(page, lead)).trimEnd(), ...wrapped(page, blank(8), body)];
  }
  return linesOf(words, page.width - indent, page.width - later).map((line, index) => {
    const start = index === 0 ? lead : blank(later);
    return painted(page, guarded(page, [...start, ...line]));
  });
}

/** Text after a prefix on one line, however long: a command or a path, to be copied. */
export function whole(page: Page, prefix: readonly Span[], body: readonly Span[]): string {
  const line = [...prefix, ...body].map((span) => cleaned(page, span));
  return painted(page, guarded(page, line)).trimEnd();
}

/** Text that keeps its blanks and is cut where the line ends, for source code. */
export function cut(page: Page, spans: readonly Span[]): string {
  const kept: Span[] = [];
  let room = page.width;
  for (const span of spans) {
    const { text, style } = cleaned(page, span);
    const width = stringWidth(text);
    kept.push({ text: width <= room ? text : shortened(page, text, room), ...styled(style) });
    room -= width;
    if (room <= 0) break;
  }
  return painted(page, guarded(page, kept)).trimEnd();
}

export function blank(columns: number): readonly Span[] {
  return [{ text: ' '.repeat(columns) }];
}

/** The columns that spans take on a page. */
export function columnsOf(page: Page, spans: readonly Span[]): number {
  return widthOf(spans.map((span) => cleaned(page, span)));
}

function cleaned({ ascii }: Page, { text, style }: Span): Span {
  return { text: forTerminal(text, ascii), ...styled(style) };
}

function styled(style: Style | undefined): Pick<Span, 'style'> {
  return style === undefined ? {} : { style };
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + stringWidth(text), 0);
}

/** Spans without blanks between them are one word. */
function wordsOf(spans: readonly Span[]): Span[][] {
  const words: Span[][] = [];
  let open: Span[] | null = null;
  for (const { text, style } of spans) {
    for (const part of text.split(/( +)/)) {
      if (part === '') continue;
      if (part.startsWith(' ')) {
        open = null;
        continue;
      }
      if (open === null) {
        open = [];
        words.push(open);
      }
      open.push({ text: part, ...styled(style) });
    }
  }
  return words;
}

function linesOf(words: readonly Span[][], firstWidth: number, laterWidth: number): Span[][] {
  const lines: Span[][] = [];
  let line: Span[] = [];
  let used = 0;
  for (const word of words) {
    const wide = widthOf(word);
    const width = lines.length === 0 ? firstWidth : laterWidth;
    if (used > 0 && used + 1 + wide > width) {
      lines.push(line);
      line = [];
      used = 0;
    }
    if (used > 0) line.push(between(line.at(-1), word[0]));
    line.push(...word);
    used += wide + (used > 0 ? 1 : 0);
  }
  return [...lines, line];
}

/** A blank in the style of both its neighbours, so that a line of one style is one run. */
function between(left: Span | undefined, right: Span | undefined): Span {
  return { text: ' ', ...(left?.style === right?.style ? styled(left?.style) : {}) };
}

/** GitHub takes a line that begins with `::` for a command, whatever blanks stand before it. */
function guarded({ ascii }: Page, line: readonly Span[]): readonly Span[] {
  const plain = line.map(({ text }) => text).join('');
  if (!/^ *::/.test(plain)) return line;
  const [first, ...rest] = line;
  const dot = ascii ? '.' : '·';
  return first?.text.trim() === ''
    ? [{ text: `${first.text.slice(1)}${dot}` }, ...rest]
    : [{ text: dot }, ...line];
}

function shortened({ ascii }: Page, text: string, room: number): string {
  const mark = ascii ? '~' : '…';
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += stringWidth(character);
    if (width > room - 1) break;
    kept += character;
  }
  return kept + mark;
}

function painted({ color }: Page, line: readonly Span[]): string {
  return runsOf(line)
    .map(({ text, style }) =>
      color && style !== undefined && text.trim() !== ''
        ? `\x1b[${SGR[style]}m${text}\x1b[0m`
        : text,
    )
    .join('');
}

/** The same line with neighbours of one style joined. */
function runsOf(line: readonly Span[]): readonly Span[] {
  const runs: Span[] = [];
  for (const span of line) {
    const last = runs.at(-1);
    if (last === undefined || last.style !== span.style) runs.push(span);
    else runs[runs.length - 1] = { ...last, text: last.text + span.text };
  }
  return runs;
}
