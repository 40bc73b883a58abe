import { isWord, tokensOf, type SqlToken } from './sql-text.ts';
import { orderOf, type Query } from './query-file.ts';

const READING = ['SELECT', 'WITH', 'VALUES', 'TABLE'];
/** A statement with one of these writes. */
const WRITING = ['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'INTO'];
/** Books of the server's own, which are no content. */
const OF_SERVER =
  /\bpg_(?:catalog|toast|stat\w*|class|attribute|attrdef|namespace|type|proc|index(?:es)?|constraint|roles|authid|user|auth_members|database|settings|locks|extension|tables|views|matviews|sequences?|description|depend|shdepend|trigger|tablespace|policy|policies|publication\w*|subscription\w*|replication\w*|prepared_xacts|inherits|rewrite|timezone_\w+|get_\w+|backend_pid|is_in_recovery|current_wal_\w+|size_pretty|\w+_size|sleep)\b|\binformation_schema\b|\b(?:set_config|format_type)\b/i;

/**
 * The query in a statement of `pg_stat_statements`; null for one that writes, or that reads no content. It is a choice of
 * what to run: what may run is for the server to say, and one that locks rows it refuses.
 */
export function queryOfStatement(id: string, text: string): Query | null {
  const tokens = tokensOf(text);
  const [first] = tokens;
  const last = tokens.findLast(({ text: sign }) => sign !== ';');
  if (first === undefined || last === undefined || OF_SERVER.test(text)) return null;
  const opening = tokens.find(({ text: sign }) => sign !== '(');
  if (!READING.some((word) => isWord(opening, word)) || writes(tokens)) return null;
  return {
    name: `statement ${id}`,
    place: null,
    sql: text.slice(first.at, last.at + last.text.length),
    parameters: null,
    order: orderOf(tokens),
  };
}

function writes(tokens: readonly SqlToken[]): boolean {
  return tokens.some((token, at) => {
    // FOR UPDATE, FOR NO KEY UPDATE
    const isLock = isWord(tokens[at - 1], 'FOR') || isWord(tokens[at - 1], 'KEY');
    return !isLock && WRITING.some((word) => isWord(token, word));
  });
}
