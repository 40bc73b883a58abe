/** A part of a line, in UTF-16 code units from its beginning: from the first on, to before the second. */
export interface LinePart {
  readonly from: number;
  readonly to: number;
}

/** What of a line belongs to a secret. */
export interface SecretValue {
  readonly parts: readonly LinePart[];
  /** Where in the line something else goes on; null when the value may go on in the next line. */
  readonly end: number | null;
  /** How many of its brackets are still open. */
  readonly depth: number;
}

const WORD = String.raw`[\p{L}\p{N}_@$][\p{L}\p{N}_.@$-]*`;

/** A key, in quotes or not, in YAML, JSON or a connection string. Without quotes it is of one word or of two. */
export const KEY_TEXT = String.raw`(?:"[^"]*"|'[^']*'|-*${WORD}(?: ${WORD})?)`;

const ENTRY = String.raw`(?:${KEY_TEXT}\s*:(?:\s|$)|["'][^"']*["']\s*:)`;

/**
 * What ends a value within brackets: a comma before another entry, or a bracket after which the line goes on as after
 * a bracket. Anything else may be a part of a secret that nobody put in quotes.
 */
const TERMINATOR = new RegExp(
  String.raw`,(?=\s*(?:$|${ENTRY}))|[}\]](?=[\s}\]]{0,200}(?:$|#|,\s*(?:$|[{["']|${ENTRY})))`,
  'gu',
);

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/y;

const WORD_OF_YAML = /(?:true|false|null)(?=\s*(?:[,}\]]|#|$))/y;

const IN_BRACKETS = new RegExp(
  String.raw`(?<open>[{[])|(?<close>[}\]])|(?<shown>[\s,]+|["']?[A-Za-z][\w-]*["']?\s*:(?=[\s{["']|$)|${WORD_OF_YAML.source})|"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^\s,{}[\]"']+`,
  'yu',
);

/** A single value that begins at a place of a line. Within brackets other entries may follow it. */
export function singleValue(line: string, from: number, inBrackets: boolean): SecretValue {
  const word = endOf(WORD_OF_YAML, line, from);
  if (word !== null) return { parts: [], end: word, depth: 0 };
  const end = inBrackets ? terminatorIn(line, endOf(QUOTED, line, from) ?? from) : null;
  const parts = hidden(line, from, end ?? line.length);
  return { parts, end, depth: 0 };
}

/**
 * A map or a list that begins at a place of a line, or goes on there when brackets are open already. Its keys are shown:
 * they are what errors are about.
 */
export function collection(line: string, from: number, open: number): SecretValue {
  const parts: LinePart[] = [];
  let [at, depth] = [from, open];
  while (at < line.length) {
    IN_BRACKETS.lastIndex = at;
    const groups = IN_BRACKETS.exec(line)?.groups;
    const next = Math.max(at + 1, IN_BRACKETS.lastIndex);
    if (groups?.['open'] !== undefined) depth += 1;
    else if (groups?.['close'] !== undefined) depth -= 1;
    else if (groups?.['shown'] === undefined) parts.push({ from: at, to: next });
    at = next;
    if (depth === 0) {
      const end = terminatorIn(line, at) ?? line.length;
      return { parts: [...parts, ...hidden(line, at, end)], end, depth };
    }
  }
  return { parts, end: null, depth };
}

function endOf(pattern: RegExp, line: string, from: number): number | null {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : null;
}

function terminatorIn(line: string, from: number): number | null {
  TERMINATOR.lastIndex = from;
  return TERMINATOR.exec(line)?.index ?? null;
}

/** Without the space around it. */
function hidden(line: string, from: number, to: number): readonly LinePart[] {
  const text = line.slice(from, to);
  const start = from + text.length - text.trimStart().length;
  const end = from + text.trimEnd().length;
  return start < end ? [{ from: start, to: end }] : [];
}
