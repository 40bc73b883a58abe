/** The first major that leaves out the name of the only relation of a query, which it prints before each column until then. */
const LEAVES_OUT = 16;
/** `"a b"`, `'a''b'`, a word or a number, an operator, or one sign. */
const TOKEN = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}\p{N}_$]+|[-+*/<>=~!@#%^&|`?]+|\S/gu;
const NAME = /^(?:"|[\p{L}_])/u;
const AFTER_FROM = new Set([
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'FOR',
  ';',
]);
const SET_OPERATIONS = new Set(['UNION', 'INTERSECT', 'EXCEPT']);
const QUERIES = new Set(['SELECT', 'WITH', 'VALUES']);
/** What stands before a type or a collation, whose schema may have the name of the relation. */
const BEFORE_OTHER_NAMES = new Set(['.', ':', 'AS', 'RETURNING', 'COLLATE']);

/** A definition with the major version of the server that printed it. */
export interface Printed {
  readonly definition: string;
  readonly major: number;
}

/**
 * Whether two servers print one query, of which the older names the only relation before its columns and the newer does
 * not. Both print what they stored, so that a column without that name can be none but the relation's: nothing has to be
 * resolved. Every other difference counts.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CATALOG
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/ruleutils.c (varprefix)
 */
export function isSameView(left: Printed, right: Printed): boolean {
  if (left.definition === right.definition) return true;
  const [older, newer] = left.major < right.major ? [left, right] : [right, left];
  if (older.major >= LEAVES_OUT || newer.major < LEAVES_OUT) return false;
  const long = tokensOf(older.definition);
  const short = tokensOf(newer.definition);
  const leftOut = placesOfTheOnlyRelation(long);
  let at = 0;
  for (const [place, token] of short.entries()) {
    const isLeftOut =
      leftOut.has(at) && long[at + 2]?.text === token.text && short[place + 1]?.text !== '.';
    if (isLeftOut) at += 2;
    if (long[at]?.text !== token.text) return false;
    at += 1;
  }
  return at === long.length;
}

interface Token {
  readonly text: string;
  /** Of the parentheses around it. */
  readonly depth: number;
  /** Whether it stands in a query within the query, where both majors print names alike. */
  readonly inner: boolean;
}

function tokensOf(definition: string): readonly Token[] {
  const texts = definition.match(TOKEN) ?? [];
  /** Of each parenthesis that is open, whether it is within an inner query. */
  const open: boolean[] = [];
  return texts.map((text, at) => {
    if (text === ')') open.pop();
    const token = { text, depth: open.length, inner: open.at(-1) ?? false };
    if (text === '(') open.push(token.inner || beginsQuery(texts, at));
    return token;
  });
}

function beginsQuery(texts: readonly string[], parenthesis: number): boolean {
  const first = texts.slice(parenthesis).find((text) => text !== '(');
  return first !== undefined && QUERIES.has(first);
}

/** Where the name of the only relation stands before a column; nowhere for a query of several. */
function placesOfTheOnlyRelation(tokens: readonly Token[]): ReadonlySet<number> {
  const from = tokens.findIndex(
    ({ text, depth }, at) => text === 'FROM' && depth === 0 && tokens[at - 1]?.text !== 'DISTINCT',
  );
  const length = tokens
    .slice(from + 1)
    .findIndex(({ text, depth }) => depth === 0 && AFTER_FROM.has(text));
  if (from === -1 || length === -1) return new Set();
  const end = from + 1 + length;
  const outer = tokens.filter(({ depth }) => depth === 0).map(({ text }) => text);
  const relation = tokens.slice(from + 1, end).filter(({ depth }) => depth === 0);
  const isOne =
    !relation.some(({ text }) => text === ',' || text === 'JOIN') &&
    !outer.some((text) => SET_OPERATIONS.has(text));
  const sampled = relation.findIndex(({ text }) => text === 'TABLESAMPLE');
  const names = sampled === -1 ? relation : relation.slice(0, sampled);
  const name = names.findLast(({ text }) => NAME.test(text))?.text;
  if (!isOne || name === undefined) return new Set();
  const isPlace = (at: number): boolean => {
    const [before, , dot, column, after] = [-1, 0, 1, 2, 3].map((by) => tokens[at + by]?.text);
    return (
      dot === '.' &&
      NAME.test(column ?? '') &&
      after !== '(' &&
      after !== '.' &&
      !BEFORE_OTHER_NAMES.has(before ?? '')
    );
  };
  return new Set(
    tokens.flatMap(({ text, inner }, at) =>
      text === name && !inner && (at < from || at >= end) && isPlace(at) ? [at] : [],
    ),
  );
}
