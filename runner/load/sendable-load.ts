import type { Spec } from '../../core/spec/spec.ts';
import { planScenario, type SendableLoad } from '../../load/plan/load-plan.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';

/**
 * The load of a spec, if it says all that sending it takes.
 * @throws {UsageError} that says what the spec lacks.
 */
export function sendableLoad(spec: Spec): SendableLoad {
  const { load } = spec;
  const { target, limits, workloads } = load ?? {};
  if (
    load !== undefined &&
    target !== undefined &&
    limits !== undefined &&
    workloads !== undefined
  ) {
    return { target, limits, workloads, scenarios: load.scenarios };
  }
  const lacks = Object.entries({ target, limits, workloads })
    .filter(([, section]) => section === undefined)
    .map(([name]) => `load.${name}`);
  throw new UsageError(
    `The spec declares no load that can be sent: it lacks ${lacks.join(', ')}. See docs/load.md for an example.`,
  );
}

/**
 * What k6 is given for a scenario.
 * @throws {UsageError} that says why it cannot be sent.
 */
export function sendablePlan(
  load: SendableLoad,
  kind: ScenarioKind,
  facts: { readonly seed: number; readonly marker: string },
): ScenarioPlan {
  const planned = planScenario(load, kind, facts);
  if (planned.kind === 'planned') return planned.plan;
  const complaints = planned.complaints.map((complaint) => `  ${complaint}\n`).join('');
  throw new UsageError(`The scenario ${kind} cannot be sent:\n${complaints}`);
}
