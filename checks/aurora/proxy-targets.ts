import type { AuroraCluster } from '../../collectors/aws/rds/clusters.ts';
import type { AuroraInstance } from '../../collectors/aws/rds/instances.ts';
import type { ProxyTarget } from '../../collectors/aws/rds/proxy-targets.ts';
import { isMoving } from './states.ts';

/** A server, and not what stands for the cluster as a whole. */
export function isMember({ type }: ProxyTarget): boolean {
  return type !== null && type !== WHOLE;
}

/** RDS gives no state of what stands for the cluster as a whole; of all else it does. */
export function isJudged({ type, state }: ProxyTarget): boolean {
  return type !== WHOLE || state !== null;
}

/** Whether a target says what it is. One that does not may be any member, or none. */
export function isNamed({ type, resource }: ProxyTarget): boolean {
  return type !== null && resource !== null;
}

export function isOfCluster(
  { type, resource, trackedCluster }: ProxyTarget,
  cluster: string,
): boolean {
  return trackedCluster === cluster || (type === WHOLE && resource === cluster);
}

/** Why targets are not of the cluster, a sentence for each that is not. */
export function strays(
  targets: readonly ProxyTarget[],
  cluster: string,
  members: AuroraCluster['members'],
): readonly string[] {
  const names = new Set(members.map(({ instance }) => instance));
  return targets.flatMap((target) => {
    const { resource, trackedCluster } = target;
    const id = resource ?? 'A target';
    if (isNamed(target) && isMember(target) && !names.has(id)) {
      return [`${id} is no member of the cluster.`];
    }
    if (isNamed(target) && !isMember(target) && id !== cluster) {
      return [`${id} is not the cluster.`];
    }
    return trackedCluster === null || trackedCluster === cluster
      ? []
      : [`${id} follows ${trackedCluster}.`];
  });
}

/** The members of the cluster to which no target leads. */
export function membersWithout(
  targets: readonly ProxyTarget[],
  members: AuroraCluster['members'],
): readonly string[] {
  const reached = new Set(targets.filter(isMember).map(({ resource }) => resource));
  return members.map(({ instance }) => instance).filter((instance) => !reached.has(instance));
}

/** Members by how they stand: RDS registers one that is new once it is available. */
export function statesOf(members: readonly string[], instances: readonly AuroraInstance[]) {
  const untold: string[] = [];
  const moving: { id: string; state: string }[] = [];
  const settled: { id: string; state: string }[] = [];
  for (const id of members) {
    const state = instances.find(({ identifier }) => identifier === id)?.status ?? null;
    if (state === null) untold.push(id);
    else (isMoving(state) ? moving : settled).push({ id, state });
  }
  return { settled, moving, untold };
}

const WHOLE = 'TRACKED_CLUSTER';
