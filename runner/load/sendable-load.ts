import type { Spec } from '../../core/spec/spec.ts';
import { type MessagePlan, planMessages } from '../../load/plan/message-plan.ts';
import { planScenario, type SendableLoad } from '../../load/plan/load-plan.ts';
import { MESSAGING, type LoadKind, type ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';

/**
 * The load of a spec, if it says all that sending it takes.
 * @throws {UsageError} that says what the spec lacks.
 */
export function sendableLoad(spec: Spec): SendableLoad {
  const { load } = spec;
  const { target, limits, workloads } = load ?? {};
  if (target !== undefined && limits !== undefined && workloads !== undefined) {
    return { target, limits, workloads, scenarios: load?.scenarios };
  }
  throw new UsageError(lacksOf({ target, limits, workloads }));
}

/**
 * Where the load of a spec goes, be it requests or messages.
 * @throws {UsageError} that says what the spec lacks.
 */
export function loadTarget({ load }: Spec): SendableLoad['target'] {
  const { target, limits, workloads, messages } = load ?? {};
  if (target !== undefined && limits !== undefined && (workloads ?? messages) !== undefined) {
    return target;
  }
  throw new UsageError(lacksOf({ target, limits, workloads: workloads ?? messages }));
}

function lacksOf(sections: Readonly<Record<string, unknown>>): string {
  const lacks = Object.entries(sections)
    .filter(([, section]) => section === undefined)
    .map(([name]) => `load.${name}`);
  return `The spec declares no load that can be sent: it lacks ${lacks.join(', ')}. See docs/load.md for an example.`;
}

/**
 * What is sent to the queues of a spec.
 * @throws {UsageError} that says what the spec lacks, or why it cannot be sent.
 */
export function sendableMessages(
  spec: Spec,
  facts: { readonly seed: number; readonly marker: string },
): MessagePlan {
  const { target, limits, messages } = spec.load ?? {};
  if (target === undefined || limits === undefined || messages === undefined) {
    throw new UsageError(lacksOf({ target, limits, messages }));
  }
  const planned = planMessages(spec, facts);
  if (planned.kind === 'planned') return planned.plan;
  throw new UsageError(refusalOf(MESSAGING, planned.complaints));
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
  throw new UsageError(refusalOf(kind, planned.complaints));
}

function refusalOf(kind: LoadKind, complaints: readonly string[]): string {
  return `The scenario ${kind} cannot be sent:\n${complaints.map((complaint) => `  ${complaint}\n`).join('')}`;
}
