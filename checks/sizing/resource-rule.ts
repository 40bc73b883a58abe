import type { Facts } from '../../core/json.ts';
import { fail, pass, unknown, type Judgement } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { ResourceRule } from '../../load/judge/deployment/resource-ruling.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';
import { judgedTest } from '../../load/judge/judged-once.ts';
import { endedEarly } from '../load/ended-early.ts';
import { ofAnotherSize } from '../load/sent-size.ts';
import { notCarried } from './carried-load.ts';

/** What speaks for a size by these was seen under the load that was carried, and is said of all of it. */
const OF_CARRIED: ReadonlySet<ResourceRule> = new Set(['C1', 'C2', 'S1', 'D1', 'D2', 'O1']);

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
  const judged = judgedTest(spec, test);
  const other = ofAnotherSize(spec, test, judged.load, resource);
  if (other !== null) return unknown(other);
  const about = judged.resources.find((one) => one.resource === resource);
  const ruling = about?.rulings.find((one) => one.rule === rule);
  if (about === undefined || ruling === undefined) {
    return unknown(`The load test says nothing of ${resource}.`);
  }
  const { verdict, reason, evidence } = ruling;
  switch (verdict) {
    case 'HOLDS':
    case 'OVERSIZED': {
      const ended = endedEarly(test);
      if (ended !== null) return unknown(ended);
      const why = OF_CARRIED.has(rule) ? notCarried(spec, test, judged, about) : null;
      if (why !== null) {
        return unknown(
          `${reason} That decides nothing: the declared load is not known to have been carried. ${why}`,
        );
      }
      return verdict === 'HOLDS'
        ? pass(expected, evidence, { details: [reason] })
        : fail(reason, expected, evidence);
    }
    case 'UNDERSIZED':
    case 'FINDING':
      return fail(reason, expected, evidence);
    case 'INCONCLUSIVE':
    case 'NOT-ASKED':
    case 'NOT-APPLICABLE':
      return unknown(reason);
  }
}
