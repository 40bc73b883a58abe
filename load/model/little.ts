import { type Estimate, estimate, inconclusive } from '../stats/estimate.ts';

/** Requests that came and went, summed up: what is in flight is told by when each came and went, and apart from that how long it took. */
export interface Passage {
  /** How many came, and the sum of when, in seconds since nothing was in flight. */
  readonly begun: number;
  readonly begunAtSeconds: number;
  /** How many went, and the sum of when. */
  readonly ended: number;
  readonly endedAtSeconds: number;
  /** The sum of how long those that went took. */
  readonly sojournSeconds: number;
  /** When it is over: nothing comes or goes after it. */
  readonly spanSeconds: number;
}

export interface LittleCheck {
  /** N̄, the mean number of requests in flight. */
  readonly meanInFlight: number;
  /** X, completions per second. */
  readonly throughputPerSecond: number;
  /** R̄, of the requests that completed. */
  readonly meanSojournSeconds: number;
  /** (N̄ − X R̄) over the greater of the two: 0 when the records are complete. */
  readonly residualRatio: number;
}

/**
 * Little's law, N̄ = X R̄ ("Little's Law as Viewed on Its 50th Anniversary", 2011), over a time at whose ends nothing is in flight. It
 * then holds exactly, whatever the arrivals, in rest or not, since no request lies across an end; over a window inside of it, those
 * that do would have to be left out of both sides by what is to be tested. One that never went counts as in flight until the end.
 */
export function littleCheck(passage: Passage): Estimate<LittleCheck> {
  const { begun, begunAtSeconds, ended, endedAtSeconds, sojournSeconds, spanSeconds } = passage;
  if (!(spanSeconds > 0 && spanSeconds < Number.POSITIVE_INFINITY)) {
    return inconclusive('The time has no length.');
  }
  const inFlightSeconds =
    begun * spanSeconds - begunAtSeconds - (ended * spanSeconds - endedAtSeconds);
  const greater = Math.max(Math.abs(inFlightSeconds), sojournSeconds);
  if (!(ended > 0 && greater > 0 && Number.isFinite(greater))) {
    return inconclusive('No request came and went, or none took any time.');
  }
  return estimate({
    meanInFlight: inFlightSeconds / spanSeconds,
    throughputPerSecond: ended / spanSeconds,
    meanSojournSeconds: sojournSeconds / ended,
    residualRatio: (inFlightSeconds - sojournSeconds) / greater,
  });
}
