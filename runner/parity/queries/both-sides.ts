import {
  query as reads,
  type Ask,
  type Describe,
} from '../../../collectors/postgres/parity/query.ts';
import { useOwnSettings } from '../../../collectors/postgres/parity/queries.ts';
import { failureOf, type QueryFailure } from '../../../core/parity/queries/failure.ts';
import type { Query } from '../../../core/parity/queries/query-file.ts';
import type { Side } from '../../../core/postgres.ts';
import { classifyPostgres } from '../../postgres/classify.ts';
import type { Lane, Lanes } from '../lanes.ts';
import { isTransient, withRetries } from '../retries.ts';
import type { QueryOptions } from './options.ts';

/** All that the comparison of one query works with. */
export interface QueryWork {
  readonly query: Query;
  readonly options: QueryOptions;
  readonly lanes: Lanes;
}

/** What one side gave, or why it gave nothing. */
type SideAnswer<Value> =
  | { readonly value: Value; readonly failure: null }
  | { readonly value: null; readonly failure: QueryFailure };

interface Answers<Value> {
  readonly source: SideAnswer<Value>;
  readonly target: SideAnswer<Value>;
}

type SideReading<Value> = (side: Side, ask: Ask, describe: Describe) => Promise<Value>;

/** Asks both sides at the same time, each in a transaction of its own. @throws when the run is interrupted. */
export function onBoth<Value>(
  work: QueryWork,
  reading: SideReading<Value>,
): Promise<Answers<Value>> {
  return work.lanes.use(async (lane) => {
    const [source, target] = await Promise.all([
      answerOf(work, lane, 'source', [], reading),
      answerOf(work, lane, 'target', [], reading),
    ]);
    return { source, target };
  });
}

/** Asks one side after the other, so that neither waits for the other's work, with the settings that its clients have. */
export function inTurn<Value>(
  work: QueryWork,
  reading: SideReading<Value>,
): Promise<Answers<Value>> {
  return work.lanes.use(async (lane) => ({
    source: await answerOf(work, lane, 'source', OWN_SETTINGS, reading),
    target: await answerOf(work, lane, 'target', OWN_SETTINGS, reading),
  }));
}

/** What a comparison sets for its own sake, and what takes time. */
const OWN_SETTINGS = ['jit', 'max_parallel_workers_per_gather'];

/** Values of both sides, or null when one has none. */
export function valuesOf<Value>({
  source,
  target,
}: Answers<Value>): readonly [Value, Value] | null {
  return source.failure === null && target.failure === null ? [source.value, target.value] : null;
}

/** Of the source and the target; null for a side that gave what it was asked for. */
export type Failures = readonly [QueryFailure | null, QueryFailure | null];

export function failuresOf(answers: Answers<unknown>): Failures {
  return [answers.source.failure, answers.target.failure];
}

async function answerOf<Value>(
  { query, options }: QueryWork,
  lane: Lane,
  side: Side,
  ownSettings: readonly string[],
  reading: SideReading<Value>,
): Promise<SideAnswer<Value>> {
  const { limits, signal, events, searchPath } = options;
  const onRetry = (message: string) => events.onNote?.(`${query.name}: tried again: ${message}`);
  const settings = {
    statementTimeoutMs: limits.statementTimeoutMs,
    settings: {
      // Rows are numbered in the order in which one process has them.
      max_parallel_workers_per_gather: '0',
      ...(searchPath !== null && { search_path: searchPath }),
    },
  };
  const own = searchPath === null ? [...ownSettings, 'search_path'] : ownSettings;
  const failed = (error: unknown): SideAnswer<Value> => {
    signal.throwIfAborted();
    return { value: null, failure: failureOf(classifyPostgres(error), options.showValues) };
  };
  const attempt = async (): Promise<SideAnswer<Value>> => {
    try {
      const value = await lane.read(side, settings, async (ask, describe) => {
        if (own.length > 0) await useOwnSettings(ask, own);
        const value = await reading(side, ask, describe);
        // Those that a query took outlive its transaction.
        await ask(reads('SELECT pg_advisory_unlock_all()'));
        return value;
      });
      return { value, failure: null };
    } catch (error) {
      // A query that takes too long takes as long again.
      if (isTransient(error) && classifyPostgres(error).kind !== 'timeout') throw error;
      return failed(error);
    }
  };
  return withRetries({ ...limits, signal, onRetry }, attempt).catch(failed);
}
