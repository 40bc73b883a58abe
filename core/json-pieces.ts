/** Pieces smaller than this are joined before they are handed on. */
const PIECE = 64 * 1024;

/**
 * The text that `JSON.stringify(value, null, 1)` gives, in pieces, so that the whole text is never there at once. Lists and
 * maps are written member by member down to `depth`: as deep as there are long ones, since whatever is below is written at
 * once, which is several times as fast. Plain JSON only.
 */
export function* jsonPieces(value: object, depth: number): Generator<string, void, undefined> {
  let pending = '';
  for (const part of parts(value, '', depth)) {
    pending += part;
    if (pending.length < PIECE) continue;
    yield pending;
    pending = '';
  }
  if (pending !== '') yield pending;
}

function* parts(value: unknown, indent: string, depth: number): Generator<string, void, undefined> {
  if (depth === 0 || value === null || typeof value !== 'object') {
    yield text(value, indent);
  } else if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item): [string, unknown] => ['', item]);
    yield* members(items, '[', ']', indent, depth);
  } else {
    const entries = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]): [string, unknown] => [`${JSON.stringify(key)}: `, member]);
    yield* members(entries, '{', '}', indent, depth);
  }
}

function* members(
  entries: readonly [string, unknown][],
  open: string,
  close: string,
  indent: string,
  depth: number,
): Generator<string, void, undefined> {
  if (entries.length === 0) {
    yield open + close;
    return;
  }
  let separator = open;
  for (const [lead, member] of entries) {
    yield `${separator}\n${indent} ${lead}`;
    yield* parts(member, `${indent} `, depth - 1);
    separator = ',';
  }
  yield `\n${indent}${close}`;
}

/** The text of a value within as many lists as it is indented by, without theirs: so nothing has to be indented again. */
function text(value: unknown, { length }: string): string {
  let wrapped = value;
  for (let depth = 0; depth < length; depth += 1) wrapped = [wrapped];
  // What is undefined in a list is written as null. A list takes a bracket, a line end and its indent at either end.
  const whole = JSON.stringify(wrapped, null, 1);
  const before = 2 * length + (length * (length + 1)) / 2;
  return whole.slice(before, whole.length - before + length);
}
