import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Looks again and again until it is ended, so many milliseconds from the beginning of one look to that of the next. A look that takes
 * longer is waited for: what AWS throttles is not asked for twice at a time. Resolves when the last look is over.
 * `look` is told its number, from 1.
 */
export async function repeat(
  look: (number: number) => Promise<void>,
  intervalMs: number,
  ended: AbortSignal,
): Promise<void> {
  for (let number = 1; !ended.aborted; number += 1) {
    const beganMs = Date.now();
    await look(number);
    const restMs = Math.max(0, intervalMs - (Date.now() - beganMs));
    await sleep(restMs, undefined, { signal: ended }).catch(() => undefined);
  }
}
