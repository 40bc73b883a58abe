import type { Spec } from '../../core/spec/spec.ts';
import { judgeTest, type JudgedTest } from './judged-test.ts';
import type { LoadTest } from '../kept/load-test.ts';

const plainSpecs = new WeakMap<Spec, Spec>();
const judgedTests = new WeakMap<LoadTest, WeakMap<Spec, JudgedTest>>();

/**
 * A copy of a spec whose leaves can be read without being noted: the judge reads more of it than what it compares, so that each
 * subject notes by itself what it holds.
 */
export function plainSpecOf(spec: Spec): Spec {
  const known = plainSpecs.get(spec) ?? (JSON.parse(JSON.stringify(spec)) as Spec);
  plainSpecs.set(spec, known);
  return known;
}

/** What the load test says by a spec, judged once for all checks. */
export function judgedTest(spec: Spec, test: LoadTest): JudgedTest {
  const bySpec = judgedTests.get(test) ?? new WeakMap<Spec, JudgedTest>();
  judgedTests.set(test, bySpec);
  const known = bySpec.get(spec) ?? judgeTest(spec, test);
  bySpec.set(spec, known);
  return known;
}
