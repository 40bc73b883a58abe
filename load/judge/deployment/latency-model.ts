import { mmc } from '../../model/mmc.ts';
import { sojournQuantile } from '../../model/sojourn.ts';

/** What of a task's latency is told by the CPU of a request. */
export interface TaskLoad {
  readonly requestsPerSecond: number;
  readonly tasks: number;
  readonly vcpu: number;
  /** Of a request. */
  readonly demandVcpuSeconds: number;
}

/**
 * The 95th percentile of the time on the CPU, waiting for it included, in milliseconds, with a queue before each task; null when more
 * arrives than it can do. A task with less than one vCPU is a slower one, with more it is several.
 */
function cpuP95Ms({ requestsPerSecond, tasks, vcpu, demandVcpuSeconds }: TaskLoad): number | null {
  const servers = Math.max(1, Math.floor(vcpu));
  const queue = mmc({
    arrivalsPerSecond: requestsPerSecond / tasks,
    servicesPerSecond: vcpu / servers / demandVcpuSeconds,
    servers,
  });
  return queue.kind === 'steady' ? 1000 * sojournQuantile(queue, 0.95) : null;
}

/**
 * The 95th percentile that is predicted of another size: what was measured, and what the model has the CPU take longer. A smaller
 * size is never predicted to be quicker.
 */
export function p95OfSize(measuredMs: number, now: TaskLoad, then: TaskLoad): number | null {
  const before = cpuP95Ms(now);
  const after = cpuP95Ms(then);
  return before === null || after === null ? null : measuredMs + Math.max(0, after - before);
}
