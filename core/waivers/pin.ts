import type { Finding } from '../finding.ts';
import { canonical, type Facts, type Json } from '../json.ts';
import type { DeclaredWaiver } from './waiver.ts';

type Pin = Pick<DeclaredWaiver, 'message' | 'actual' | 'details' | 'allowGlob'>;

/**
 * What is pinned wherever a tool writes an acceptance: the sentence of the failure, all that the finding enumerates, and what
 * was not there to be seen, so that neither what comes to a list later nor what is wrong with a resource that was absent is
 * accepted with it. Numbers and words are not pinned: what fails may fail by another number tomorrow.
 */
export function pinOf({
  message,
  actual,
  details,
}: Pick<Finding, 'message' | 'actual' | 'details'>): Omit<Pin, 'allowGlob'> {
  const facts = Object.entries(actual ?? {});
  // Null is of the type of objects, and means what an empty record of facts does: nothing was there.
  const pinned = facts.filter(([, value]) => typeof value === 'object');
  return {
    ...(message === null ? {} : { message }),
    ...(facts.length > 0 && pinned.length === 0 ? {} : { actual: Object.fromEntries(pinned) }),
    details: [...details],
  };
}

/** Why a finding is not what was pinned; null when it is. */
export function whyNotPinned(
  pin: Pin,
  finding: Pick<Finding, 'check' | 'message' | 'actual' | 'details'>,
): string | null {
  const { message, actual, details } = pin;
  if (isUnsaid(pin)) return UNSAID;
  if (message !== undefined && message !== finding.message) return OTHERWISE;
  if (actual !== undefined && !isPinned(actual, finding.actual)) return OTHERWISE;
  if (isAboutUnnamed(finding.check)) {
    if (namesNoDetail(pin)) return UNNAMED;
    if (finding.details.some((detail) => AND_MORE.test(detail))) return UNCOUNTED;
  }
  if (details === undefined) return null;
  const isKnown = finding.details.every((detail) => details.includes(detail));
  const isAsMany = details.length > 0 === finding.details.length > 0;
  return isAsMany && isKnown ? null : OTHERWISE;
}

/**
 * An acceptance that does not say of what is one of whatever comes: one that was written before messages were pinned, of a
 * resource that was absent then, would cover all that is wrong with it now. A pattern is meant to be that wide.
 */
function isUnsaid({ message, actual, details, allowGlob }: Pin): boolean {
  return allowGlob !== true && [message, actual, details].every((part) => part === undefined);
}

/** Of what nobody declared, the details are the names. */
export function namesNoDetail({ details }: Pin): boolean {
  return details === undefined || details.length === 0;
}

const UNSAID =
  'It does not say how what it names fails, so nobody can have accepted this failure: message, actual or details must say it.';
const OTHERWISE = 'What it names deviates otherwise than was accepted.';
const UNNAMED = 'It is about what the spec does not name, so details must say what is accepted.';
const UNCOUNTED = 'More is undeclared than the finding names, so nobody can have accepted it.';

/** How a check says that its details are not all. */
const AND_MORE = /^And \d+ more\.$/;

/** The checks of what is there and not declared: one subject stands for whatever that is. */
export function isAboutUnnamed(check: string): boolean {
  return /\/undeclared(-|$)/.test(check);
}

/** Every pinned fact is there, and is the same; where none is pinned, none is there. */
function isPinned(pinned: Facts, actual: Facts | null): boolean {
  const facts = Object.entries(pinned);
  if (facts.length === 0) return Object.keys(actual ?? {}).length === 0;
  if (actual === null) return false;
  return facts.every(([name, value]) => {
    if (!Object.hasOwn(actual, name)) return false;
    return textOf(actual[name] ?? null) === textOf(value);
  });
}

function textOf(value: Json): string {
  return JSON.stringify(canonical(value));
}
