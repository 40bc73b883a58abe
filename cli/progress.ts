import { createLogUpdate } from 'log-update';
import { followProgress, type DomainProgress, type Progress } from '../runner/progress.ts';
import type { RunEvents } from '../runner/run.ts';

export interface ShownProgress {
  readonly events: RunEvents;
  /** Says something between two looks, such as what is waited for. */
  note(text: string): void;
  /** Takes the display away; what is printed next starts on a clean line. */
  done(): void;
}

const REDRAW_MS = 100;
const BAR = 16;

/** Progress on standard error: bars that are redrawn on a terminal, one line a finished domain elsewhere. */
export function showProgress(stream: NodeJS.WriteStream, ascii: boolean): ShownProgress {
  return stream.isTTY ? bars(stream, ascii) : lines(stream);
}

function bars(stream: NodeJS.WriteStream, ascii: boolean): ShownProgress {
  const draw = createLogUpdate(stream);
  const startMs = Date.now();
  let drawnMs = 0;
  const show = (progress: Progress) => {
    const nowMs = Date.now();
    if (nowMs - drawnMs < REDRAW_MS) return;
    drawnMs = nowMs;
    const width = Math.max(0, ...progress.domains.map(({ domain }) => domain.length));
    const rows = progress.domains.map((domain) => row(domain, width, ascii));
    const seconds = ((nowMs - startMs) / 1000).toFixed(1);
    const failed = progress.failedCalls === 0 ? '' : `, ${progress.failedCalls} failed`;
    const last = progress.lastCall === null ? '' : `  ${progress.lastCall}`;
    draw([...rows, ` ${seconds} s  ${progress.calls} calls${failed}${last}`].join('\n'));
  };
  return {
    events: followProgress(show),
    note: (text) => {
      draw(text);
      draw.done();
    },
    done: () => {
      draw.clear();
      draw.done();
    },
  };
}

function row({ domain, collected, total }: DomainProgress, width: number, ascii: boolean): string {
  const filled = total === 0 ? BAR : Math.round((collected / total) * BAR);
  const [full, empty] = ascii ? ['#', '.'] : ['█', '░'];
  return ` ${domain.padEnd(width)}  ${full.repeat(filled)}${empty.repeat(BAR - filled)}  ${collected}/${total}`;
}

function lines(stream: NodeJS.WriteStream): ShownProgress {
  const told = new Set<string>();
  return {
    events: followProgress(({ domains }) => {
      for (const { domain, collected, total } of domains) {
        if (collected < total || told.has(domain)) continue;
        told.add(domain);
        stream.write(`collected ${domain}: ${total} of ${total} artifacts\n`);
      }
    }),
    note: (text) => {
      stream.write(`${text}\n`);
    },
    done: () => undefined,
  };
}
