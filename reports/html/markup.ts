import { clip, forHtml } from '../sanitize.ts';

/** In characters of one text. What is longer is in the run's document. */
const TEXT_LIMIT = 2_000;

/** HTML that was written by us, with every text of others escaped in it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Fill = string | number | null | Markup | readonly Fill[];

/**
 * The only way to make {@link Markup}: what is filled in is escaped unless it is markup itself. Attributes stand between
 * double quotes. Null is nothing; a list is its members, one after the other.
 */
export function markup(parts: TemplateStringsArray, ...fills: readonly Fill[]): Markup {
  const text = parts.map((part, index) => part + filled(fills[index] ?? null));
  return new Markup(text.join(''));
}

/** A text of several lines, for where blanks and ends of lines are kept. */
export function lines(text: string): Markup {
  const escaped = text.split(/\r?\n/).map((line) => forHtml(clip(line, TEXT_LIMIT)));
  return new Markup(escaped.join('\n'));
}

function filled(fill: Fill): string {
  if (fill === null) return '';
  if (fill instanceof Markup) return fill.text;
  if (typeof fill === 'number') return String(fill);
  if (typeof fill === 'string') return forHtml(clip(fill, TEXT_LIMIT));
  return fill.map(filled).join('');
}
