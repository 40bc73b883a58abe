import type { ScenarioCost } from '../../core/load/load-plan.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { costComplaints } from '../../load/cost/cost-limits.ts';
import { scenarioCost } from '../../load/cost/scenario-cost.ts';
import { searchCost } from '../../load/cost/search-cost.ts';
import { fusesOf } from '../../load/fuses/fuse.ts';
import type { PlannableSearch } from '../../load/plan/breakpoint-plan.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { UsageError } from '../errors.ts';
import { METRICS_OF } from './watch/reported-metrics.ts';
import { FUSE_INTERVAL_MS } from './watch/look-intervals.ts';
import { MOST_READINGS } from './watch/settled-metrics.ts';

/** What a scenario transfers and costs at most, watched as it is watched. */
export function costOf(spec: Spec, kind: ScenarioKind, plan: ScenarioPlan): ScenarioCost {
  return scenarioCost(spec, kind, plan, {
    ofService: METRICS_OF.service,
    ofDatabase: METRICS_OF.database,
    readings: MOST_READINGS,
    ofFuses: fusesOf(spec).filter(({ kind }) => kind === 'connections').length,
    fuseSeconds: FUSE_INTERVAL_MS / 1000,
  });
}

/** What a search transfers and costs at most. */
export function costOfSearch(
  spec: Spec,
  { greatest, worst }: Pick<PlannableSearch, 'greatest' | 'worst'>,
): ScenarioCost {
  return searchCost(costOf(spec, 'breakpoint', greatest), worst.levels);
}

/** @throws {UsageError} that says why a scenario may not be sent for what it costs. */
export function mustBeAffordable(spec: Spec, cost: ScenarioCost): void {
  const { limits } = spec.load ?? {};
  if (limits === undefined) return;
  const complaints = costComplaints(cost, limits);
  if (complaints.length === 0) return;
  const lines = complaints.map((complaint) => `  ${complaint}\n`).join('');
  throw new UsageError(`The scenario ${cost.scenario} cannot be sent:\n${lines}`);
}
