import { wrapped, type Page, type Span } from './page.ts';

/** In columns, of the gutter that holds the labels of a block. */
export const LABEL_WIDTH = 9;

/** In characters, of one value or message. The document has it whole. */
export const VALUE_LIMIT = 400;

/** Text beside a label; an empty label leaves the gutter blank. */
export function labelled(page: Page, label: string, body: readonly Span[]): string[] {
  return wrapped(page, labelSpans(label), body);
}

export function labelSpans(label: string): readonly Span[] {
  return [{ text: `  ${label}`.padEnd(LABEL_WIDTH), style: 'quiet' }];
}
