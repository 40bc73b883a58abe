import { z } from 'zod';
import type { Check } from './check.ts';
import { PHASE, SUB_PHASES, type StatementId } from './statements.ts';

/** What keys of summaries are made of. */
const Slug = z.string().regex(/^[a-z0-9-]+$/);

const PlanStatement = z.strictObject({
  /** Such as `ecs/small-images`. */
  id: z.string(),
  text: z.string(),
  /** Every check of the product that helps to prove it, by id, whether or not it is in the run's suite. */
  checks: z.array(z.string()),
});

/**
 * What the phase of the migration plan states, and by which checks each statement is proved. A document has it as it was
 * when the run was judged: by the checks of another version, a statement might seem proved that was not.
 */
export const MigrationPlan = z.strictObject({
  id: Slug,
  number: z.string(),
  title: z.string(),
  subPhases: z.array(
    z.strictObject({
      id: Slug,
      number: z.string(),
      title: z.string(),
      statements: z.array(PlanStatement),
    }),
  ),
});
export type MigrationPlan = z.infer<typeof MigrationPlan>;

/** @param checks of the product, all of them: a suite without some of a statement's checks does not prove it. */
export function migrationPlanOf(checks: readonly Pick<Check, 'id' | 'proves'>[]): MigrationPlan {
  const subPhases = Object.entries(SUB_PHASES).map(([id, { number, title, statements }]) => ({
    id,
    number,
    title,
    statements: Object.entries(statements).map(([statement, text]) => ({
      id: statement,
      text,
      checks: checks
        .filter(({ proves }) => proves.includes(statement as StatementId))
        .map((check) => check.id),
    })),
  }));
  return { ...PHASE, subPhases };
}
