import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Artifact } from '../../../core/check.ts';
import {
  deviations,
  fail,
  pass,
  unknown,
  type Deviation,
  type Deviations,
  type Judgement,
} from '../../../core/judgement.ts';
import {
  definition,
  differences,
  meantBy,
  type Difference,
  type ObjectRule,
} from './differences.ts';

/** Neither side can say that it has no catalog. */
const NO_CATALOG = 'A side gave no catalog.';

/** Compares the objects of both sides; each that differs is a finding with both definitions. */
export function judgeObjects(
  rule: ObjectRule,
  catalog: Artifact<readonly Fact[]>,
): Judgement | Deviations {
  const source = catalog.get('source');
  const target = catalog.get('target');
  if (source === null || target === null) return unknown(NO_CATALOG);
  const [first, ...others] = differences(rule, source, target).map((difference) =>
    deviationOf(rule, difference),
  );
  if (first !== undefined) return deviations([first, ...others]);
  return pass(counted(rule, source), counted(rule, target));
}

/** How many objects of each kind there are, under the words for them. */
function counted(rule: ObjectRule, facts: readonly Fact[]) {
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
  const named = (fact: Fact) => `${rule.kinds[fact.kind]?.[0] ?? fact.kind} ${fact.id}`;
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
      const message = `The ${named(source)} has another ${listed(words)} in the target.`;
      return {
        object: named(source),
        judgement: fail(message, definition(source, members), definition(target, members)),
      };
    }
  }
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
