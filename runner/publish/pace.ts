export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Resolves when it is the caller's turn: turns are never closer than `intervalMs`. */
export function paced(intervalMs: number, clock: Clock): () => Promise<void> {
  let next = -Infinity;
  return async () => {
    const now = clock.now();
    const turn = Math.max(now, next);
    next = turn + intervalMs;
    if (turn > now) await clock.sleep(turn - now);
  };
}
