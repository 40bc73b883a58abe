import type { Check } from './check.ts';

/** A named set of checks that gates one step of a migration. Data only. */
export interface Suite {
  /** Kebab case, equal to the file name before `.suite.ts`. */
  readonly id: string;
  readonly title: string;
  /** When it is run, in one line. */
  readonly when: string;
  readonly checks: readonly [Check, ...Check[]];
}

export function defineSuite(suite: Suite): Suite {
  return Object.freeze(suite);
}
