/** Pieces smaller than this are joined before they are handed on. */
const PIECE = 64 * 1024;

/**
 * The text that `JSON.stringify(value, null, 1)` gives, in pieces: a long list of the value's members is written item by
 * item, so that the whole text is never there at once. Plain JSON only.
 */
export function* jsonPieces(value: object): Generator<string, void, undefined> {
  let pending = '';
  for (const part of parts(value)) {
    pending += part;
    if (pending.length < PIECE) continue;
    yield pending;
    pending = '';
  }
  if (pending !== '') yield pending;
}

function* parts(value: object): Generator<string, void, undefined> {
  if (Array.isArray(value)) {
    yield* listParts(value as readonly unknown[], '');
    return;
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  if (entries.length === 0) {
    yield '{}';
    return;
  }
  let separator = '{\n';
  for (const [key, member] of entries) {
    yield `${separator} ${JSON.stringify(key)}: `;
    if (Array.isArray(member)) yield* listParts(member as readonly unknown[], ' ');
    else yield text(member, ' ');
    separator = ',\n';
  }
  yield '\n}';
}

function* listParts(list: readonly unknown[], indent: string): Generator<string, void, undefined> {
  if (list.length === 0) {
    yield '[]';
    return;
  }
  let separator = '[\n';
  for (const item of list) {
    yield `${separator}${indent} ${text(item, `${indent} `)}`;
    separator = ',\n';
  }
  yield `\n${indent}]`;
}

/** In JSON text a line end stands between values only, so every line may be indented further. */
function text(value: unknown, indent: string): string {
  // What is undefined in a list is written as null.
  return JSON.stringify(value ?? null, null, 1).replaceAll('\n', `\n${indent}`);
}
