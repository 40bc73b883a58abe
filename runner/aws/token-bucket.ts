/** A rate of calls: at most `capacity` at once, refilled by `perSecond`. */
export interface Rate {
  readonly capacity: number;
  readonly perSecond: number;
}

export interface TokenBucket {
  /** Milliseconds to wait before the next call may be sent; the call is then counted. */
  take(nowMs: number): number;
  /** AWS throttled a call: halve the refill, and start from an empty bucket. */
  throttled(nowMs: number): void;
}

/** Refill never falls below this, so that a throttled bucket still gets its turn. */
const FLOOR_PER_SECOND = 0.5;

/**
 * Keeps calls below AWS's rate: a token bucket whose refill is halved by every throttle and grows by one call a second
 * in every second without (additive increase, multiplicative decrease).
 */
export function tokenBucket({ capacity, perSecond }: Rate, startMs: number): TokenBucket {
  let tokens = capacity;
  let refill = perSecond;
  let lastMs = startMs;
  let quietSinceMs = startMs;

  const advance = (nowMs: number) => {
    const elapsed = Math.max(0, nowMs - lastMs);
    tokens = Math.min(capacity, tokens + (elapsed / 1000) * refill);
    lastMs = Math.max(lastMs, nowMs);
    const quietSeconds = Math.floor((lastMs - quietSinceMs) / 1000);
    if (quietSeconds >= 1 && refill < perSecond) {
      refill = Math.min(perSecond, refill + quietSeconds);
      quietSinceMs += quietSeconds * 1000;
    }
  };

  return {
    take(nowMs) {
      advance(nowMs);
      tokens -= 1;
      return tokens >= 0 ? 0 : (-tokens / refill) * 1000;
    },
    throttled(nowMs) {
      advance(nowMs);
      tokens = Math.min(tokens, 0);
      refill = Math.max(FLOOR_PER_SECOND, refill / 2);
      quietSinceMs = lastMs;
    },
  };
}
