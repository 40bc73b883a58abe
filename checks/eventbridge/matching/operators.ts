import { isObject } from '../../iam/policy/json-values.ts';
import { charactersOf, MANY, matches, normal, type Token } from '../../iam/policy/pattern.ts';
import { contains, parseCidr } from '../../sg/algebra/cidr.ts';
import type { Scalar } from './event.ts';

export type Comparison = (value: Scalar) => boolean;

/**
 * What the operator asks of a value; null for an operator or an argument that is not known here.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function comparisonOf(name: string, argument: unknown): Comparison | null {
  switch (name) {
    case 'prefix':
      return affix(argument, (value, affixed) => value.startsWith(affixed));
    case 'suffix':
      return affix(argument, (value, affixed) => value.endsWith(affixed));
    case 'equals-ignore-case':
      return ofText(argument, (value, wanted) => value.toLowerCase() === wanted.toLowerCase());
    case 'wildcard':
      return ofText(argument, (value, wanted) => matches(wildcardOf(wanted), value));
    case 'numeric':
      return Array.isArray(argument) ? numeric(argument) : null;
    case 'cidr':
      return cidr(argument);
    default:
      return null;
  }
}

type TextComparison = (value: string, wanted: string) => boolean;

function ofText(argument: unknown, holds: TextComparison): Comparison | null {
  if (typeof argument !== 'string') return null;
  return (value) => typeof value === 'string' && holds(value, argument);
}

/** A text, or one whose case does not matter. */
function affix(argument: unknown, holds: TextComparison): Comparison | null {
  if (!isObject(argument)) return ofText(argument, holds);
  return ofText(argument['equals-ignore-case'], (value, wanted) =>
    holds(value.toLowerCase(), wanted.toLowerCase()),
  );
}

/** `*` is any characters or none, unless a backslash precedes it; nothing else has a meaning. */
function wildcardOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const characters = charactersOf(text);
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index] ?? '';
    const next = characters[index + 1];
    if (character === '\\' && (next === '*' || next === '\\')) {
      tokens.push(next);
      index += 1;
    } else {
      tokens.push(character === '*' ? MANY : character);
    }
  }
  return normal(tokens);
}

const RELATIONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** One relation and its limit, or two of each: all have to hold. */
function numeric(argument: readonly unknown[]): Comparison | null {
  if (argument.length !== 2 && argument.length !== 4) return null;
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < argument.length; index += 2) {
    const [sign, limit] = argument.slice(index);
    const relation = typeof sign === 'string' ? RELATIONS[sign] : undefined;
    if (relation === undefined || typeof limit !== 'number') return null;
    tests.push((value) => relation(value, limit));
  }
  return (value) => typeof value === 'number' && tests.every((holds) => holds(value));
}

function cidr(argument: unknown): Comparison | null {
  const block = typeof argument === 'string' ? parseCidr(argument) : null;
  if (block === null) return null;
  return (value) => {
    if (typeof value !== 'string') return false;
    const address = parseCidr(`${value}/${value.includes(':') ? 128 : 32}`);
    return address !== null && contains(block, address);
  };
}
