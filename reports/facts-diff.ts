import { canonical, type Facts, type Json } from '../core/json.ts';

/** One fact of a finding. A side that does not state it is undefined. */
export interface FactRow {
  /** Dotted, as in `circuitBreaker.rollback`. */
  readonly key: string;
  /** Members that both lists have and that are left out of both sides; 0 for what is no list. */
  readonly shared: number;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
  readonly comparison: Comparison;
}

/** `actual-only` is what AWS says of a thing of which the rule expects nothing: context, not a difference. */
type Comparison = 'different' | 'actual-only' | 'same';

const ORDER: readonly Comparison[] = ['different', 'actual-only', 'same'];

/** Expected beside actual, fact by fact: first those that differ. Nested facts are compared member by member. */
export function factRows(expected: Facts | null, actual: Facts | null): readonly FactRow[] {
  return compare('', expected ?? {}, actual ?? {}).sort(
    (left, right) => ORDER.indexOf(left.comparison) - ORDER.indexOf(right.comparison),
  );
}

function compare(prefix: string, expected: Facts, actual: Facts): FactRow[] {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  return keys.flatMap((name): FactRow[] => {
    const key = `${prefix}${name}`;
    const left = own(expected, name);
    const right = own(actual, name);
    if (isFacts(left) && isFacts(right)) return compare(`${key}.`, left, right);
    if (isList(left) && isList(right)) return [listRow(key, left, right)];
    return [
      { key, shared: 0, expected: left, actual: right, comparison: comparisonOf(left, right) },
    ];
  });
}

/** Of two lists that share members, only what one of them lacks is worth reading. */
function listRow(key: string, expected: readonly Json[], actual: readonly Json[]): FactRow {
  const comparison = comparisonOf(expected, actual);
  const onlyExpected = without(expected, actual);
  const onlyActual = without(actual, expected);
  const shared = expected.length - onlyExpected.length;
  const sameMembers = onlyExpected.length === 0 && onlyActual.length === 0;
  if (shared === 0 || sameMembers) return { key, shared: 0, expected, actual, comparison };
  return {
    key,
    shared,
    expected: onlyExpected.length === 0 ? undefined : onlyExpected,
    actual: onlyActual.length === 0 ? undefined : onlyActual,
    comparison,
  };
}

function comparisonOf(expected: Json | undefined, actual: Json | undefined): Comparison {
  if (textOf(expected) === textOf(actual)) return 'same';
  return expected === undefined ? 'actual-only' : 'different';
}

/** The members of a list that another list lacks, counting equal ones. */
function without(list: readonly Json[], other: readonly Json[]): readonly Json[] {
  const left = new Map<string | undefined, number>();
  for (const member of other) {
    const text = textOf(member);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return list.filter((member) => {
    const text = textOf(member);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}

/** A fact on one line, as JSON with blanks to break lines at; strings are quoted, since `"3"` is not 3. */
export function inline(value: Json): string {
  if (isList(value)) return `[${value.map(inline).join(', ')}]`;
  if (!isFacts(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${inline(member)}`,
  );
  return `{${members.join(', ')}}`;
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(canonical(value));
}

function own(facts: Facts, name: string): Json | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isFacts(value: Json | undefined): value is Facts {
  return value !== undefined && value !== null && typeof value === 'object' && !isList(value);
}
