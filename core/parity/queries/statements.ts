import { isWord, tokensOf } from './sql-text.ts';
import { orderOf, type Query } from './query-file.ts';

const READING = ['SELECT', 'WITH', 'VALUES', 'TABLE'];
/** A statement with one of these writes or locks rows. */
const WRITING = ['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'INTO', 'SHARE'];
/** What reads the server's own books, which are no content: that of monitoring, and what comparisons have left there. */
const OF_SERVER =
  /\bpg_|\binformation_schema\b|\b(?:set_config|format_type|hashtextextended)\b|"landfall /i;

/**
 * The query in a statement of `pg_stat_statements`; null for one that does not only read, or that reads no content. It is a choice of
 * what to run: what may run is for the server to say.
 */
export function queryOfStatement(id: string, text: string): Query | null {
  const tokens = tokensOf(text);
  const [first] = tokens;
  const last = tokens.findLast(({ text: sign }) => sign !== ';');
  if (first === undefined || last === undefined || OF_SERVER.test(text)) return null;
  if (
    !READING.some((word) =>
      isWord(
        tokens.find(({ text: sign }) => sign !== '('),
        word,
      ),
    )
  ) {
    return null;
  }
  if (tokens.some((token) => WRITING.some((word) => isWord(token, word)))) return null;
  return {
    name: `statement ${id}`,
    place: null,
    sql: text.slice(first.at, last.at + last.text.length),
    parameters: null,
    order: orderOf(tokens),
  };
}
