import type { Spec } from '../../core/spec/spec.ts';
import type { SearchSettings } from '../../load/breakpoint/settings.ts';
import { planSearch, type PlannableSearch } from '../../load/plan/breakpoint-plan.ts';
import {
  planLevel,
  planScenario,
  type Planned,
  type PlanFacts,
  type SendableLoad,
} from '../../load/plan/load-plan.ts';
import { type MessagePlan, planMessages } from '../../load/plan/message-plan.ts';
import {
  MESSAGING,
  type LoadKind,
  type PlannedKind,
  type ScenarioKind,
} from '../../load/plan/phases.ts';
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
  return planned.kind === 'planned' ? planned.plan : refuse(MESSAGING, planned.complaints);
}

/**
 * What k6 is given for a scenario.
 * @throws {UsageError} that says why it cannot be sent.
 */
export function sendablePlan(
  load: SendableLoad,
  kind: PlannedKind,
  facts: PlanFacts,
): ScenarioPlan {
  return planOrRefuse(kind, planScenario(load, kind, facts));
}

/**
 * What k6 is given for a level of a search.
 * @throws {UsageError} that says why it cannot be sent.
 */
export function sendableLevel(
  load: SendableLoad,
  level: { readonly loadRatio: number; readonly afterQuiet: boolean },
  settings: SearchSettings,
  facts: PlanFacts,
): ScenarioPlan {
  return planOrRefuse('breakpoint', planLevel(load, level, settings, facts));
}

/**
 * What a search goes by, if all that it may come to can be sent.
 * @throws {UsageError} that says why it cannot.
 */
export function sendableSearch(load: SendableLoad, facts: PlanFacts): PlannableSearch {
  const planned = planSearch(load, facts);
  if (planned.kind === 'planned') return planned;
  return refuse('breakpoint', planned.complaints);
}

function planOrRefuse(kind: ScenarioKind, planned: Planned): ScenarioPlan {
  return planned.kind === 'planned' ? planned.plan : refuse(kind, planned.complaints);
}

function refuse(kind: LoadKind, found: readonly string[]): never {
  const complaints = found.map((complaint) => `  ${complaint}\n`).join('');
  throw new UsageError(`The scenario ${kind} cannot be sent:\n${complaints}`);
}
