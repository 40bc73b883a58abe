import { z } from 'zod';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

/** What a report says of a check beside its findings. */
export const CheckFacts = z.strictObject({
  /** What goes wrong after the cutover when it does not hold. */
  risk: z.string(),
  remediation: z.string(),
  /** Something to copy, by the tool that it is for: `cli`, `cdk`, `sql`. */
  fix: z.record(z.string(), z.string()),
  references: z.array(z.string()),
  controls: z.array(z.string()),
});
export type CheckFacts = z.infer<typeof CheckFacts>;

/** The facts of the checks that do not pass everywhere, by id: of the others, a report has nothing to explain. */
export function factsOfChecks(
  checks: readonly Check[],
  findings: readonly Finding[],
): Record<string, CheckFacts> {
  const open = new Set(
    findings.filter(({ status }) => status !== 'pass').map(({ check }) => check),
  );
  return Object.fromEntries(
    checks
      .filter(({ id }) => open.has(id))
      .map(({ id, risk, remediation, fix, references, controls }) => [
        id,
        {
          risk,
          remediation,
          fix: { ...fix },
          references: [...references],
          controls: [...controls],
        },
      ]),
  );
}
