import type { SecondOfScenario } from '../stream/load-fold.ts';

/** How many requests were sent and answered within some seconds, and how many were in flight at the end of each. */
export interface InFlight {
  readonly sent: number;
  readonly answered: number;
  readonly atEndOfSecond: readonly number[];
}

/** The whole seconds from one to before another. What is in flight at the end of one is what was sent and not answered until then. */
export function inFlight(
  bySecond: readonly SecondOfScenario[],
  fromSeconds: number,
  toSeconds: number,
): InFlight {
  let before = 0;
  const within = new Map<number, SecondOfScenario>();
  for (const second of bySecond) {
    if (second.second < fromSeconds) before += second.sent - second.answered;
    else if (second.second < toSeconds) within.set(second.second, second);
  }
  let sent = 0;
  let answered = 0;
  const atEndOfSecond: number[] = [];
  for (let second = fromSeconds; second < toSeconds; second += 1) {
    const seen = within.get(second);
    sent += seen?.sent ?? 0;
    answered += seen?.answered ?? 0;
    atEndOfSecond.push(before + sent - answered);
  }
  return { sent, answered, atEndOfSecond };
}
