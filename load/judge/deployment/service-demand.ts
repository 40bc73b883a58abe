import { type Plateau, serviceDemand, type ServiceDemand } from '../../model/demand.ts';
import { type Estimate, inconclusive } from '../../stats/estimate.ts';
import { mean } from '../../stats/moments.ts';
import { CONFIDENCE } from '../window.ts';
import { vcpuOf, type LoadedService } from './loaded-service.ts';
import { minutesWithin, type MinuteValue } from './metric-minutes.ts';
import type { SharedLevel } from './shared-level.ts';
import type { Span } from './span.ts';
import { steadyTasks } from './task-counts.ts';

/** A level of a staircase at which the service was steady, and as many tasks ran throughout. */
export interface SteadyLevel {
  readonly level: SharedLevel;
  readonly span: Span;
  readonly tasks: number;
  readonly cpuAverage: readonly MinuteValue[];
  readonly cpuMaximum: readonly MinuteValue[];
}

/**
 * The levels from which the use of CPU is learnt. One at which it was not steady, or scaled, is left out; what was not seen of one
 * that was leaves nothing to be learnt.
 */
export function steadyLevels(
  service: Pick<LoadedService, 'name' | 'levels' | 'record'>,
): Estimate<{ readonly levels: readonly SteadyLevel[] }> {
  const { name, levels, record } = service;
  const found: SteadyLevel[] = [];
  for (const level of levels) {
    if (level.scenario !== 'ramp' || level.steady.kind === 'none') continue;
    const { span } = level.steady;
    const tasks = steadyTasks(record.counts, span);
    if (tasks.kind === 'changed') continue;
    if (tasks.kind === 'unseen') return inconclusive(tasks.reason);
    const cpuAverage = minutesWithin(record.cpuAverage, `the average CPU of ${name}`, span);
    if (cpuAverage.kind === 'unseen') return inconclusive(cpuAverage.reason);
    const cpuMaximum = minutesWithin(record.cpuMaximum, `the greatest CPU of ${name}`, span);
    if (cpuMaximum.kind === 'unseen') return inconclusive(cpuMaximum.reason);
    found.push({
      ...{ level, span, tasks: tasks.tasks },
      cpuAverage: cpuAverage.values,
      cpuMaximum: cpuMaximum.values,
    });
  }
  return { kind: 'estimate', levels: found };
}

/** The CPU of a request, from the levels of the staircases. */
export function demandOf(service: LoadedService): Estimate<ServiceDemand> {
  const steady = steadyLevels(service);
  if (steady.kind === 'inconclusive') return steady;
  const vcpu = vcpuOf(service);
  const plateaus = steady.levels.map(({ level, tasks, cpuAverage }): Plateau => ({
    throughputPerSecond: level.answeredPerSecond,
    usedVcpu: (mean(cpuAverage.map(({ value }) => value)) / 100) * tasks * vcpu,
    tasks,
  }));
  return plateaus.length < 3
    ? inconclusive(
        `${plateaus.length} levels of a staircase were steady with one number of tasks, and fewer than three do not say what CPU a request takes.`,
      )
    : serviceDemand(plateaus, CONFIDENCE);
}
