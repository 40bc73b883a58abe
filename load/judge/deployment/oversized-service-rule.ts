import { rounded } from '../words.ts';
import { HEADROOM } from './cpu-rule.ts';
import { p95OfSize } from './latency-model.ts';
import { vcpuOf, type LoadedService } from './loaded-service.ts';
import { peakUseOf, type PeakUse } from './peak-use.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { smallerTask } from './smaller-task.ts';

/** What a smaller size is predicted to need at most of its objective, and of its tasks. */
const MOST = { shareOfObjective: 0.8, shareOfTasks: 0.5 } as const;

interface Size {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** O1 of a service, with the smaller task that would do. */
export interface OversizedRuling {
  readonly ruling: ResourceRuling;
  readonly smaller: Size | null;
}

/** O1: no smaller task would do at the peak, with a fifth to spare of CPU and memory and of the objective, and half of the tasks. */
export function oversizedServiceRuling(service: LoadedService): OversizedRuling {
  const { name, task, tasks, record } = service;
  const use = peakUseOf(service);
  if (use.kind === 'inconclusive') {
    return { ruling: rulingBy('O1', null)('INCONCLUSIVE', use.reason), smaller: null };
  }
  const ruling = rulingBy('O1', use.span);
  const need = neededOf(task, use);
  const evidence = { cpuPercent: use.cpuPercent, memoryPercent: use.memoryPercent };
  const holds = (reason: string): OversizedRuling => ({
    ruling: ruling('HOLDS', reason, evidence),
    smaller: null,
  });
  const found = `At the peak the busiest task of ${name} used ${rounded(use.cpuPercent)} % of its CPU and the fullest ${rounded(use.memoryPercent)} % of its memory`;
  const smaller = smallerTask(task, need);
  if (smaller === null) return holds(`${found}, and no smaller task has a fifth more than that.`);
  const size = `a task of ${sizeInWords(smaller)}`;
  const slowest = slowestOf(service, use, smaller);
  if (slowest === null || slowest > MOST.shareOfObjective) {
    return holds(
      `${found}; ${size} would hold that, but is predicted to be too slow for the objective.`,
    );
  }
  const mostTasks = Math.max(...record.counts.map(({ running }) => running));
  if (tasks.least < tasks.most && mostTasks > MOST.shareOfTasks * tasks.most) {
    return holds(
      `${found}; ${size} would hold that, but up to ${mostTasks} of its ${tasks.most} tasks ran.`,
    );
  }
  return {
    ruling: ruling('OVERSIZED', `${found}: ${size} would do, with a fifth more of each.`, {
      ...evidence,
      cpuUnits: smaller.cpuUnits,
      memoryMiB: smaller.memoryMiB,
    }),
    smaller,
  };
}

/** What a task must have of CPU and memory, with what must be left of them. */
export function neededOf(task: Size, { cpuPercent, memoryPercent }: PeakUse): Size {
  return {
    cpuUnits: (task.cpuUnits * cpuPercent * (1 + HEADROOM)) / 100,
    memoryMiB: (task.memoryMiB * memoryPercent * (1 + HEADROOM)) / 100,
  };
}

/** The greatest 95th percentile that is predicted of a size, as a share of its objective; null when it cannot do the work. */
export function slowestOf(
  service: Pick<LoadedService, 'task'>,
  use: PeakUse,
  { cpuUnits }: Pick<Size, 'cpuUnits'>,
  tasks: number = use.tasks,
): number | null {
  const { requestsPerSecond, demandVcpuSeconds } = use;
  const now = { requestsPerSecond, demandVcpuSeconds, tasks: use.tasks, vcpu: vcpuOf(service) };
  let slowest = 0;
  for (const { p95Ms, objectiveMs } of use.latencies) {
    const predicted = p95OfSize(p95Ms, now, { ...now, tasks, vcpu: cpuUnits / 1024 });
    if (predicted === null) return null;
    slowest = Math.max(slowest, predicted / objectiveMs);
  }
  return slowest;
}

function sizeInWords({ cpuUnits, memoryMiB }: Size): string {
  return `${rounded(cpuUnits / 1024)} vCPU, ${rounded(memoryMiB / 1024)} GiB`;
}
