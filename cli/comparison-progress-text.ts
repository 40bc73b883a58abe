import { forTerminal } from '../reports/sanitize.ts';
import type { ParityProgress } from '../runner/parity/options.ts';
import type { QueryProgress } from '../runner/parity/queries/options.ts';

/** The rows of an earlier run tell nothing about how fast this one is. */
export function parityProgressText(progress: ParityProgress, elapsedMs: number): string {
  const { tablesDone, tables, table, rowsDone, rows, rowsResumed } = progress;
  const rowsPerSecond = ((rowsDone - rowsResumed) * 1000) / Math.max(1, elapsedMs);
  const share = rows === 0 ? null : Math.min(1, rowsDone / rows);
  const parts = [
    `${tablesDone} of ${tables} tables`,
    ...(share === null ? [] : [`${Math.floor(100 * share)} %`]),
    `${(rowsPerSecond / 1e6).toFixed(2)} M rows/s`,
    ...(rowsPerSecond > 0 && rows > rowsDone
      ? [`about ${Math.ceil((rows - rowsDone) / rowsPerSecond)} s left`]
      : []),
    forTerminal(table, false),
  ];
  return parts.join('  ');
}

/** The name stands last: it may be long. */
export function queryProgressText({ done, queries, query }: QueryProgress): string {
  return `${done} of ${queries} queries  ${forTerminal(query, false)}`;
}
