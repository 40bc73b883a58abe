import { type Estimate, estimate, inconclusive } from '../stats/estimate.ts';

/** One request, in seconds on any clock. */
export interface Residence {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface LittleCheck {
  /** N̄, the mean number of requests in flight. */
  readonly meanInFlight: number;
  /** X, completions per second. */
  readonly throughputPerSecond: number;
  /** R̄, of the requests that completed in the window. */
  readonly meanSojournSeconds: number;
  /** (N̄ − X R̄) / N̄: 0 when the records are complete and the window is steady. */
  readonly residualRatio: number;
}

/**
 * Little's law, N̄ = X R̄ ("A Proof for the Queuing Formula L = λW", 1961), between three things that are counted apart: how many
 * requests are in flight in the window, how many complete in it, and how long those took. A residual beyond a few percent says
 * that records are missing, or that the window is not steady.
 */
export function littleCheck(
  residences: readonly Residence[],
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): Estimate<LittleCheck> {
  const length = window.toSeconds - window.fromSeconds;
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    return inconclusive('The window has no length.');
  }
  let inFlight = 0;
  let completed = 0;
  let sojourns = 0;
  for (const { startSeconds, endSeconds } of residences) {
    if (!(endSeconds >= startSeconds)) return inconclusive('A request ends before it starts.');
    inFlight += Math.max(
      0,
      Math.min(endSeconds, window.toSeconds) - Math.max(startSeconds, window.fromSeconds),
    );
    if (endSeconds >= window.fromSeconds && endSeconds < window.toSeconds) {
      completed += 1;
      sojourns += endSeconds - startSeconds;
    }
  }
  if (completed === 0 || inFlight === 0) {
    return inconclusive('No request completes in the window, or none takes any time.');
  }
  const meanInFlight = inFlight / length;
  const throughputPerSecond = completed / length;
  const meanSojournSeconds = sojourns / completed;
  return estimate({
    meanInFlight,
    throughputPerSecond,
    meanSojournSeconds,
    residualRatio: (meanInFlight - throughputPerSecond * meanSojournSeconds) / meanInFlight,
  });
}
