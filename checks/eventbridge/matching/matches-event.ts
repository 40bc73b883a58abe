import { isObject } from '../../iam/policy/json-values.ts';
import type { Certainty } from '../../iam/policy/pattern-sets.ts';
import { every, some } from './certainty.ts';
import { isList, memberOf, UNSAID, type EventValue } from './event.ts';
import { matchesLeaf } from './leaf.ts';

/**
 * Whether EventBridge takes the event to be of the pattern: every field that the pattern names has one of its values. What
 * the event leaves unsaid, and what the pattern says in a way that is not known here, makes it undecided.
 *
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html,
 * https://github.com/aws/event-ruler.
 */
export function matchesEvent(pattern: unknown, event: EventValue | undefined): Certainty {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) return 'undecided';
  return every(
    Object.entries(pattern).map(([name, wanted]) =>
      name === '$or' ? matchesOneOf(wanted, event) : matchesField(wanted, memberOf(event, name)),
    ),
  );
}

function matchesOneOf(alternatives: unknown, event: EventValue | undefined): Certainty {
  if (!Array.isArray(alternatives) || alternatives.length === 0) return 'undecided';
  return some(alternatives.map((pattern) => matchesEvent(pattern, event)));
}

function matchesField(wanted: unknown, field: EventValue | undefined): Certainty {
  if (Array.isArray(wanted)) {
    return wanted.length === 0 ? 'undecided' : some(wanted.map((one) => matchesLeaf(one, field)));
  }
  if (field === undefined || field === UNSAID || !isList(field)) return matchesEvent(wanted, field);
  // All that is asked of an object in a list has to be true of one and the same.
  const found = some(field.map((each) => matchesEvent(wanted, each)));
  return asksForAbsence(wanted) ? 'undecided' : found;
}

/** Whether the pattern wants some field not to exist, which means another thing for a list of objects than for each. */
function asksForAbsence(pattern: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some(asksForAbsence);
  if (!isObject(pattern)) return false;
  return pattern['exists'] === false || Object.values(pattern).some(asksForAbsence);
}
