import type { Cause } from '../../../core/aws.ts';

/** What was not seen, and why, as sentences: one for each reason, however often it came. */
export class Gaps {
  readonly #first = new Map<string, string>();
  readonly #times = new Map<string, number>();

  /** `about`: what is missing for it, with the verb that follows, such as `The number of tasks was`. */
  note(about: string, why: string, at: Date): void {
    const gap = `${about} not seen. ${why}`;
    if (!this.#first.has(gap)) this.#first.set(gap, at.toISOString());
    this.#times.set(gap, (this.#times.get(gap) ?? 0) + 1);
  }

  sentences(): string[] {
    return [...this.#times].map(([gap, times]) =>
      times === 1
        ? gap
        : `${gap} It was so ${times} times, first at ${this.#first.get(gap) ?? ''}.`,
    );
  }
}

/** Why something was not seen, with the permission that would let it be seen. */
export function whyUnseen({ kind, message, action }: Cause): string {
  return kind === 'denied' && action !== null
    ? `${message} It takes the permission ${action}.`
    : message;
}
