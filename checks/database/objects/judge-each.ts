import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';
import type { Facts } from '../../../core/json.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviations,
  type Judgement,
} from '../../../core/judgement.ts';
import type { Side } from '../../../core/postgres.ts';
import { factsOf, NO_CATALOG, type CatalogArtifact } from './catalogs.ts';
import { definition, meantBy, type ObjectRule } from './differences.ts';
import { counted, nameOf } from './judge-objects.ts';

/** A rule that looks at the objects of one side alone. */
export interface EachRule extends Pick<ObjectRule, 'kinds' | 'isMeant'> {
  /** Objects that are as they should be; none, so that each there is counts against the side, when left out. */
  readonly isRight?: (fact: Fact) => boolean;
  /** What should be, by member of the definition. */
  readonly expected: Facts;
  /** Members that a finding shows; those of `expected` when left out. */
  readonly shown?: readonly string[];
  /** A whole sentence about an object that is not right. */
  readonly tell: (named: string, fact: Fact) => string;
}

/** Judges every object of a side by itself; each that is not right is a finding. */
export function judgeEach(
  rule: EachRule,
  side: Side,
  ...catalogs: readonly CatalogArtifact[]
): Judgement | Deviations {
  const facts = factsOf(side, catalogs);
  if (facts === null) return unknown(NO_CATALOG);
  const isRight = (fact: Fact) => rule.isRight?.(fact) === true;
  const shown = rule.shown ?? Object.keys(rule.expected);
  const wrong = meantBy(
    rule,
    facts.filter((fact) => !isRight(fact)),
  );
  const deviating = [...wrong.values()].map((fact) => {
    const named = nameOf(rule, fact);
    const message = rule.tell(named, fact);
    return { object: named, judgement: fail(message, rule.expected, definition(fact, shown)) };
  });
  return deviationsOr(deviating, pass(counted(rule, facts.filter(isRight)), counted(rule, facts)));
}
