import type pg from 'pg';
import type { Side } from '../../core/postgres.ts';

/** How replication that goes on is waited for. */
export interface LiveOptions {
  /** Between two looks where the target cannot be asked how far it has come. */
  readonly settleMs: number;
  /** After it, what still moves is unstable. */
  readonly deadlineMs: number;
}

export interface ParityLimits {
  /** Connections to each server. */
  readonly connections: number;
  /** Share of the time in which a connection may have the server work, above 0 and at most 1. */
  readonly duty: number;
  /** Rows of one part; null: as the size of the table says. */
  readonly partRows: number | null;
  /** Rows that are told apart in a table; parts beyond are only counted. */
  readonly maxDifferences: number;
  /** Of one part. */
  readonly statementTimeoutMs: number;
  /** Of a scan of a whole table, which tables without an ordered key need. */
  readonly scanTimeoutMs: number;
  /** Workers beside the connection's own process, on scans of whole tables. */
  readonly parallelWorkers: number;
  /** Parts of an earlier run that are older are compared again. */
  readonly maxAgeMs: number;
  readonly attempts: number;
  readonly firstPauseMs: number;
}

export interface ParityEvents {
  readonly onProgress?: (progress: ParityProgress) => void;
  /** Something that is tried again, in words. */
  readonly onNote?: (note: string) => void;
}

export interface ParityProgress {
  readonly tablesDone: number;
  readonly tables: number;
  /** The table of which a part was finished last. */
  readonly table: string;
  readonly rowsDone: number;
  /** As estimated by the source. */
  readonly rows: number;
  /** Rows of earlier runs among those done: they took no time in this one. */
  readonly rowsResumed: number;
}

export interface ParityOptions {
  readonly connect: (side: Side) => Promise<pg.Client>;
  /** The two databases as reports name them. */
  readonly servers: { readonly source: string; readonly target: string };
  /** Where runs are kept. */
  readonly store: string;
  /** The id or folder of the run to go on with; null for a new one. */
  readonly resume: string | null;
  /** Patterns; none means all tables. */
  readonly tables: readonly string[];
  readonly exclude: readonly string[];
  readonly live: LiveOptions | null;
  readonly showValues: boolean;
  readonly limits: ParityLimits;
  readonly signal: AbortSignal;
  readonly events: ParityEvents;
}

export const PARITY_DEFAULTS: ParityLimits = {
  connections: 2,
  duty: 1,
  partRows: null,
  maxDifferences: 1_000,
  statementTimeoutMs: 30_000,
  scanTimeoutMs: 3_600_000,
  parallelWorkers: 0,
  maxAgeMs: 86_400_000,
  attempts: 8,
  firstPauseMs: 250,
};
