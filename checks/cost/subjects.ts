import type { z } from 'zod';
import type { Subject } from '../../core/check.ts';
import type { BudgetSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface BudgetSubject extends Subject {
  readonly declared: z.infer<typeof BudgetSpec>;
}

/** Every declared budget, by its name. */
export function declaredBudgets(spec: Spec): readonly BudgetSubject[] {
  return Object.entries(spec.budgets ?? {}).map(([name, declared]) => ({
    name,
    path: ['budgets', name],
    declared,
  }));
}

export const NO_BUDGETS = 'The spec declares no budget.';
export const ABSENT = 'The budget does not exist.';
