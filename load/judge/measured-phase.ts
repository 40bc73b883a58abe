import type { PlannedPhase, PlannedScenario } from '../plan/scenario-plan.ts';
import type { Schedule } from '../plan/schedule.ts';
import { LatencyHistogram } from '../stats/latency-histogram.ts';
import type { Estimate } from '../stats/estimate.ts';
import type { Outcome } from '../stream/outcome.ts';
import { greatestCpuShare, type CpuShare } from './generator-cpu.ts';
import type { RanScenario } from './ran-scenario.ts';

/** What was told of the requests that were to be sent within one second. */
export interface ToldSecond {
  /** Of all of them, however they ended. */
  readonly all: LatencyHistogram;
  /** Of those that were answered as they should be. */
  readonly well: LatencyHistogram;
}

/** What was told of one kind of request. */
export interface ToldRequests {
  readonly name: string;
  /** How many were answered or given up, and how many of them failed. */
  readonly told: number;
  readonly failed: number;
}

/** A phase as it was planned, beside what was told of it. Seconds are those of the schedule. */
export interface MeasuredPhase {
  readonly phase: PlannedPhase;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** How many requests its schedule has, in all and by second. */
  readonly planned: number;
  readonly plannedBySecond: ReadonlyMap<number, number>;
  /** How many requests were answered or given up, and how many of them failed. */
  readonly told: number;
  readonly failed: number;
  /** How many failed in which way. */
  readonly failures: ReadonlyMap<Outcome, number>;
  readonly toldBySecond: ReadonlyMap<number, ToldSecond>;
  /** The kinds of request that the plan has, those among them of which nothing was told. */
  readonly requests: readonly ToldRequests[];
  /** How much later than they should have been requests were sent. */
  readonly lateness: LatencyHistogram;
  /** How much of what its machine had for it k6 took where and when that was most. */
  readonly cpu: Estimate<CpuShare>;
}

interface ToldPhase {
  readonly seconds: Map<number, ToldSecond>;
  /** By the name of a kind of request: how many were answered as they should be, and how many were not. */
  readonly well: Map<string, number>;
  readonly unwell: Map<string, number>;
  readonly failures: Map<Outcome, number>;
}

function nothingTold(): ToldPhase {
  return { seconds: new Map(), well: new Map(), unwell: new Map(), failures: new Map() };
}

/** The phases of a workload, in their order. Requests that were told of a phase that is not planned are in none of them. */
export function measuredPhases(
  { plan, fold, generators }: Pick<RanScenario, 'plan' | 'fold' | 'generators'>,
  schedule: Schedule,
  workload: string,
): readonly MeasuredPhase[] {
  const scenario = plan.scenarios.find(({ name }) => name === workload);
  if (scenario === undefined) return [];
  const plannedBySecond = plannedSeconds(scenario, schedule);
  const told = toldSeconds(fold, workload);
  let end = 0;
  return scenario.phases.map((phase, index) => {
    const fromSeconds = end;
    end += phase.seconds;
    const planned = plannedBySecond[index] ?? new Map<number, number>();
    const { seconds: toldBySecond, failures, ...kinds } = told.get(phase.name) ?? nothingTold();
    const seconds = [...toldBySecond.values()];
    return {
      phase,
      fromSeconds,
      toSeconds: end,
      planned: sum(planned.values()),
      plannedBySecond: planned,
      told: sum(seconds.map(({ all }) => all.count)),
      failed: sum(seconds.map(({ all, well }) => all.count - well.count)),
      failures,
      toldBySecond,
      requests: scenario.requests.map(({ name }) => {
        const failed = kinds.unwell.get(name) ?? 0;
        return { name, told: (kinds.well.get(name) ?? 0) + failed, failed };
      }),
      lateness: latenessOf(fold, workload, phase.name),
      cpu: greatestCpuShare(generators, fold.account(), { fromSeconds, toSeconds: end }),
    };
  });
}

function plannedSeconds(
  { name, phases }: PlannedScenario,
  schedule: Schedule,
): readonly Map<number, number>[] {
  const byPhase = phases.map(() => new Map<number, number>());
  for (const [offsetMs, , phase] of schedule[name] ?? []) {
    const second = Math.floor(offsetMs / 1000);
    const counts = byPhase[phase];
    counts?.set(second, (counts.get(second) ?? 0) + 1);
  }
  return byPhase;
}

function toldSeconds(fold: RanScenario['fold'], workload: string): ReadonlyMap<string, ToldPhase> {
  const byPhase = new Map<string, ToldPhase>();
  for (const { scenario, phase, name, second, outcome, latency } of fold.series()) {
    if (scenario !== workload) continue;
    const toldPhase = byPhase.get(phase) ?? nothingTold();
    byPhase.set(phase, toldPhase);
    const { seconds, well, unwell, failures } = toldPhase;
    const there = seconds.get(second) ?? {
      all: new LatencyHistogram(),
      well: new LatencyHistogram(),
    };
    seconds.set(second, there);
    there.all.add(latency);
    if (outcome !== 'ok') {
      failures.set(outcome, (failures.get(outcome) ?? 0) + latency.count);
      unwell.set(name, (unwell.get(name) ?? 0) + latency.count);
      continue;
    }
    there.well.add(latency);
    well.set(name, (well.get(name) ?? 0) + latency.count);
  }
  return byPhase;
}

function latenessOf(fold: RanScenario['fold'], workload: string, phase: string): LatencyHistogram {
  const lateness = new LatencyHistogram();
  for (const part of fold.lateness()) {
    if (part.scenario === workload && part.phase === phase) lateness.add(part.lateness);
  }
  return lateness;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
