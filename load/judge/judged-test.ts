import type { LoadRun } from '../../core/load/load-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { LoadTest } from '../kept/load-test.ts';
import { restoreScenario } from '../kept/scenario.ts';
import type { JudgedResource } from './deployment/resource-ruling.ts';
import { type Judgement, type RuleId, worst } from './judgement.ts';
import { endedByError } from './ended-by-error.ts';
import { judgeLoad } from './load-run.ts';
import { ofSentSizes } from './sent-size.ts';

/** What a kept load test says by a spec. */
export interface JudgedTest {
  readonly load: LoadRun;
  readonly judgements: readonly Judgement[];
  /** All that is ruled of services and databases by what AWS reported; empty when that was not looked at. */
  readonly resources: readonly JudgedResource[];
}

/**
 * Judges a kept load test. The same test and the same spec give the same verdicts.
 * @throws {RangeError} when what is kept contradicts itself, or a workload of the spec has no objective.
 */
export function judgeTest(
  spec: Spec,
  { scenarios, messages, sizes, deployment, stop }: LoadTest,
): JudgedTest {
  const { load, ...rulings } = judgeLoad(
    spec,
    scenarios.map(restoreScenario),
    deployment,
    messages,
  );
  const sizing = [...ofSentSizes(spec, load.sizing, sizes)];
  return { ...rulings, load: endedByError({ ...load, sizing }, stop) };
}

/** What some of the rules say of each scenario: the worst of them decides it, and of equals the one that is named first. */
export function byRules(
  judgements: readonly Judgement[],
  rules: readonly RuleId[],
): readonly Judgement[] {
  return judgements.map((judgement) => {
    const asked = rules.flatMap((id) => judgement.rulings.filter(({ rule }) => rule === id));
    return { ...judgement, ...worst(asked) };
  });
}
