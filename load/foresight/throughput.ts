import type { Forecast } from '../../core/load/load-plan.ts';
import { taskRange } from '../../core/spec/declared-service.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { capacityAt } from '../model/capacity.ts';
import { servedLoads, type ServedLoad } from './served-load.ts';
import { rounded, tasksInWords } from './words.ts';

const P95 = 0.95;

/** Whether each service, at its greatest number of tasks, is predicted to take its peak within its objective. */
export function throughputForecasts(spec: Spec): readonly Forecast[] {
  return servedLoads(spec).map((load) => ({ about: `ecs ${load.name}`, ...judged(load) }));
}

function judged(load: ServedLoad): Pick<Forecast, 'outcome' | 'says'> {
  const { service, peakRequestsPerSecond: peak, p95Ms, predicted } = load;
  if (predicted === null) {
    return {
      outcome: 'unknown',
      says: 'The spec does not say, or not the same of all workloads, how long a request takes and how many a task works on at a time, so nothing is predicted of its throughput.',
    };
  }
  const { most } = taskRange(service);
  const bounds = boundsOf(load, predicted, most);
  if (bounds === null) {
    return {
      outcome: 'fails',
      says: `A request takes ${predicted.serviceMs} ms in the mean; one in twenty takes longer than ${p95Ms} ms even when nothing waits.`,
    };
  }
  const at = `the capacity of ${tasksInWords(most)} of ${predicted.concurrencyPerTask} requests at a time is`;
  const target = `a peak of ${rounded(peak)} requests a second within ${p95Ms} ms`;
  if (peak > bounds.pooled) {
    const enough = enoughTasks(load, predicted);
    return {
      outcome: 'fails',
      says: `With ${target}, ${at} ${rounded(bounds.pooled)} a second at most, however well they are balanced; ${tasksInWords(enough)} would take it.`,
    };
  }
  if (peak > bounds.split) {
    return {
      outcome: 'unknown',
      says: `With ${target}, ${at} between ${rounded(bounds.split)} and ${rounded(bounds.pooled)} a second, as the load balancer spreads them.`,
    };
  }
  return {
    outcome: 'expected',
    says: `With ${target}, ${at} ${rounded(bounds.split)} a second however they are balanced.`,
  };
}

/** In requests a second: one queue before all tasks, and a queue before each; null when no rate meets the objective. */
function boundsOf(
  { p95Ms }: ServedLoad,
  { serviceMs, concurrencyPerTask }: NonNullable<ServedLoad['predicted']>,
  tasks: number,
): { readonly pooled: number; readonly split: number } | null {
  const objective = { probability: P95, seconds: p95Ms / 1000 };
  const servicesPerSecond = 1000 / serviceMs;
  const capacity = (servers: number) =>
    capacityAt(objective, { servicesPerSecond, servers }, 'poisson');
  const pooled = capacity(tasks * concurrencyPerTask);
  const single = capacity(concurrencyPerTask);
  if (pooled.kind !== 'capacity' || single.kind !== 'capacity') return null;
  return { pooled: pooled.arrivalsPerSecond, split: tasks * single.arrivalsPerSecond };
}

/** The fewest that take the peak however they are balanced. */
function enoughTasks(load: ServedLoad, predicted: NonNullable<ServedLoad['predicted']>): number {
  const one = boundsOf(load, predicted, 1)?.split ?? 0;
  return Math.ceil(load.peakRequestsPerSecond / one);
}
