import type { Facts } from './json.ts';

interface Details {
  /** The ARN of what was judged, when AWS gave it. */
  readonly resource?: string;
  /** One whole sentence an offending or noteworthy item. */
  readonly details?: readonly string[];
}

/** What a check decides about one subject. There is no word for "not found": absence is a failure. */
export type Judgement =
  | ({ readonly status: 'pass'; readonly expected: Facts; readonly actual: Facts } & Details)
  | ({
      readonly status: 'fail';
      readonly message: string;
      readonly expected: Facts;
      readonly actual: Facts;
    } & Details)
  /** AWS is still moving: a rollout, a `modifying` cluster, `initial` targets. Waiting may settle it. */
  | ({
      readonly status: 'unsettled';
      readonly message: string;
      readonly expected: Facts;
      readonly actual: Facts;
    } & Details)
  /** AWS answered, and the answer does not decide it. */
  | { readonly status: 'unknown'; readonly message: string };

export function pass(expected: Facts, actual: Facts, details: Details = {}): Judgement {
  return { status: 'pass', expected, actual, ...details };
}

export function fail(
  message: string,
  expected: Facts,
  actual: Facts,
  details: Details = {},
): Judgement {
  return { status: 'fail', message, expected, actual, ...details };
}

export function unsettled(
  message: string,
  expected: Facts,
  actual: Facts,
  details: Details = {},
): Judgement {
  return { status: 'unsettled', message, expected, actual, ...details };
}

export function unknown(message: string): Judgement {
  return { status: 'unknown', message };
}

/**
 * What deviates among the objects of a subject that no spec names, such as the columns of a database. Each becomes a
 * finding of its own, so that it can be waived and followed by itself; there is at least one.
 */
export interface Deviations {
  readonly status: 'deviations';
  readonly objects: readonly [Deviation, ...Deviation[]];
}

export interface Deviation {
  /** Unique in the subject, such as `public.agents.name`. */
  readonly object: string;
  readonly judgement: Judgement;
}

export function deviations(objects: readonly [Deviation, ...Deviation[]]): Deviations {
  return { status: 'deviations', objects };
}

/** What deviates, or `otherwise` where nothing does. */
export function deviationsOr(
  objects: readonly Deviation[],
  otherwise: Judgement,
): Judgement | Deviations {
  const [first, ...others] = objects;
  return first === undefined ? otherwise : deviations([first, ...others]);
}
