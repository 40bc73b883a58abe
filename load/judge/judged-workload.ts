import { declaredService, taskRange } from '../../core/spec/declared-service.ts';
import type { WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { plannedArrivals, plannedRequests } from '../plan/load-plan.ts';
import type { PlannedRequest, PlannedScenario, ScenarioPlan } from '../plan/scenario-plan.ts';

/** What of the target is part of each request. */
export interface Sending {
  /** When it is given up, in milliseconds. */
  readonly timeoutMs: number;
  /** Header to the name of the environment variable that it is taken from; empty when there are none. */
  readonly headersFromEnvironment: Readonly<Record<string, string>>;
}

/** What the spec asks for of one workload. */
export interface JudgedWorkload {
  readonly name: string;
  /** The declared service that answers it, as `cluster/service`. */
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly peakRequestsPerSecond: number;
  readonly arrivals: PlannedScenario['arrivals'];
  readonly requests: readonly PlannedRequest[];
  /** How they are sent; null when the spec says no target of the load. */
  readonly sending: Sending | null;
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
      sending: spec.load?.target === undefined ? null : sendingOf(spec.load.target),
      objective: { p95Ms: objective.p95Ms, errorRatio: objective.errorRatio },
      predicted: shared ? null : predictedOf(workload, taskRange(service).least),
    };
  });
}

/** Of a target, or of a plan, which has the same of the target that it was made for. */
export function sendingOf({
  timeoutMs,
  headersFromEnvironment = {},
}: Pick<ScenarioPlan, 'timeoutMs' | 'headersFromEnvironment'>): Sending {
  return { timeoutMs, headersFromEnvironment };
}

function predictedOf({ predicted }: WorkloadSpec, tasks: number): JudgedWorkload['predicted'] {
  return predicted === undefined ? null : { ...predicted, tasks };
}
