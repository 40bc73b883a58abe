import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Facts } from '../../../core/json.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviation,
  type Deviations,
  type Judgement,
} from '../../../core/judgement.ts';
import { factsOf, NO_CATALOG, type CatalogArtifact } from './catalogs.ts';
import {
  definition,
  differences,
  meantBy,
  type Difference,
  type ObjectRule,
} from './differences.ts';

/** Compares the objects of both sides; each that differs is a finding with both definitions. */
export function judgeObjects(
  rule: ObjectRule,
  ...catalogs: readonly CatalogArtifact[]
): Judgement | Deviations {
  const source = factsOf('source', catalogs);
  const target = factsOf('target', catalogs);
  if (source === null || target === null) return unknown(NO_CATALOG);
  return compareFacts(rule, source, target);
}

/** The same, for facts that a check has put together. */
export function compareFacts(
  rule: ObjectRule,
  source: readonly Fact[],
  target: readonly Fact[],
): Judgement | Deviations {
  const deviating = differences(rule, source, target).map((difference) =>
    deviationOf(rule, difference),
  );
  return deviationsOr(deviating, pass(counted(rule, source), counted(rule, target)));
}

/** How many objects of each kind there are, under the words for them. */
export function counted(
  rule: Pick<ObjectRule, 'kinds' | 'isMeant'>,
  facts: readonly Fact[],
): Facts {
  const meant = [...meantBy(rule, facts).values()];
  return Object.fromEntries(
    Object.entries(rule.kinds).map(([kind, [, many]]) => [
      many,
      meant.filter((fact) => fact.kind === kind).length,
    ]),
  );
}

function deviationOf(rule: ObjectRule, difference: Difference): Deviation {
  const all = Object.keys(rule.members);
  const named = (fact: Fact) => nameOf(rule, fact);
  switch (difference.kind) {
    case 'missing': {
      const { source } = difference;
      const message = `The target lacks the ${named(source)}, which the source has.`;
      return { object: named(source), judgement: fail(message, definition(source, all), {}) };
    }
    case 'extra': {
      const { target } = difference;
      const message = `The target has the ${named(target)}, which the source lacks.`;
      return { object: named(target), judgement: fail(message, {}, definition(target, all)) };
    }
    case 'changed': {
      const { source, target, members } = difference;
      const words = members.map((member) => rule.members[member] ?? member);
      const message =
        rule.tell?.(named(source), source, target) ??
        `The ${named(source)} has another ${listed(words)} in the target.`;
      return {
        object: named(source),
        judgement: fail(message, definition(source, members), definition(target, members)),
      };
    }
  }
}

/** An object with the word for its kind: `column app.agents.name`. */
export function nameOf({ kinds }: Pick<ObjectRule, 'kinds'>, { kind, id }: Fact): string {
  return `${kinds[kind]?.[0] ?? kind} ${id}`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
