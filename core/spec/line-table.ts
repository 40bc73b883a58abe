/** Half-open range of offsets into a text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a text: both count from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin; turns offsets into positions. */
export interface LineTable {
  /** The lines, without their ends. Never empty: an empty text has one empty line. */
  readonly lines: readonly string[];
  /** The position of an offset. Offsets beyond either end of the text are taken for that end. */
  readonly positionAt: (offset: number) => Position;
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

export function lineTable(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let lines: readonly string[] | null = null;
  return {
    get lines() {
      return (lines ??= linesOf(text));
    },
    positionAt(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
    },
  };
}
