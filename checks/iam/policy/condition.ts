import { isObject } from './json-values.ts';
import { matches, patternOf } from './pattern.ts';

/** One key of one operator of a statement's conditions. */
export interface Condition {
  /** The operator alone, in lower case: `stringlike`. */
  readonly operator: string;
  /** How a key with several values is compared; null compares its one value. */
  readonly quantifier: 'any' | 'all' | null;
  /** Whether a request without the key fulfils it. */
  readonly ifExists: boolean;
  /** In lower case: IAM does not tell the case of keys apart. */
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * What is known of a request: a key's one value, or null when requests are known not to have the key. What is not in
 * the map is not known.
 */
export type RequestContext = ReadonlyMap<string, string | null>;

/** Whether a condition holds; `unknown` when that is up to the request. */
export type Truth = 'true' | 'false' | 'unknown';

/**
 * The conditions of a statement, all of which must hold; null when they cannot be read.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseConditions(raw: unknown): readonly Condition[] | null {
  if (raw === undefined) return [];
  if (!isObject(raw)) return null;
  const conditions: Condition[] = [];
  for (const [name, keys] of Object.entries(raw)) {
    if (!isObject(keys)) return null;
    for (const [key, value] of Object.entries(keys)) {
      const values = valuesOf(value);
      if (values === null) return null;
      conditions.push({ ...operatorOf(name), key: key.toLowerCase(), values });
    }
  }
  return conditions;
}

/** Whether all of the conditions hold. */
export function evaluateAll(conditions: readonly Condition[], context: RequestContext): Truth {
  const truths = conditions.map((condition) => evaluate(condition, context));
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** Whether a condition holds for a request of which so much is known. */
function evaluate(condition: Condition, context: RequestContext): Truth {
  const { operator, quantifier, ifExists, key, values } = condition;
  const actual = context.get(key);
  if (actual === undefined) return 'unknown';
  if (operator === 'null') {
    const truths = values.map((value) => (value.toLowerCase() === 'true') === (actual === null));
    return truths.includes(true) ? 'true' : 'false';
  }
  const comparison = COMPARISONS[operator];
  if (actual === null) {
    if (ifExists || quantifier === 'all') return 'true';
    if (quantifier === 'any') return 'false';
    // Without the key, an operator that forbids values holds.
    return NEGATIVE.test(operator) ? 'true' : 'false';
  }
  if (comparison === undefined) return 'unknown';
  const isEqual = values.some((value) => comparison(value, actual));
  // A value with a variable is equal to what the request makes of it.
  if (!isEqual && values.some((value) => value.includes('${'))) return 'unknown';
  if (!isEqual && comparison === arnLike && values.some(isBareWildcard)) return 'unknown';
  return isEqual === NEGATIVE.test(operator) ? 'false' : 'true';
}

/** The operators that hold for the values listed; those that hold for all others are `not` before the comparison. */
const NEGATIVE = /^(?:string|arn|numeric|date)not|^notip/;

type Comparison = (expected: string, actual: string) => boolean;

const equals: Comparison = (expected, actual) => expected === actual;
const equalsIgnoringCase: Comparison = (expected, actual) =>
  expected.toLowerCase() === actual.toLowerCase();
const like: Comparison = (expected, actual) => matches(patternOf(expected), actual);
/** Each part between colons may hold wildcards, and no wildcard reaches over a colon but in the last part. */
const arnLike: Comparison = (expected, actual) => {
  const [wanted, given] = [arnParts(expected), arnParts(actual)];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => matches(patternOf(part), given[index] ?? ''))
  );
};

/** AWS compares an ARN part by part, and does not say what it makes of a value that is no ARN and would stand for all. */
const isBareWildcard = (value: string): boolean => /^\*+$/.test(value);

/** The operators that compare texts; ArnEquals is ArnLike under another name. Others are up to the request. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  stringequals: equals,
  stringnotequals: equals,
  stringequalsignorecase: equalsIgnoringCase,
  stringnotequalsignorecase: equalsIgnoringCase,
  stringlike: like,
  stringnotlike: like,
  arnequals: arnLike,
  arnnotequals: arnLike,
  arnlike: arnLike,
  arnnotlike: arnLike,
  bool: equalsIgnoringCase,
};

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function operatorOf(name: string): Pick<Condition, 'operator' | 'quantifier' | 'ifExists'> {
  const lower = name.toLowerCase();
  const quantifier = lower.startsWith('foranyvalue:')
    ? 'any'
    : lower.startsWith('forallvalues:')
      ? 'all'
      : null;
  const bare = quantifier === null ? lower : lower.slice(lower.indexOf(':') + 1);
  const ifExists = bare.endsWith('ifexists');
  return { operator: ifExists ? bare.slice(0, -'ifexists'.length) : bare, quantifier, ifExists };
}

function valuesOf(value: unknown): readonly string[] | null {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  const values: string[] = [];
  for (const item of list) {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') {
      return null;
    }
    values.push(String(item));
  }
  return values;
}
