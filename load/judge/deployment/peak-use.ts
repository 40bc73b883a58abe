import type { Estimate } from '../../stats/estimate.ts';
import { inconclusive } from '../../stats/estimate.ts';
import { nearlyGreatest } from './demanded-minutes.ts';
import type { LoadedService } from './loaded-service.ts';
import { minutesWithin } from './metric-minutes.ts';
import { demandOf } from './service-demand.ts';
import type { Span } from './span.ts';
import { steadyTasks } from './task-counts.ts';

/** What a service used at its peak, by which another size is predicted. */
export interface PeakUse {
  readonly span: Span;
  readonly requestsPerSecond: number;
  readonly tasks: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  /** The upper end of the CPU of a request. */
  readonly demandVcpuSeconds: number;
  /** By workload, the upper end of the 95th percentile, and its objective. */
  readonly latencies: readonly { readonly p95Ms: number; readonly objectiveMs: number }[];
}

/** What was measured at the peak; less than the peak says nothing of what would do. */
export function peakUseOf(service: LoadedService): Estimate<PeakUse> {
  const { name, levels, record } = service;
  const level = levels.find(({ isAtPeak, isDemanded }) => isAtPeak && isDemanded);
  if (level === undefined) return inconclusive('No level of the peak was sent.');
  if (level.steady.kind === 'none') return inconclusive(level.steady.reason);
  const { span } = level.steady;
  const tasks = steadyTasks(record.counts, span);
  if (tasks.kind !== 'steady') return inconclusive(tasks.reason);
  const cpu = minutesWithin(record.cpuMaximum, `the greatest CPU of ${name}`, span);
  if (cpu.kind === 'unseen') return inconclusive(cpu.reason);
  const memory = minutesWithin(record.memoryMaximum, `the greatest memory of ${name}`, span);
  if (memory.kind === 'unseen') return inconclusive(memory.reason);
  const demand = demandOf(service);
  if (demand.kind === 'inconclusive') return demand;
  const latencies = level.parts.flatMap(({ workload, level: { p95Ms } }) =>
    p95Ms.kind === 'inconclusive'
      ? []
      : [{ p95Ms: p95Ms.interval.high, objectiveMs: workload.objective.p95Ms }],
  );
  return latencies.length < level.parts.length
    ? inconclusive('The 95th percentile at the peak has no interval.')
    : {
        kind: 'estimate',
        span,
        requestsPerSecond: level.requestsPerSecond,
        tasks: tasks.tasks,
        cpuPercent: nearlyGreatest(cpu.values),
        memoryPercent: nearlyGreatest(memory.values),
        demandVcpuSeconds: demand.demandInterval.high,
        latencies,
      };
}
