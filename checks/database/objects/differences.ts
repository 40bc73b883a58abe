import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import { canonical, type Facts, type Json } from '../../../core/json.ts';

/** Which facts of a catalog are compared, and what of their definitions. */
export interface ObjectRule {
  /** Kinds of facts, with the words for one and for many objects of the kind: `column: ['column', 'columns']`. */
  readonly kinds: Readonly<Record<string, readonly [one: string, many: string]>>;
  /** Members of a definition that must be equal, with the words for them: `notnull: 'rule for nulls'`. */
  readonly members: Readonly<Record<string, string>>;
  /** Narrows the facts further; all of the kinds when left out. */
  readonly isMeant?: (fact: Fact) => boolean;
  /** Objects that the target may have of its own; none when left out. */
  readonly mayBeExtra?: (fact: Fact) => boolean;
}

/** An object that is not on both sides the same. */
export type Difference =
  | { readonly kind: 'missing'; readonly source: Fact }
  | { readonly kind: 'extra'; readonly target: Fact }
  | {
      readonly kind: 'changed';
      readonly source: Fact;
      readonly target: Fact;
      /** Members of the definition, in the order of the rule. */
      readonly members: readonly string[];
    };

/** The objects that a rule is about, by kind and name. */
export function meantBy(
  { kinds, isMeant }: ObjectRule,
  facts: readonly Fact[],
): ReadonlyMap<string, Fact> {
  return new Map(
    facts
      .filter((fact) => Object.hasOwn(kinds, fact.kind) && (isMeant?.(fact) ?? true))
      .map((fact) => [`${fact.kind} ${fact.id}`, fact]),
  );
}

/** What differs between two catalogs, in the order of names. */
export function differences(
  rule: ObjectRule,
  source: readonly Fact[],
  target: readonly Fact[],
): readonly Difference[] {
  const from = meantBy(rule, source);
  const to = meantBy(rule, target);
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  return names.flatMap((name) => differenceOf(rule, from.get(name), to.get(name)));
}

function differenceOf(
  rule: ObjectRule,
  source: Fact | undefined,
  target: Fact | undefined,
): readonly Difference[] {
  if (source === undefined && target === undefined) return [];
  if (target === undefined) return source === undefined ? [] : [{ kind: 'missing', source }];
  if (source === undefined) {
    return rule.mayBeExtra?.(target) === true ? [] : [{ kind: 'extra', target }];
  }
  const members = Object.keys(rule.members).filter(
    (member) => textOf(memberOf(source, member)) !== textOf(memberOf(target, member)),
  );
  return members.length === 0 ? [] : [{ kind: 'changed', source, target, members }];
}

/** The members of a definition that a rule compares; the whole of one that is no object, as `value`. */
export function definition({ def }: Fact, members: readonly string[]): Facts {
  return Object.fromEntries(members.map((member) => [member, memberOf({ def }, member)]));
}

function memberOf({ def }: Pick<Fact, 'def'>, member: string): Json {
  if (def === null || typeof def !== 'object' || Array.isArray(def)) {
    return member === 'value' ? def : null;
  }
  return (def as Readonly<Record<string, Json>>)[member] ?? null;
}

function textOf(value: Json): string {
  return JSON.stringify(canonical(value));
}
