import { setTimeout as sleep } from 'node:timers/promises';
import { runOnce, type RunOptions, type RunResult } from './run.ts';

export interface WaitOptions {
  /** How long AWS may keep moving, in milliseconds; 0 looks once. */
  readonly waitMs: number;
  /** Between two looks. */
  readonly intervalMs: number;
  readonly onUnsettled?: (result: RunResult, remainingMs: number) => void;
}

/**
 * Looks until nothing is unsettled, or the time is up. Only what AWS is still doing is waited for: a failure or an
 * error is not, since waiting does not mend it and would hide how long it stood.
 */
export async function runUntilSettled(options: RunOptions, wait: WaitOptions): Promise<RunResult> {
  const endMs = Date.now() + wait.waitMs;
  for (;;) {
    const result = await runOnce(options);
    const remainingMs = endMs - Date.now();
    const { counts } = result.report;
    if (counts.unsettled === 0 || remainingMs <= 0 || options.signal.aborted) return result;
    wait.onUnsettled?.(result, remainingMs);
    try {
      await sleep(Math.min(wait.intervalMs, remainingMs), undefined, { signal: options.signal });
    } catch {
      return result;
    }
  }
}
