import type { Spec } from '../../core/spec/spec.ts';

/**
 * The names of the subnets in which the spec places what has a security group, by the group's name; `endpoints` are the
 * interface endpoints, which stand in the private subnets.
 */
export function placesOfGroups(spec: Spec): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, Set<string>>();
  const place = (groups: readonly string[], subnets: readonly string[]) => {
    for (const group of groups) {
      const known = places.get(group) ?? new Set<string>();
      places.set(group, known);
      for (const subnet of subnets) known.add(subnet);
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
    const group = endpoints.securityGroup;
    place(group === undefined ? ['endpoints'] : ['endpoints', group], names);
  }
  return new Map([...places].map(([group, names]) => [group, [...names]]));
}
