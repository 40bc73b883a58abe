import type { Subject } from '../../core/check.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface ClusterSubject extends Subject {
  readonly declared: AuroraClusterSpec;
}

/** Every declared Aurora cluster, named by its identifier as its collectors key it. */
export function declaredClusters(spec: Spec): readonly ClusterSubject[] {
  return Object.entries(spec.aurora ?? {}).map(([name, declared]) => ({
    name,
    path: ['aurora', name],
    declared,
  }));
}

/** The least zones of a cluster, whatever is declared: without a second there is nowhere for a reader that outlives the first. */
export const MIN_ZONES = 2;

export const NO_CLUSTERS = 'The spec declares no Aurora cluster.';
export const ABSENT = 'The Aurora cluster does not exist.';
