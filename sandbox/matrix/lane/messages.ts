import type { Finding } from '../../../core/finding.ts';
import type { FaultResult } from '../bench.ts';

/** What a lane tells: first of the unbroken deployment, then of each fault that it was handed. */
export type Told =
  | { readonly kind: 'unbroken'; readonly findings: readonly Finding[] }
  | { readonly kind: 'tried'; readonly result: TriedFault };

/** Without the fault itself, which holds functions. */
export type TriedFault = Omit<FaultResult, 'fault'>;

/** The fault that a lane is to try next. */
export interface Handed {
  readonly fault: string;
}
