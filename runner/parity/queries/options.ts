import { PARITY_DEFAULTS, type ParityLimits, type ParityOptions } from '../options.ts';

export interface QueryProgress {
  readonly done: number;
  readonly queries: number;
  /** The query that runs. */
  readonly query: string;
}

export interface QueryEvents {
  readonly onProgress?: (progress: QueryProgress) => void;
  /** Something that is tried again, in words. */
  readonly onNote?: (note: string) => void;
}

export interface QueryLimits extends ParityLimits {
  /** Timed runs on each side, after one that is not counted. */
  readonly runs: number;
}

export interface QueryOptions extends Pick<
  ParityOptions,
  'connect' | 'servers' | 'store' | 'showValues' | 'signal'
> {
  /** A folder of `.sql` files; null for none. */
  readonly folder: string | null;
  /** How many statements of `pg_stat_statements` to take; 0 for none. */
  readonly topStatements: number;
  /** Where names without a schema are looked up; null: as role and database have it on each side. */
  readonly searchPath: string | null;
  /** The ratio of times above which the target is too slow; null when none is. */
  readonly maxSlowdown: number | null;
  readonly limits: QueryLimits;
  readonly events: QueryEvents;
}

/** One connection to each server: queries are timed alone. */
export const QUERY_DEFAULTS: QueryLimits = {
  ...PARITY_DEFAULTS,
  connections: 1,
  maxDifferences: 100,
  attempts: 4,
  runs: 3,
};
