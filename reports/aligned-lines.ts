import stringWidth from 'string-width';

/** A table's rows as lines with columns of one width each, to the left or to the right. */
export function alignedLines(
  rows: readonly (readonly string[])[],
  isLeft: (column: number) => boolean,
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, text] of row.entries()) {
      widths[at] = Math.max(widths[at] ?? 0, stringWidth(text));
    }
  }
  return rows.map((row) =>
    row
      .map((text, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - stringWidth(text));
        return isLeft(at) ? text + space : space + text;
      })
      .join('  '),
  );
}

/** A number with a blank between thousands; `-` where there is none. */
export function countText(count: number | null): string {
  return count === null ? '-' : count.toLocaleString('en-US').replaceAll(',', ' ');
}
