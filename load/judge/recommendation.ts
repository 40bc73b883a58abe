import { capacityAt } from '../model/capacity.ts';
import type { JudgedWorkload } from './judged-workload.ts';

/**
 * The fewest tasks that are predicted to take the peak of a workload, however they are balanced: a queue before each of them. Null
 * when the spec does not know the service, or no number of tasks would do.
 */
export function tasksPredicted({
  objective,
  predicted,
  peakRequestsPerSecond,
}: Pick<JudgedWorkload, 'objective' | 'predicted' | 'peakRequestsPerSecond'>): number | null {
  if (predicted === null) return null;
  const single = capacityAt(
    { probability: 0.95, seconds: objective.p95Ms / 1000 },
    { servicesPerSecond: 1000 / predicted.serviceMs, servers: predicted.concurrencyPerTask },
    'poisson',
  );
  return single.kind === 'capacity'
    ? Math.ceil(peakRequestsPerSecond / single.arrivalsPerSecond)
    : null;
}
