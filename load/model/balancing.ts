import { mmc } from './mmc.ts';
import { type QueueAnswer, type QueueRates, invalid } from './queue.ts';

/** Equal tasks behind a load balancer, each with as many requests at work as it has slots. */
export interface BalancedTasks extends Omit<QueueRates, 'servers'> {
  /** A whole number from 1. */
  readonly tasks: number;
  /** A whole number from 1. */
  readonly slotsPerTask: number;
}

/**
 * Between which queues a load balancer lies. Pooled, one line before all slots, M/M/(nk), is the least wait there can be; split,
 * each request to a random task, is n times M/M/k at λ/n. Fewest outstanding requests comes near the first, round robin lies
 * between.
 */
export function balancingBounds({
  arrivalsPerSecond,
  servicesPerSecond,
  tasks,
  slotsPerTask,
}: BalancedTasks): { readonly pooled: QueueAnswer; readonly split: QueueAnswer } {
  if (![tasks, slotsPerTask].every((count) => Number.isSafeInteger(count) && count >= 1)) {
    const refusal = invalid('The numbers of tasks and of slots are not whole numbers from 1.');
    return { pooled: refusal, split: refusal };
  }
  return {
    pooled: mmc({ arrivalsPerSecond, servicesPerSecond, servers: tasks * slotsPerTask }),
    split: mmc({
      arrivalsPerSecond: arrivalsPerSecond / tasks,
      servicesPerSecond,
      servers: slotsPerTask,
    }),
  };
}
