import type { ClockReading } from '../../aws/clients.ts';

/** What of a second a `Date` header cuts off, in the mean. */
const CUT_OFF_MS = 500;

/** How far AWS's clock is ahead of ours, from what it said in each answer. */
export class ClockOffset {
  readonly #estimates: number[] = [];

  readonly observe = ({ awsMs, sentMs, receivedMs }: ClockReading): void => {
    this.#estimates.push(awsMs + CUT_OFF_MS - (sentMs + receivedMs) / 2);
  };

  /**
   * In milliseconds, to half a second; null when no answer has told. The median of the estimates, each of which is wrong by half a second
   * and half the time that the answer took at most, so that one that took long does not count. Answers that come every few whole
   * seconds are all wrong by the same: many of them do not tell it better.
   */
  now(): number | null {
    const sorted = this.#estimates.toSorted((one, other) => one - other);
    const middle = sorted.slice(
      Math.floor((sorted.length - 1) / 2),
      Math.floor(sorted.length / 2) + 1,
    );
    if (middle.length === 0) return null;
    return Math.round(middle.reduce((sum, value) => sum + value, 0) / middle.length);
  }
}
