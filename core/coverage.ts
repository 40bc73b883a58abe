import { z } from 'zod';
import type { Finding } from './finding.ts';
import type { Plan } from './plan.ts';
import { leavesOf } from './spec/reads.ts';

export const Coverage = z.strictObject({
  /** Leaves of the spec that state something about the deployment. */
  leaves: z.int(),
  verified: z.int(),
  /** JSON pointers of what is declared and was compared by no decided finding. */
  unverified: z.array(z.string()),
});
export type Coverage = z.infer<typeof Coverage>;

/** Settings of the harness itself: they state nothing about the deployment. */
const SETTINGS = ['/version', '/deployment', '/phase', '/gates'];

/**
 * Which of the spec's statements the findings prove or disprove. What is left is declared, not verified. The findings are
 * those of the plan's rows, in their order.
 */
export function coverageOf({ spec, rows }: Plan, findings: readonly Finding[]): Coverage {
  const read = new Set<string>();
  // What was read to find the subjects of a check is the same list for all of its rows.
  const shared = new Set<readonly string[]>();
  findings.forEach(({ status, reads }, index) => {
    for (const leaf of reads) read.add(leaf);
    if (status === 'pass' || status === 'fail') shared.add(rows[index]?.reads ?? []);
  });
  for (const reads of shared) for (const leaf of reads) read.add(leaf);
  const statements = leavesOf(spec).filter(
    (leaf) => !SETTINGS.some((setting) => leaf === setting || leaf.startsWith(`${setting}/`)),
  );
  const unverified = statements.filter((leaf) => !read.has(leaf));
  return { leaves: statements.length, verified: statements.length - unverified.length, unverified };
}
