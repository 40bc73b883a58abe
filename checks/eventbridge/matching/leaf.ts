import { isObject } from '../../iam/policy/json-values.ts';
import type { Certainty } from '../../iam/policy/pattern-sets.ts';
import { not, some, yesIf } from './certainty.ts';
import { isList, isScalar, UNSAID, type EventValue, type Scalar } from './event.ts';
import { comparisonOf, type Comparison } from './operators.ts';

/** Whether the field has the value that one item of a pattern's list asks for. Undefined: the event has no such field. */
export function matchesLeaf(item: unknown, field: EventValue | undefined): Certainty {
  if (isScalar(item)) return ofSome((value) => value === item, field);
  const [operator, ...others] = isObject(item) ? Object.entries(item) : [];
  if (operator === undefined || others.length > 0) return 'undecided';
  const [name, argument] = operator;
  if (name === 'exists') return exists(argument, field);
  if (name === 'anything-but') return anythingBut(argument, field);
  const comparison = comparisonOf(name, argument);
  return comparison === null ? 'undecided' : ofSome(comparison, field);
}

/** EventBridge looks at leaves alone, and does not say what an empty list or an object is. */
function exists(argument: unknown, field: EventValue | undefined): Certainty {
  if (typeof argument !== 'boolean' || field === UNSAID) return 'undecided';
  if (field === undefined) return yesIf(!argument);
  return isScalar(field) || (isList(field) && field.length > 0 && field.every(isScalar))
    ? yesIf(argument)
    : 'undecided';
}

/** Of values that are there: a field that does not exist is not anything but the argument. */
function anythingBut(argument: unknown, field: EventValue | undefined): Certainty {
  if (field === undefined) return 'no';
  const excluded = exclusionsOf(argument);
  if (excluded === null) return 'undecided';
  const answers = valuesOf(field).map((value) =>
    isScalar(value) ? not(yesIf(excluded.some((isOne) => isOne(value)))) : 'undecided',
  );
  // Whether one value of a list or all of them have to be another is left open.
  return answers.every((answer) => answer === answers[0])
    ? (answers[0] ?? 'undecided')
    : 'undecided';
}

function exclusionsOf(argument: unknown): readonly Comparison[] | null {
  if (!isObject(argument)) {
    const values: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    return values.every(isScalar) && values.length > 0
      ? values.map((excluded) => (value: Scalar) => value === excluded)
      : null;
  }
  const [operator, ...others] = Object.entries(argument);
  if (operator === undefined || others.length > 0) return null;
  const [name, given] = operator;
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const comparisons = values.flatMap((value) => comparisonOf(name, value) ?? []);
  return comparisons.length === values.length && values.length > 0 ? comparisons : null;
}

function ofSome(holds: Comparison, field: EventValue | undefined): Certainty {
  if (field === undefined) return 'no';
  return some(
    valuesOf(field).map((value) => {
      if (value === UNSAID) return 'undecided';
      return yesIf(isScalar(value) && holds(value));
    }),
  );
}

function valuesOf(field: EventValue): readonly EventValue[] {
  return isList(field) ? field.flatMap(valuesOf) : [field];
}
