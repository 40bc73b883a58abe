import type { ScenarioRun } from '../../core/load/scenario-run.ts';
import { balancingBounds } from '../model/balancing.ts';
import type { QueueAnswer } from '../model/queue.ts';
import { sojournQuantile } from '../model/sojourn.ts';
import { steadyPhases } from './judged-phase.ts';
import type { Measurement } from './measurement.ts';

/**
 * What queueing theory says of the 95th percentile at the rates that a scenario holds, for the fewest tasks that are declared. Empty
 * when the spec does not know the service, and for arrivals at even distances, for which the bounds do not hold.
 */
export function predictedLevels({
  workload: { predicted },
  phases,
  arrivals,
}: Pick<Measurement, 'workload' | 'phases' | 'arrivals'>): ScenarioRun['predicted'] {
  if (predicted === null || arrivals === 'even') return [];
  const rates = steadyPhases(phases).map(({ phase }) => phase.requestsPerSecond);
  return [...new Set(rates)]
    .sort((left, right) => left - right)
    .map((requestsPerSecond) => {
      const { pooled, split } = balancingBounds({
        arrivalsPerSecond: requestsPerSecond,
        servicesPerSecond: 1000 / predicted.serviceMs,
        tasks: predicted.tasks,
        slotsPerTask: predicted.concurrencyPerTask,
      });
      return { requestsPerSecond, pooledP95Ms: p95MsOf(pooled), splitP95Ms: p95MsOf(split) };
    });
}

function p95MsOf(queue: QueueAnswer): number | null {
  return queue.kind === 'steady' ? 1000 * sojournQuantile(queue, 0.95) : null;
}
