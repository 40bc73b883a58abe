import type { Spec } from '../../../../core/spec/spec.ts';
import { planLevel } from '../../../plan/load-plan.ts';
import { planSearch } from '../../../plan/breakpoint-plan.ts';
import { secondsOf } from '../../../plan/scenario-plan.ts';
import type { ScenarioPlan } from '../../../plan/scenario-plan.ts';
import { FUSE_WINDOW, StreamFuse } from '../../../stream/stream-fuse.ts';
import { judgedWorkloads } from '../../judged-workload.ts';
import { measurementsOf } from '../../measurement.ts';
import type { RanScenario } from '../../ran-scenario.ts';
import { directFold, ranWith } from '../../testing/direct-fold.ts';
import { simulate, type Simulated } from '../../testing/simulated-load.ts';
import { judgedLevel, stepAfter, type JudgedLevel } from '../search-course.ts';

const BEGIN_MS = Date.parse('2026-11-29T07:00:00.000Z');

/** Sends one level after the other to the simulated servers, as the runner does, guard and all. */
export function simulatedSearch(
  spec: Spec,
  change: (simulated: Simulated, level: number) => Simulated = (simulated) => simulated,
  seed = 1,
): readonly RanScenario[] {
  const { target, limits, workloads, scenarios } = spec.load ?? {};
  if (target === undefined || limits === undefined || workloads === undefined) {
    throw new Error('The spec declares no load.');
  }
  const load = { target, limits, workloads, scenarios };
  const facts = { seed, marker: 'test' };
  const search = planSearch(load, facts);
  if (search.kind === 'refused') throw new Error(search.complaints.join(' '));
  const { settings } = search;
  const sent: JudgedLevel[] = [];
  let next = { loadRatio: 1, afterQuiet: false };
  let beginMs = BEGIN_MS;
  for (;;) {
    const planned = planLevel(load, next, settings, { ...facts, seed: seed + sent.length });
    if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
    const { plan } = planned;
    const ran = {
      ...guarded(plan, change(simulate(plan), sent.length)),
      level: { loadRatio: next.loadRatio, settings },
      startedAt: new Date(beginMs).toISOString(),
    };
    const [scenario] = plan.scenarios;
    beginMs += 1000 * (scenario === undefined ? 0 : secondsOf(scenario));
    const endedAt = new Date(beginMs).toISOString();
    const whole = { ...ran, endedAt };
    sent.push(
      judgedLevel({ ran: whole, measurements: measurementsOf(whole, judgedWorkloads(spec)) }),
    );
    const step = stepAfter(sent);
    if (step.kind === 'end') return sent.map((level) => level.ran);
    next = step;
  }
}

/** Looks at the answers as they come, and tells none that would have come after the guard ended it. */
function guarded(plan: ScenarioPlan, simulated: Simulated): RanScenario {
  const whole = ranWith('breakpoint', plan, directFold(simulated));
  if (plan.fuse === null) return whole;
  const fuse = new StreamFuse({ ...plan.fuse, ...FUSE_WINDOW });
  const inOrder = simulated.requests
    .map((request) => ({ request, endMs: request.intendedMs + request.latencyMs }))
    .sort((one, other) => one.endMs - other.endMs);
  for (const [index, { request, endMs }] of inOrder.entries()) {
    const sentence = fuse.observe(endMs, request.outcome, request.latencyMs);
    if (sentence === null) continue;
    const told = inOrder.slice(0, index + 1).map((one) => one.request);
    const fold = directFold({ requests: told, droppedAtMs: [] });
    return { ...ranWith('breakpoint', plan, fold), stop: { by: 'guard', sentence } };
  }
  return whole;
}
