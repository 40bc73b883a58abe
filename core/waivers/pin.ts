import type { Finding } from '../finding.ts';
import { canonical, type Facts, type Json } from '../json.ts';
import type { DeclaredWaiver } from './waiver.ts';

type Pin = Pick<DeclaredWaiver, 'actual' | 'details'>;

/**
 * What is pinned wherever a tool writes an acceptance: all that the finding enumerates, so that what comes to a list later
 * is not accepted with it. Numbers and words are not pinned: what fails may fail by another number tomorrow.
 */
export function pinOf({ actual, details }: Pick<Finding, 'actual' | 'details'>): Pin {
  const lists = Object.entries(actual ?? {}).filter(
    ([, value]) => typeof value === 'object' && value !== null,
  );
  return {
    ...(lists.length === 0 ? {} : { actual: Object.fromEntries(lists) }),
    ...(details.length === 0 ? {} : { details: [...details] }),
  };
}

/** Why a finding is not what was pinned; null when it is. */
export function whyNotPinned({ actual, details }: Pin, finding: Finding): string | null {
  if (actual !== undefined && !isPinned(actual, finding.actual)) return OTHERWISE;
  if (isAboutUnnamed(finding.check)) {
    if (details === undefined) return UNNAMED;
    if (finding.details.some((detail) => AND_MORE.test(detail))) return UNCOUNTED;
  }
  if (details === undefined) return null;
  const isKnown = finding.details.every((detail) => details.includes(detail));
  return finding.details.length > 0 && isKnown ? null : OTHERWISE;
}

const OTHERWISE = 'What it names deviates otherwise than was accepted.';
const UNNAMED = 'It is about what the spec does not name, so details must say what is accepted.';
const UNCOUNTED = 'More is undeclared than the finding names, so nobody can have accepted it.';

/** How a check says that its details are not all. */
const AND_MORE = /^And \d+ more\.$/;

/** The checks of what is there and not declared: one subject stands for whatever that is. */
export function isAboutUnnamed(check: string): boolean {
  return /\/undeclared(-|$)/.test(check);
}

/** Every pinned fact is there, and is the same. */
function isPinned(pinned: Facts, actual: Facts | null): boolean {
  if (actual === null) return false;
  return Object.entries(pinned).every(([name, value]) => {
    if (!Object.hasOwn(actual, name)) return false;
    return textOf(actual[name] ?? null) === textOf(value);
  });
}

function textOf(value: Json): string {
  return JSON.stringify(canonical(value));
}
