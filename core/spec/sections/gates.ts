import { z } from 'zod';
import { Name, Ratio } from '../values.ts';

/** How bad a deviation is, worst first. */
export const Severity = z.enum(['critical', 'high', 'medium', 'low']);
export type Severity = z.infer<typeof Severity>;

const WORST_FIRST: readonly Severity[] = Severity.options;

export function isWorse(severity: Severity, threshold: Severity): boolean {
  return WORST_FIRST.indexOf(severity) < WORST_FIRST.indexOf(threshold);
}

/** What of one domain (`ecs`, `aurora`, …) blocks the step. */
export const DomainGate = z.strictObject({
  /** Failures of this severity or worse block. */
  failOn: Severity.optional(),
  /** With this, failures block only when a smaller share of the domain's findings passes. */
  atLeast: Ratio.optional(),
  /** Between this share and `atLeast` the domain is a conditional go. */
  conditionalAtLeast: Ratio.optional(),
});
export type DomainGate = z.infer<typeof DomainGate>;

/** When the answer is GO. Whatever these say, an undecided finding keeps a suite from GO. */
export const GatesSpec = z.strictObject({
  failOn: Severity,
  domains: z.record(Name, DomainGate).optional(),
});
export type GatesSpec = z.infer<typeof GatesSpec>;
