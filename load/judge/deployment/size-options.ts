import type { Sizing } from '../../../core/load/sizing.ts';
import { fargateSizes } from '../../../core/spec/references/fargate.ts';
import type { LoadedService } from './loaded-service.ts';
import { neededOf, slowestOf } from './oversized-service-rule.ts';
import { peakUseOf, type PeakUse } from './peak-use.ts';

type Option = Sizing['options'][number];

/** Beyond this many times the load of a task that was measured, a prediction is none. */
const FARTHEST = 2;
/** With less than half of everything used, as much again would do. */
const MUCH = 0.5;

/**
 * The tasks that Fargate has from half of the declared one to twice it, in the numbers that may run and that did, and what is
 * predicted of each at the peak. Empty when the peak was not measured.
 */
export function sizeOptions(service: LoadedService): readonly Option[] {
  const use = peakUseOf(service);
  if (use.kind === 'inconclusive') return [];
  const { task, tasks } = service;
  const counts = [...new Set([tasks.least, use.tasks, tasks.most])].sort((one, two) => one - two);
  const sizes = fargateSizes().filter(
    ({ cpuUnits, memoryMiB }) =>
      isNear(cpuUnits, task.cpuUnits) && isNear(memoryMiB, task.memoryMiB),
  );
  return sizes.flatMap((size) =>
    counts.map((count) => ({
      ...size,
      tasks: count,
      predicted: predictedOf(service, use, size, count),
    })),
  );
}

function isNear(one: number, declared: number): boolean {
  return one >= declared / 2 && one <= declared * 2;
}

/** Null where a task would have more than twice the load that was measured. */
function predictedOf(
  service: LoadedService,
  use: PeakUse,
  size: Pick<Option, 'cpuUnits' | 'memoryMiB'>,
  tasks: number,
): Option['predicted'] {
  const share = use.tasks / tasks;
  const need = neededOf(service.task, use);
  // What is used without any load is taken to grow with it, too: rather too much than too little.
  const cpuShare = (need.cpuUnits * share) / size.cpuUnits;
  // Memory is not known to shrink when a task has less to do.
  const memoryShare = (need.memoryMiB * Math.max(1, share)) / size.memoryMiB;
  if (cpuShare > 1 || memoryShare > 1) return 'UNDERSIZED';
  if (share > FARTHEST) return null;
  const slowest = slowestOf(service, use, size, tasks);
  if (slowest === null || slowest > 1) return 'UNDERSIZED';
  return cpuShare < MUCH && memoryShare < MUCH ? 'OVERSIZED' : 'HOLDS';
}
