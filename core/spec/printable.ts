/**
 * Characters that a terminal acts on, or that reorder what is read: C0 and C1 controls except tab and line ends, bidi
 * controls and isolates, line and paragraph separators, and the byte order mark.
 */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- finding control characters is what it is for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const UNPRINTABLE_ANYWHERE = new RegExp(UNPRINTABLE.source, 'g');

/** The offset of the first character that must not reach a terminal, or -1. */
export function findUnprintable(text: string): number {
  return text.search(UNPRINTABLE);
}

/** One line of text that is safe to print: tabs and line ends become spaces, what is unprintable becomes `�`. */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE_ANYWHERE, '\ufffd').replaceAll(/[\t\n\r]/g, ' ');
}

/** `U+202E`, for a message about a character that cannot be shown. */
export function codePointName(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
