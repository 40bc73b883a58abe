import { createLogUpdate } from 'log-update';
import { forTerminal } from '../reports/sanitize.ts';

export interface ComparisonEvents<Progress> {
  readonly onProgress: (progress: Progress) => void;
  readonly onNote: (note: string) => void;
}

export interface ShownComparison<Progress> {
  readonly events: ComparisonEvents<Progress>;
  /** Takes the display away; what is printed next starts on a clean line. */
  done(): void;
}

const REDRAW_MS = 200;
/** Where every line stays. */
const LINE_MS = 10_000;

/** How far a comparison is: redrawn on a terminal, a line now and then elsewhere. */
export function showComparison<Progress>(
  stream: NodeJS.WriteStream,
  textOf: (progress: Progress, elapsedMs: number) => string,
): ShownComparison<Progress> {
  const draw = stream.isTTY ? createLogUpdate(stream) : null;
  const startMs = Date.now();
  let shownMs = startMs;
  return {
    events: {
      onProgress: (progress) => {
        const nowMs = Date.now();
        if (nowMs - shownMs < (draw === null ? LINE_MS : REDRAW_MS)) return;
        shownMs = nowMs;
        const text = textOf(progress, nowMs - startMs);
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
