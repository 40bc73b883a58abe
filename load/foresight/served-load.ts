import { declaredService } from '../../core/spec/declared-service.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { WorkloadSpec } from '../../core/spec/sections/load.ts';
import type { Spec } from '../../core/spec/spec.ts';

/** What a service must take of all workloads that it answers. */
export interface ServedLoad {
  /** As `cluster/service`. */
  readonly name: string;
  readonly service: ServiceSpec;
  /** Of all its workloads together. */
  readonly peakRequestsPerSecond: number;
  /** The strictest objective of its workloads. */
  readonly p95Ms: number;
  /** As the spec knows its workloads; null when one of them says nothing, or they differ. */
  readonly predicted: { readonly serviceMs: number; readonly concurrencyPerTask: number } | null;
}

/** The services that workloads name, each with its share of the load. */
export function servedLoads(spec: Spec): readonly ServedLoad[] {
  const byService = new Map<string, WorkloadSpec[]>();
  for (const workload of Object.values(spec.load?.workloads ?? {})) {
    const others = byService.get(workload.service) ?? [];
    byService.set(workload.service, [...others, workload]);
  }
  return [...byService].flatMap(([name, workloads]) => {
    const service = declaredService(spec, name);
    if (service === null) return [];
    const objectives = workloads.flatMap(({ slo }) => slo?.p95Ms ?? spec.slo?.p95Ms ?? []);
    return [
      {
        name,
        service,
        peakRequestsPerSecond: workloads.reduce((sum, workload) => sum + peakOf(workload), 0),
        p95Ms: Math.min(...objectives),
        predicted: commonOf(workloads),
      },
    ];
  });
}

function peakOf({ requestsPerSecond, peakRequestsPerSecond }: WorkloadSpec): number {
  return peakRequestsPerSecond ?? requestsPerSecond;
}

/** Of the slowest alone it would be foretold that what is small beside it cannot hold, which is not so. */
function commonOf(workloads: readonly WorkloadSpec[]): ServedLoad['predicted'] {
  const [first, ...others] = workloads.map(({ predicted }) => predicted);
  if (first === undefined) return null;
  const isSame = (other: WorkloadSpec['predicted']) =>
    other?.serviceMs === first.serviceMs && other.concurrencyPerTask === first.concurrencyPerTask;
  return others.every(isSame) ? first : null;
}
