import type { Exclude } from '../core/plan.ts';
import { IDENTITY_CHECK, type Check } from '../core/check.ts';
import { UsageError } from './errors.ts';

/**
 * Leaves checks out of a run by their ids: `*` stands for any characters. What is left out is still a row of the
 * report, not checked, so a filtered run proves no suite.
 * @throws {UsageError} when a pattern matches no check of the suite.
 */
export function excludeBy(
  only: readonly string[],
  skip: readonly string[],
  checks: readonly Check[],
): Exclude {
  for (const pattern of [...only, ...skip]) {
    if (!checks.some(({ id }) => matches(id, pattern))) {
      throw new UsageError(`no check of the suite matches "${pattern}"; see landfall list`);
    }
  }
  return ({ id }) => {
    // Whatever is left out, findings about another account are worse than none.
    if (id === IDENTITY_CHECK) return null;
    if (skip.some((pattern) => matches(id, pattern))) return 'Left out of this run by --skip.';
    if (only.length === 0) return null;
    return only.some((pattern) => matches(id, pattern)) ? null : 'Left out of this run by --only.';
  };
}

/** Anchored: the pattern covers the whole id, or a whole domain when it names no check. */
function matches(id: string, pattern: string): boolean {
  const whole = pattern.includes('/') || pattern.includes('*') ? pattern : `${pattern}/*`;
  const source = whole.split('*').map(escape).join('.*');
  return new RegExp(`^${source}$`).test(id);
}

function escape(literal: string): string {
  return literal.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
}
