/** Runs work when a slot is free; `isUrgent` lets it go before all that waits and is not. */
export type Limiter = <Value>(work: () => Promise<Value>, isUrgent?: boolean) => Promise<Value>;

/** Lets at most `slots` pieces of work run at once; the others wait their turn, the urgent ones first, in order. */
export function limiter(slots: number): Limiter {
  let free = slots;
  const urgent: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  return async (work, isUrgent = false) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => (isUrgent ? urgent : waiting).push(resolve));
    try {
      return await work();
    } finally {
      const next = urgent.shift() ?? waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
