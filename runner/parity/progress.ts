import type { TablePair } from '../../core/parity/table-pairs.ts';
import type { ParityEvents } from './options.ts';

export interface ProgressCount {
  readonly onRows: (table: string, rows: number, isResumed: boolean) => void;
  readonly onTable: (table: string) => void;
}

/** Counts what was compared, and tells of every step. */
export function progressOf(pairs: readonly TablePair[], events: ParityEvents): ProgressCount {
  const rows = pairs.reduce((sum, { source }) => sum + (source?.estimatedRows ?? 0), 0);
  let tablesDone = 0;
  let rowsDone = 0;
  let rowsResumed = 0;
  const tell = (table: string) => {
    const tables = pairs.length;
    events.onProgress?.({ tablesDone, tables, table, rowsDone, rows, rowsResumed });
  };
  return {
    onRows: (table, done, isResumed) => {
      rowsDone += done;
      if (isResumed) rowsResumed += done;
      tell(table);
    },
    onTable: (table) => {
      tablesDone += 1;
      tell(table);
    },
  };
}
