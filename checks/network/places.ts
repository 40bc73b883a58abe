import type { Spec } from '../../core/spec/spec.ts';

/** What the spec gives these security groups, in these subnets: the tasks of a service, a load balancer, a database. */
export interface Bearer {
  /** Names of all the groups. */
  readonly groups: readonly string[];
  /** Names. */
  readonly subnets: readonly string[];
}

/** All that the spec places with each security group, by the group's name; `endpoints` are the interface endpoints. */
export function bearersOfGroups(spec: Spec): ReadonlyMap<string, readonly Bearer[]> {
  const bearers = new Map<string, Bearer[]>();
  const place = (groups: readonly string[], subnets: readonly string[], keys = groups) => {
    for (const key of keys) {
      const known = bearers.get(key);
      if (known === undefined) bearers.set(key, [{ groups, subnets }]);
      else known.push({ groups, subnets });
    }
  };
  for (const { services } of Object.values(spec.clusters ?? {})) {
    for (const { network } of Object.values(services)) {
      place(network.securityGroups, network.subnets);
    }
  }
  for (const { securityGroups, subnets } of Object.values(spec.loadBalancers ?? {})) {
    place(securityGroups, subnets);
  }
  for (const { securityGroups, subnetGroup } of Object.values(spec.aurora ?? {})) {
    place(securityGroups, subnetGroup.subnets);
  }
  if (spec.network !== undefined) {
    const { subnets, endpoints } = spec.network;
    const names = Object.keys(subnets).filter((name) => subnets[name]?.tier === 'private');
    const { securityGroup: group } = endpoints;
    if (group === undefined) place([], names, ['endpoints']);
    else place([group], names, ['endpoints', group]);
  }
  return bearers;
}

/**
 * The names of the subnets in which the spec places what has a security group, by the group's name; `endpoints` are the
 * interface endpoints, which stand in the private subnets.
 */
export function placesOfGroups(spec: Spec): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...bearersOfGroups(spec)].map(([group, bearers]) => [
      group,
      [...new Set(bearers.flatMap(({ subnets }) => subnets))],
    ]),
  );
}
