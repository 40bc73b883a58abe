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

/** Settings of the harness itself, and reasons for people: they state nothing about the deployment. */
const SETTINGS = [
  '/version',
  '/deployment',
  '/phase',
  '/gates',
  '/scope',
  '/clusters/*/services/*/deployment/settleMinutes',
  '/targetGroups/*/settleMinutes',
  '/secrets/*/staticReason',
  '/migration/connections',
  '/load/target',
  '/load/limits',
  '/load/scenarios',
].map(patternOf);

/** What no check looks at yet, or only a run with a load test. What the spec says of it is declared, not verified, in the others. */
const UNCHECKED_AREAS = {
  'load and sizing': ['/load', '/slo'],
  'pools of the applications': ['/migration/source/poolSize'],
  'message delivery': ['/translation'],
  'cost model': ['/cost'],
} as const;
export type UncheckedArea = keyof typeof UNCHECKED_AREAS;

const AREAS = Object.entries(UNCHECKED_AREAS).map(
  ([name, patterns]) => [name as UncheckedArea, patterns.map(patternOf)] as const,
);

/** The area to which a statement belongs that no finding decided; null when there are checks for such statements. */
export function uncheckedAreaOf(pointer: string): UncheckedArea | null {
  const found = AREAS.find(([, patterns]) => patterns.some((pattern) => pattern.test(pointer)));
  return found?.[0] ?? null;
}

/**
 * Which of the spec's statements the findings prove or disprove: what each compared, and no more. What is left is
 * declared, not verified.
 */
export function coverageOf(spec: Spec, findings: readonly Finding[]): Coverage {
  const read = new Set(findings.flatMap(({ reads }) => reads));
  const statements = leavesOf(spec).filter(
    (leaf) => !SETTINGS.some((setting) => setting.test(leaf)),
  );
  const unverified = statements.filter((leaf) => !read.has(leaf));
  return { leaves: statements.length, verified: statements.length - unverified.length, unverified };
}

/** A pointer and all below it; `*` stands for one key. */
function patternOf(pointer: string): RegExp {
  return new RegExp(`^${pointer.replaceAll('*', '[^/]+')}(/|$)`);
}
