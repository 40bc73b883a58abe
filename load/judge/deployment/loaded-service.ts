import type { ServiceRecord } from '../../../core/load/deployment-record.ts';
import { declaredService, taskRange } from '../../../core/spec/declared-service.ts';
import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import { ofWorkloads, type SentScenario } from './sent-scenario.ts';
import { sharedLevels, type SharedLevel } from './shared-level.ts';

/** A service as it is declared, with the load that was sent to it and what was seen of it meanwhile. */
export interface LoadedService {
  /** As `cluster/service`. */
  readonly name: string;
  readonly task: Pick<ServiceSpec['task'], 'cpuUnits' | 'memoryMiB'>;
  readonly tasks: { readonly least: number; readonly most: number };
  /** Whether one is declared to spread its requests. */
  readonly hasLoadBalancer: boolean;
  /** What a policy holds the average of its CPU at, in per cent; null without such a policy. */
  readonly cpuTargetPercent: number | null;
  /** Within which time it must have scaled out; null when the spec does not say. */
  readonly scaleOutSeconds: number | null;
  readonly workloads: readonly JudgedWorkload[];
  /** Of all its workloads together. */
  readonly peakRequestsPerSecond: number;
  /** With its own workloads alone. */
  readonly scenarios: readonly SentScenario[];
  readonly levels: readonly SharedLevel[];
  readonly record: ServiceRecord;
}

/** @param record of this service */
export function loadedService(
  spec: Spec,
  workloads: readonly JudgedWorkload[],
  scenarios: readonly SentScenario[],
  record: ServiceRecord,
): LoadedService | null {
  const service = declaredService(spec, record.service);
  if (service === null) return null;
  const served = workloads.filter((workload) => workload.service === record.service);
  const own = ofWorkloads(scenarios, new Set(served.map(({ name }) => name)));
  return {
    name: record.service,
    task: service.task,
    tasks: taskRange(service),
    hasLoadBalancer: service.loadBalancer !== undefined,
    cpuTargetPercent: cpuTargetOf(service),
    scaleOutSeconds: spec.slo?.scaleOutHealthySeconds ?? null,
    workloads: served,
    peakRequestsPerSecond: served.reduce(
      (sum, { peakRequestsPerSecond }) => sum + peakRequestsPerSecond,
      0,
    ),
    scenarios: own,
    levels: sharedLevels(own),
    record,
  };
}

/** What its policy on CPU holds the average at; the lowest of several. */
export function cpuTargetOf({ scaling }: ServiceSpec): number | null {
  const targets = Object.values(scaling?.policies ?? {}).flatMap((policy) =>
    policy.kind === 'target-tracking' && policy.metric === 'ECSServiceAverageCPUUtilization'
      ? [policy.target]
      : [],
  );
  return targets.length === 0 ? null : Math.min(...targets);
}

/** Of what a task has. */
export function vcpuOf({ task }: Pick<LoadedService, 'task'>): number {
  return task.cpuUnits / 1024;
}
