/**
 * The answer of a measurement that does not decide what was asked: too few samples, too short a window, a sample that
 * cannot be ranked. It is a value, so that nobody takes a missing number for a good one.
 */
export interface Inconclusive {
  readonly kind: 'inconclusive';
  /** One whole sentence that says what is missing. */
  readonly reason: string;
}

/** What a sample says, or why it says nothing. No number in it is ever NaN. */
export type Estimate<Value extends object> = ({ readonly kind: 'estimate' } & Value) | Inconclusive;

/** Two-sided confidence of an interval. */
export type Confidence = 0.9 | 0.95 | 0.99;

/** A two-sided interval, both ends included, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: Confidence;
}

export function inconclusive(reason: string): Inconclusive {
  return { kind: 'inconclusive', reason };
}

export function estimate<Value extends object>(
  value: Value,
): { readonly kind: 'estimate' } & Value {
  return { kind: 'estimate', ...value };
}
