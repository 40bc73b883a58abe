import type { Facts } from '../../core/json.ts';
import { fail, pass, unknown, type Judgement } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { ResourceRule } from '../../load/judge/deployment/resource-ruling.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { judgedTest } from '../load/judged.ts';
import { ofAnotherSize } from '../load/sent-size.ts';

/**
 * What one rule says of a service or database by what AWS reported while the load was sent.
 * @param resource as sizes are named, such as `ecs main/api`
 */
export function judgeByRule(
  spec: Spec,
  test: LoadTest | null,
  { resource, rule }: { readonly resource: string; readonly rule: ResourceRule },
  expected: Facts,
): Judgement {
  if (test === null) return unknown('There is no load test.');
  if (test.deployment === null) {
    return unknown('AWS was not watched while the load was sent.');
  }
  const { load, resources } = judgedTest(spec, test);
  const other = ofAnotherSize(test, load, resource);
  if (other !== null) return unknown(other);
  const judged = resources.find((one) => one.resource === resource);
  const ruling = judged?.rulings.find((one) => one.rule === rule);
  if (ruling === undefined) return unknown(`The load test says nothing of ${resource}.`);
  const { verdict, reason, evidence } = ruling;
  switch (verdict) {
    case 'HOLDS':
      return pass(expected, evidence, { details: [reason] });
    case 'UNDERSIZED':
    case 'OVERSIZED':
    case 'FINDING':
      return fail(reason, expected, evidence);
    case 'INCONCLUSIVE':
    case 'NOT-ASKED':
    case 'NOT-APPLICABLE':
      return unknown(reason);
  }
}
