import { createLogUpdate } from 'log-update';
import { forTerminal } from '../reports/sanitize.ts';
import type { ParityEvents } from '../runner/parity/options.ts';
import { progressText } from './parity-progress-text.ts';

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
