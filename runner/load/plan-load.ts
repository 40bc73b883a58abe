import type { LoadPlan, PlannedLoad } from '../../core/load/load-plan.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { forecastsOf } from '../../load/foresight/forecasts.ts';
import { planScenario } from '../../load/plan/load-plan.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import { requestsOf, secondsOf, type ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { sendableLoad } from './sendable-load.ts';
import { watchedActions } from './watch/watched-operations.ts';

/**
 * What a load test of these scenarios would send, and what the spec alone tells of its sizes. Nothing is sent.
 * @throws {UsageError} when the spec declares no load that could be sent.
 */
export function planLoad(spec: Spec, kinds: readonly ScenarioKind[], seed: number): LoadPlan {
  const load = sendableLoad(spec);
  const planned = kinds.map((kind) => ({
    kind,
    answer: planScenario(load, kind, { seed, marker: spec.deployment }),
  }));
  return {
    deployment: spec.deployment,
    origin: load.target.origin,
    environment: load.target.environment,
    loads: planned.flatMap(({ kind, answer }) =>
      answer.kind === 'planned' ? loadsOf(kind, answer.plan) : [],
    ),
    refusals: planned.flatMap(({ kind, answer }) =>
      answer.kind === 'refused' ? [{ scenario: kind, complaints: answer.complaints }] : [],
    ),
    forecasts: forecastsOf(spec),
    watchActions: watchedActions(),
  };
}

function loadsOf(kind: ScenarioKind, { scenarios }: ScenarioPlan): readonly PlannedLoad[] {
  return scenarios.map((scenario) => ({
    scenario: kind,
    workload: scenario.name,
    arrivals: scenario.arrivals,
    requests: Math.round(scenario.phases.reduce((sum, phase) => sum + requestsOf(phase), 0)),
    peakRequestsPerSecond: Math.max(
      ...scenario.phases.map(({ requestsPerSecond, endRequestsPerSecond }) =>
        Math.max(requestsPerSecond, endRequestsPerSecond ?? 0),
      ),
    ),
    seconds: secondsOf(scenario),
    virtualUsers: scenario.virtualUsers,
  }));
}
