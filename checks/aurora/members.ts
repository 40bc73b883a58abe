import type { AuroraCluster } from '../../collectors/aws/rds/clusters.ts';
import type { AuroraInstance } from '../../collectors/aws/rds/instances.ts';

/** Whether the list of instances lacks a member that the cluster itself names: then it cannot speak for all of them. */
export function lacksMember(
  { members }: AuroraCluster,
  instances: readonly AuroraInstance[],
): boolean {
  const described = new Set(instances.map(({ identifier }) => identifier));
  return members.some(({ instance }) => !described.has(instance));
}

/** Why nothing is said of all members when the two lists differ. */
export const NOT_ALL_DESCRIBED = 'AWS does not describe every member of the cluster.';
export const NOT_LISTED = 'AWS does not list the members of the cluster.';
export const NO_MEMBERS = 'The cluster has no member to judge.';
