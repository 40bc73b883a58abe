import { z } from 'zod';
import type { Finding } from './finding.ts';
import { leavesOf } from './spec/reads.ts';
import type { Spec } from './spec/spec.ts';

export const Coverage = z.strictObject({
  /** Leaves of the spec that state something about the deployment. */
  leaves: z.int(),
  verified: z.int(),
  /** JSON pointers of what is declared and was compared by no decided finding. */
  unverified: z.array(z.string()),
});
export type Coverage = z.infer<typeof Coverage>;

/** Settings of the harness itself: they state nothing about the deployment. */
const SETTINGS = ['/version', '/deployment', '/phase', '/gates', '/scope'];

/**
 * Which of the spec's statements the findings prove or disprove: what each compared, and no more. What is left is
 * declared, not verified.
 */
export function coverageOf(spec: Spec, findings: readonly Finding[]): Coverage {
  const read = new Set(findings.flatMap(({ reads }) => reads));
  const statements = leavesOf(spec).filter(
    (leaf) => !SETTINGS.some((setting) => leaf === setting || leaf.startsWith(`${setting}/`)),
  );
  const unverified = statements.filter((leaf) => !read.has(leaf));
  return { leaves: statements.length, verified: statements.length - unverified.length, unverified };
}
