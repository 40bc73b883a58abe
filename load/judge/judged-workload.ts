import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { plannedArrivals, plannedRequests } from '../plan/load-plan.ts';
import type { PlannedRequest, PlannedScenario } from '../plan/scenario-plan.ts';

/** What the spec asks for of one workload. */
export interface JudgedWorkload {
  readonly name: string;
  /** The declared service that answers it, as `cluster/service`. */
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly peakRequestsPerSecond: number;
  readonly arrivals: PlannedScenario['arrivals'];
  readonly requests: readonly PlannedRequest[];
  readonly objective: { readonly p95Ms: number; readonly errorRatio: number };
  /** What the spec knows of the service beforehand; null when it says nothing, or when other workloads share the service. */
  readonly predicted: {
    readonly serviceMs: number;
    readonly concurrencyPerTask: number;
    /** The fewest that the service runs. */
    readonly tasks: number;
  } | null;
}

/**
 * The workloads of a spec that can be judged.
 * @throws {RangeError} when one has no objective, or is answered by no declared service: such a spec is not valid.
 */
export function judgedWorkloads(spec: Spec): readonly JudgedWorkload[] {
  const workloads = Object.entries(spec.load?.workloads ?? {});
  return workloads.map(([name, workload]) => {
    const objective = workload.slo ?? spec.slo;
    const service = declaredService(spec, workload.service);
    if (objective === undefined || service === null) {
      throw new RangeError(`The workload ${name} lacks an objective or its service.`);
    }
    const shared = workloads.some(
      ([other, { service: same }]) => other !== name && same === workload.service,
    );
    return {
      name,
      service: workload.service,
      requestsPerSecond: workload.requestsPerSecond,
      peakRequestsPerSecond: workload.peakRequestsPerSecond ?? workload.requestsPerSecond,
      arrivals: plannedArrivals(workload),
      requests: plannedRequests(workload),
      objective: { p95Ms: objective.p95Ms, errorRatio: objective.errorRatio },
      predicted: shared ? null : predictedOf(workload, taskRange(service).least),
    };
  });
}

function predictedOf({ predicted }: WorkloadSpec, tasks: number): JudgedWorkload['predicted'] {
  return predicted === undefined ? null : { ...predicted, tasks };
}
