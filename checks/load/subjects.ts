import type { Subject } from '../../core/check.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { plainSpecOf } from '../../load/judge/judged-once.ts';

export interface WorkloadSubject extends Subject {
  /** The declared service that answers the workload, as `cluster/service`. */
  readonly service: string;
  readonly requestsPerSecond: number;
  readonly objective: { readonly p95Ms: number; readonly errorRatio: number };
  /** All of the spec: the verdict on a workload rests on the services and the load beside it. */
  readonly spec: Spec;
}

/** What is sent to a service: the requests of a workload, or the messages that it takes from a queue. */
export interface SentSubject extends Subject {
  /** As `cluster/service`. */
  readonly service: string;
  readonly sends: 'requests' | 'messages';
}

export const NO_WORKLOADS = 'The spec declares no workload that load is sent of.';

/** Every declared workload. */
export function declaredWorkloads(spec: Spec): readonly WorkloadSubject[] {
  return Object.entries(spec.load?.workloads ?? {}).map(([name, workload]) => {
    const { service, requestsPerSecond, requests, slo = spec.slo } = workload;
    // What is sent of it is compared with what is declared, leaf by leaf.
    JSON.stringify([requests, workload.peakRequestsPerSecond]);
    return {
      name,
      path: ['load', 'workloads', name],
      ...(workload.slo === undefined && {
        alsoAt: [
          ['slo', 'p95Ms'],
          ['slo', 'errorRatio'],
        ],
      }),
      service,
      requestsPerSecond,
      objective: { p95Ms: slo?.p95Ms ?? Number.NaN, errorRatio: slo?.errorRatio ?? Number.NaN },
      spec: plainSpecOf(spec),
    };
  });
}

export const NOTHING_SENT = 'The spec declares no load that is sent to a service.';

/** Every declared workload, and all messages. */
export function declaredLoads(spec: Spec): readonly SentSubject[] {
  return [
    ...declaredWorkloads(spec).map((workload) => ({ ...workload, sends: 'requests' as const })),
    ...Object.entries(spec.load?.messages ?? {}).map(([name, { service }]) => ({
      // A workload may have the same name.
      name: `messages ${name}`,
      path: ['load', 'messages', name],
      service,
      sends: 'messages' as const,
    })),
  ];
}
