import { createLogUpdate } from 'log-update';
import { forTerminal } from '../reports/sanitize.ts';
import type { ParityEvents, ParityProgress } from '../runner/parity/options.ts';

export interface ShownParity {
  readonly events: ParityEvents;
  /** Takes the display away; what is printed next starts on a clean line. */
  done(): void;
}

const REDRAW_MS = 200;
/** Where every line stays. */
const LINE_MS = 10_000;

/** How far a comparison is, how fast, and how long it will take: redrawn on a terminal, a line now and then elsewhere. */
export function showParityProgress(stream: NodeJS.WriteStream): ShownParity {
  const draw = stream.isTTY ? createLogUpdate(stream) : null;
  const startMs = Date.now();
  let shownMs = startMs;
  return {
    events: {
      onProgress: (progress) => {
        const nowMs = Date.now();
        if (nowMs - shownMs < (draw === null ? LINE_MS : REDRAW_MS)) return;
        shownMs = nowMs;
        const text = progressText(progress, nowMs - startMs);
        if (draw === null) stream.write(`${text}\n`);
        else draw(text);
      },
      onNote: (note) => {
        draw?.clear();
        stream.write(`${forTerminal(note, false)}\n`);
      },
    },
    done: () => {
      draw?.clear();
      draw?.done();
    },
  };
}

/** The rows of an earlier run tell nothing about how fast this one is. */
export function progressText(progress: ParityProgress, elapsedMs: number): string {
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
