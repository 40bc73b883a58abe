import type { Spec } from '../../core/spec/spec.ts';
import type { SearchedLevel, SearchSettings } from '../../load/breakpoint/settings.ts';
import {
  judgedLevel,
  stepAfter,
  type JudgedLevel,
} from '../../load/judge/breakpoint/search-course.ts';
import { judgedWorkloads } from '../../load/judge/judged-workload.ts';
import { measurementsOf } from '../../load/judge/measurement.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { PlanFacts, SendableLoad } from '../../load/plan/load-plan.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { sendableLevel } from './sendable-load.ts';

export interface SearchOptions {
  readonly spec: Spec;
  readonly load: SendableLoad;
  readonly settings: SearchSettings;
  /** The seed of the first level; each has its own. */
  readonly facts: PlanFacts;
  readonly signal: AbortSignal;
  /** Sends a level and keeps it. */
  readonly send: (
    plan: ScenarioPlan,
    level: SearchedLevel,
    number: number,
  ) => Promise<KeptScenario>;
  /** Asked before each level but the first: whether the target is still one to load. */
  readonly mayGoOn: () => Promise<boolean>;
  readonly onNote: (note: string) => void;
}

const SEED_BITS = 0x7fffffff;

/** Sends one level after the other, each by how the ones before it went, until the search has come to an end or is ended. */
export async function sendSearch(options: SearchOptions): Promise<void> {
  const { spec, load, settings, facts, signal, onNote } = options;
  const workloads = judgedWorkloads(spec);
  const sent: JudgedLevel[] = [];
  let next = { loadRatio: 1, afterQuiet: false };
  for (;;) {
    const seed = (facts.seed + sent.length) & SEED_BITS;
    const plan = sendableLevel(load, next, settings, { ...facts, seed });
    const ran = await options.send(plan, { loadRatio: next.loadRatio, settings }, sent.length + 1);
    const level = judgedLevel({ ran, measurements: measurementsOf(ran, workloads) });
    sent.push(level);
    if (ran.stop?.by === 'caller' || signal.aborted) return;
    const { outcome, reason } = level.verdict;
    onNote(`Level ${sent.length} (${outcome}): ${reason}`);
    const step = stepAfter(sent);
    if (step.kind === 'end') {
      onNote(`The search for the breaking point is over. ${step.says}`);
      return;
    }
    if (!(await options.mayGoOn())) return;
    next = step;
  }
}
