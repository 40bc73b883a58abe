/** One piece of SQL text that is neither blank nor a comment. */
export interface SqlToken {
  readonly kind: 'word' | 'sign' | 'literal';
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
  /** How many parentheses are open around it. */
  readonly depth: number;
}

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const TOKEN = new RegExp(
  [
    String.raw`(?<blank>\s+)`,
    String.raw`(?<remark>--[^\n\r]*)`,
    String.raw`(?<comment>/\*)`,
    String.raw`(?<literal>[eE]'(?:\\[^]|''|[^'\\])*'?|'(?:''|[^'])*'?|"(?:""|[^"])*"?|(?<tag>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)[^]*?(?:\k<tag>|$)|\d[\w.]*|\$\d+)`,
    String.raw`(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`(?<sign>[^])`,
  ].join('|'),
  'y',
);

/** A comment that ends with its line. */
export interface SqlRemark {
  /** With its dashes. */
  readonly text: string;
  readonly at: number;
}

/**
 * Cuts SQL text into its pieces, to tell a user what is wrong with a file and where. Whether a statement may run is never
 * decided by it: that is for the server.
 */
export function scan(sql: string): {
  readonly tokens: readonly SqlToken[];
  readonly remarks: readonly SqlRemark[];
} {
  const tokens: SqlToken[] = [];
  const remarks: SqlRemark[] = [];
  let at = 0;
  let depth = 0;
  while (at < sql.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(sql)?.groups ?? {};
    const { blank, remark, comment, literal, word, sign } = groups;
    if (comment !== undefined) {
      at = endOfComment(sql, at);
      continue;
    }
    const text = blank ?? remark ?? literal ?? word ?? sign ?? '';
    if (text === ')') depth -= 1;
    if (remark !== undefined) remarks.push({ text, at });
    else if (blank === undefined) {
      const kind = literal !== undefined ? 'literal' : word !== undefined ? 'word' : 'sign';
      tokens.push({ kind, text, at, depth });
    }
    if (text === '(') depth += 1;
    at += text.length;
  }
  return { tokens, remarks };
}

export function tokensOf(sql: string): readonly SqlToken[] {
  return scan(sql).tokens;
}

/** Comments of PostgreSQL nest. */
function endOfComment(sql: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let open = 0;
  for (let found = mark.exec(sql); found !== null; found = mark.exec(sql)) {
    open += found[0] === '/*' ? 1 : -1;
    if (open === 0) return mark.lastIndex;
  }
  return sql.length;
}

/** Whether the statement itself is ordered, not only a part of it in parentheses. */
export function hasOrderBy(tokens: readonly SqlToken[]): boolean {
  const own = withoutEnclosing(tokens);
  const depth = own[0]?.depth;
  return own.some(
    (token, at) => isWord(token, 'ORDER') && token.depth === depth && isWord(own[at + 1], 'BY'),
  );
}

/** Without the parentheses that are around the whole of it. */
function withoutEnclosing(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const [first] = tokens;
  const inner = tokens.slice(1, -1);
  const isEnclosed =
    first?.text === '(' &&
    tokens.at(-1)?.text === ')' &&
    inner.every(({ depth }) => depth > first.depth);
  return isEnclosed ? withoutEnclosing(inner) : tokens;
}

export function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}

/** The number of the line in which a position stands, from 1. */
export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
