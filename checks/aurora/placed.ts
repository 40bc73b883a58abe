import type { Spec } from '../../core/spec/spec.ts';
import { declaredClusters, type ClusterSubject } from './subjects.ts';

export interface PlacedSubject extends ClusterSubject {
  /** The name of the declared VPC: the key of the artifacts of all that is in it. */
  readonly vpc: string;
}

/** Every declared cluster, with the VPC in which the names of its parts are looked up. */
export function placedClusters(spec: Spec): readonly PlacedSubject[] {
  const vpc = spec.network?.vpc.name ?? '';
  return declaredClusters(spec).map((subject) => ({
    ...subject,
    vpc,
    ...(vpc === '' && {
      notApplicable: 'The spec declares no network in which the names could be looked up.',
    }),
  }));
}
