import { hasOrderBy, lineAt, scan, type SqlToken } from './sql-text.ts';

/** One query as both sides run it. */
export interface Query {
  /** Unique in a run: the file's path below its folder, or the id of a statement. */
  readonly name: string;
  /** `queries/top.sql:3`; null for what stands in no file. */
  readonly place: string | null;
  /** One statement, without a semicolon behind it. */
  readonly sql: string;
  /** The texts of `$1`, `$2` and so on; null where nobody knows them. */
  readonly parameters: readonly string[] | null;
  /** `rows`: the order of the rows counts. */
  readonly order: 'rows' | 'any';
}

export type ParsedQuery =
  | { readonly query: Query }
  /** Whole sentences, each with its file and line. */
  | { readonly problems: readonly string[] };

const DECLARATION = /^--[ \t]*(order|param)[ \t]*:[ \t]*(.*?)[ \t]*$/i;

/**
 * Reads a file of one query, with what its head declares: `-- order: rows` or `any`, and `-- param: text` for each
 * parameter in turn. Without an order declared, that of the query's own ORDER BY counts.
 */
export function parseQueryFile(path: string, name: string, text: string): ParsedQuery {
  const problems: string[] = [];
  const problem = (at: number, message: string) => {
    problems.push(`${path}:${lineAt(text, at)}: ${message}`);
  };
  const { tokens, remarks } = scan(text);
  const statement = firstStatement(tokens);
  const [first] = statement;
  const last = statement.at(-1);
  if (first === undefined || last === undefined) {
    problem(0, 'The file holds no query. Write one SELECT, VALUES, TABLE or WITH into it.');
    return { problems };
  }
  const second = tokens.find(({ at, text: sign }) => at > last.at && sign !== ';');
  if (second !== undefined) {
    problem(second.at, 'A second statement begins here. Give each query a file of its own.');
  }
  const parameters: string[] = [];
  let order: Query['order'] | null = null;
  for (const { text: remark, at } of remarks) {
    const [, key, value = ''] = DECLARATION.exec(remark) ?? [];
    if (key === undefined) continue;
    if (at > first.at) {
      problem(at, `What is declared must stand above the query: move "${key}" there.`);
    } else if (key.toLowerCase() === 'param') parameters.push(value);
    else if (value !== 'rows' && value !== 'any') {
      problem(at, `The order is "rows" or "any", not "${value}".`);
    } else if (order !== null) problem(at, 'The order is declared twice: keep one of the lines.');
    else order = value;
  }
  if (problems.length > 0) return { problems };
  return {
    query: {
      name,
      place: `${path}:${lineAt(text, first.at)}`,
      sql: text.slice(first.at, last.at + last.text.length),
      parameters,
      order: order ?? orderOf(statement),
    },
  };
}

export function orderOf(tokens: readonly SqlToken[]): Query['order'] {
  return hasOrderBy(tokens) ? 'rows' : 'any';
}

function firstStatement(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const from = tokens.findIndex(({ text }) => text !== ';');
  if (from < 0) return [];
  const to = tokens.findIndex(({ text }, at) => at > from && text === ';');
  return tokens.slice(from, to < 0 ? tokens.length : to);
}
