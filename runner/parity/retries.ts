import { setTimeout as sleep } from 'node:timers/promises';
import { classifyPostgres } from '../postgres/classify.ts';

/** A longer pause gives a server that restarts no better chance. */
const MAX_PAUSE_MS = 5_000;
/** Serialization failures and recovery conflicts, deadlocks, a transaction that idled while this process was held up. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', '25P03']);

export interface RetryLimits {
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly signal: AbortSignal;
  readonly onRetry: (message: string) => void;
}

/** Whether the same question may be answered a little later. */
export function isTransient(error: unknown): boolean {
  const { kind, code } = classifyPostgres(error);
  if (code !== null && WORTH_ANOTHER_TRY.has(code)) return true;
  return kind === 'timeout' || kind === 'network' || kind === 'server-error';
}

/**
 * Tries until it works, with pauses that double. `work` is told how many tries failed before.
 * @throws the last error, and at once one that another try would meet again.
 */
export async function withRetries<Value>(
  limits: RetryLimits,
  work: (failed: number) => Promise<Value>,
): Promise<Value> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await work(failed);
    } catch (error) {
      limits.signal.throwIfAborted();
      if (!isTransient(error) || failed + 1 >= limits.attempts) throw error;
      limits.onRetry(classifyPostgres(error).message);
      const pauseMs = Math.min(limits.firstPauseMs * 2 ** failed, MAX_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal: limits.signal });
    }
  }
}
