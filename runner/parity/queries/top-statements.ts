import { readStatements } from '../../../collectors/postgres/parity/statements.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import { queryOfStatement } from '../../../core/parity/queries/statements.ts';
import { classifyPostgres } from '../../postgres/classify.ts';
import type { Lanes } from '../lanes.ts';
import { withRetries } from '../retries.ts';
import type { QueryOptions } from './options.ts';

/** Statements that are looked at for one that is taken: most of an application's write or are transaction control. */
const LOOKED_AT = 20;

export interface TopStatements {
  readonly queries: readonly Query[];
  /** Why they are not all of what was asked for; null when they are. */
  readonly obstacle: string | null;
}

/** The queries that took the source the most time. Never throws but when interrupted: what goes wrong is an obstacle. */
export async function topStatements(options: QueryOptions, lanes: Lanes): Promise<TopStatements> {
  const { topStatements: wanted, limits, signal, events } = options;
  if (wanted === 0) return { queries: [], obstacle: null };
  const onRetry = (message: string) => events.onNote?.(`tried again: ${message}`);
  try {
    const statements = await withRetries({ ...limits, signal, onRetry }, () =>
      lanes.use((lane) =>
        lane.read('source', limits, (ask) => readStatements(ask, LOOKED_AT * wanted)),
      ),
    );
    if (statements === null) {
      return without(
        'The source has no extension pg_stat_statements, so its statements are not known.',
      );
    }
    const hidden = statements.filter(({ text }) => text === null).length;
    const reading = statements
      .flatMap(({ id, text }) => (text === null ? [] : [queryOfStatement(id, text)]))
      .filter((query) => query !== null);
    // Each role that sent a statement has an entry of its own.
    const queries = [...new Map(reading.map((query) => [query.sql, query])).values()];
    const isCut = statements.length === LOOKED_AT * wanted && queries.length < wanted;
    return {
      queries: queries.slice(0, wanted),
      obstacle: obstacleOf(wanted, queries.length, hidden, isCut),
    };
  } catch (error) {
    signal.throwIfAborted();
    const { message, code } = classifyPostgres(error);
    return without(
      `The source's statements could not be read: ${message}${code === null ? '' : ` (${code})`}.`,
    );
  }
}

function without(obstacle: string): TopStatements {
  return { queries: [], obstacle };
}

function obstacleOf(wanted: number, found: number, hidden: number, isCut: boolean): string | null {
  if (hidden > 0) {
    return `The texts of ${hidden} statements could not be read: they are lost, or the role lacks pg_read_all_stats.`;
  }
  if (found === 0) return 'pg_stat_statements of the source has no statement that only reads.';
  return isCut
    ? `Of ${wanted} statements that were asked for, ${found} that only read were found among the ${LOOKED_AT * wanted} slowest of the source.`
    : null;
}
