import type { ScenarioCost } from '../../core/load/load-plan.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { costComplaints } from '../../load/cost/cost-limits.ts';
import { scenarioCost } from '../../load/cost/scenario-cost.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import { METRICS_OF } from './watch/reported-metrics.ts';
import { MOST_READINGS } from './watch/settled-metrics.ts';

/** What a scenario transfers and costs at most, watched as it is watched. */
export function costOf(spec: Spec, kind: ScenarioKind, plan: ScenarioPlan): ScenarioCost {
  return scenarioCost(spec, kind, plan, {
    ofService: METRICS_OF.service,
    ofDatabase: METRICS_OF.database,
    readings: MOST_READINGS,
  });
}

/** @throws {UsageError} that says why a scenario may not be sent for what it costs. */
export function mustBeAffordable(spec: Spec, kind: ScenarioKind, plan: ScenarioPlan): void {
  const { limits } = spec.load ?? {};
  if (limits === undefined) return;
  const complaints = costComplaints(costOf(spec, kind, plan), limits);
  if (complaints.length === 0) return;
  const lines = complaints.map((complaint) => `  ${complaint}\n`).join('');
  throw new UsageError(`The scenario ${kind} cannot be sent:\n${lines}`);
}
