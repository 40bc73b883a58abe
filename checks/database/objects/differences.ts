import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import { canonical, type Facts, type Json } from '../../../core/json.ts';
import { isHeartbeat, ofTheMigration } from './leftovers.ts';

/** Which facts of a catalog are compared, and what of their definitions. */
export interface ObjectRule {
  /** Kinds of facts, with the words for one and for many objects of the kind: `column: ['column', 'columns']`. */
  readonly kinds: Readonly<Record<string, readonly [one: string, many: string]>>;
  /** Members of a definition that must be equal, with the words for them: `notnull: 'rule for nulls'`. */
  readonly members: Readonly<Record<string, string>>;
  /** Narrows the facts further; all of the kinds when left out. */
  readonly isMeant?: (fact: Fact) => boolean;
  /** Objects that the target may have of its own; none but those of the migration itself when left out. */
  readonly mayBeExtra?: (fact: Fact) => boolean;
  /** Kinds of which only the objects of both sides are compared: another check finds those that one side lacks. */
  readonly commonAlone?: readonly string[];
  /** Differences of a member that do no harm; none when left out. */
  readonly mayDiffer?: (member: string, source: Fact, target: Fact) => boolean;
  /** A sentence for an object that differs, in place of the one that names its members; null for that one. */
  readonly tell?: (named: string, source: Fact, target: Fact) => string | null;
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

/**
 * The objects that a rule is about, by kind and name; none that a migration tool made for itself.
 * @throws when two facts have one kind and name: one of them would be judged by nobody.
 */
export function meantBy(
  { kinds, isMeant }: Pick<ObjectRule, 'kinds' | 'isMeant'>,
  facts: readonly Fact[],
): ReadonlyMap<string, Fact> {
  const meant = new Map<string, Fact>();
  for (const fact of facts) {
    if (!Object.hasOwn(kinds, fact.kind) || isMeant?.(fact) === false) continue;
    if (ofTheMigration(fact)) continue;
    const name = `${fact.kind} ${fact.id}`;
    if (meant.has(name)) throw new Error(`Two facts have the name ${name}.`);
    meant.set(name, fact);
  }
  return meant;
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

/** What a table of heartbeats is made of; what others may do to it is no part of that. */
const HEARTBEAT_KINDS = new Set(['relation', 'column', 'constraint', 'index']);

function differenceOf(
  rule: ObjectRule,
  source: Fact | undefined,
  target: Fact | undefined,
): readonly Difference[] {
  if (source !== undefined && target !== undefined) {
    const members = Object.keys(rule.members).filter(
      (member) =>
        !sameJson(memberOf(source, member), memberOf(target, member)) &&
        rule.mayDiffer?.(member, source, target) !== true,
    );
    return members.length === 0 ? [] : [{ kind: 'changed', source, target, members }];
  }
  if (source !== undefined) {
    return rule.commonAlone?.includes(source.kind) === true ? [] : [{ kind: 'missing', source }];
  }
  if (target === undefined || rule.commonAlone?.includes(target.kind) === true) return [];
  const allowed =
    (HEARTBEAT_KINDS.has(target.kind) && isHeartbeat(target)) || rule.mayBeExtra?.(target) === true;
  return allowed ? [] : [{ kind: 'extra', target }];
}

/** The members of a definition that a rule compares; the whole of one that is no object, as `value`. */
export function definition({ def }: Fact, members: readonly string[]): Facts {
  return Object.fromEntries(members.map((member) => [member, memberOf({ def }, member)]));
}

/** One member of a definition; null when the definition has none. */
export function memberOf({ def }: Pick<Fact, 'def'>, member: string): Json {
  if (def === null || typeof def !== 'object' || Array.isArray(def)) {
    return member === 'value' ? def : null;
  }
  return (def as Readonly<Record<string, Json>>)[member] ?? null;
}

/** A member that is a text; the empty text when it is none. */
export function textOf(fact: Pick<Fact, 'def'>, member: string): string {
  const value = memberOf(fact, member);
  return typeof value === 'string' ? value : '';
}

/** Whether two values are the same, in whatever order their keys are. */
export function sameJson(left: Json, right: Json): boolean {
  return JSON.stringify(canonical(left)) === JSON.stringify(canonical(right));
}
