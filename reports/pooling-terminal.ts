import type { PoolerPromise, PoolingResult } from '../core/pooling.ts';
import { forTerminal } from './sanitize.ts';

const COLORS: Readonly<Record<PoolerPromise['status'], number>> = {
  pass: 32,
  fail: 31,
  unknown: 33,
};

/** What a pooler promises, what it does not, and what could not be seen. */
export function renderPooling(result: PoolingResult, isColored: boolean): string {
  const { server, declaredMode, promises, notPromised, notes, left } = result;
  const lines = [
    `${forTerminal(server, false)}, declared in ${declaredMode} mode`,
    '',
    ...promises.map(({ says, status }) => `${painted(status, isColored)}  ${says}`),
  ];
  if (notPromised.length > 0) {
    lines.push('', `Nobody may rely on these in ${declaredMode} mode:`);
    lines.push(...notPromised.map((sentence) => `  ${sentence}`));
  }
  if (notes.length > 0) lines.push('', ...notes.map((note) => forTerminal(note, false)));
  if (left) {
    lines.push(
      '',
      'Something that was tried may still be on a server connection: RECONNECT on the console ends it.',
    );
  }
  return `${lines.join('\n')}\n`;
}

function painted(status: PoolerPromise['status'], isColored: boolean): string {
  const text = status.padEnd('unknown'.length);
  return isColored ? `\u001b[${COLORS[status]}m${text}\u001b[0m` : text;
}
