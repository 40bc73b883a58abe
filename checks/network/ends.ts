import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { networkAcls, type NetworkAcls } from '../../collectors/aws/ec2/network-acls.ts';
import type { PrefixLists as ListItems } from '../../collectors/aws/ec2/prefix-lists.ts';
import { routePrefixLists } from '../../collectors/aws/ec2/route-prefix-lists.ts';
import { routeTables, type RouteTables } from '../../collectors/aws/ec2/route-tables.ts';
import { securityGroups, type SecurityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { vpcEndpoints, type VpcEndpoints } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import type { Artifact, ArtifactsOf, JudgeContext } from '../../core/check.ts';
import { addressesOf } from '../sg/algebra/addresses.ts';
import { parseCidr } from '../sg/algebra/cidr.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { attachedGroups } from '../sg/endpoints.ts';
import { effectiveTable } from './algebra/routes.ts';
import type { DeployedSubnet } from './deployed.ts';
import type { Interfaces, Place } from './reachability/place.ts';
import type { ResolvedRoute } from './reachability/routing.ts';

/** What stands in the declared VPC, as far as it decides which packets arrive. */
export interface DeployedVpc {
  readonly groups: SecurityGroups;
  readonly groupLists: Artifact<ListItems>;
  readonly acls: NetworkAcls;
  readonly tables: RouteTables;
  readonly endpoints: VpcEndpoints;
  /** The lists that routes refer to. They are looked for only where there are such routes. */
  readonly routeLists: () => ListItems;
}

/** What a check reads that follows packets through the declared VPC. */
export const VPC_NEEDS = {
  groups: securityGroups,
  groupLists: groupPrefixLists,
  subnets,
  acls: networkAcls,
  tables: routeTables,
  endpoints: vpcEndpoints,
  routeLists: routePrefixLists,
};

/** The VPC of the name, whose groups were read. */
export function deployedVpc(
  name: string,
  groups: SecurityGroups,
  artifacts: ArtifactsOf<typeof VPC_NEEDS>,
): DeployedVpc {
  return {
    groups,
    groupLists: artifacts.groupLists,
    acls: artifacts.acls.get(name) ?? [],
    tables: artifacts.tables.get(name) ?? [],
    endpoints: artifacts.endpoints.get(name) ?? {},
    routeLists: () => artifacts.routeLists.get(name) ?? [],
  };
}

export interface End {
  readonly interfaces: Interfaces;
  /** Looks for the lists to which the rules of the groups refer. */
  readonly readLists: () => PrefixLists;
}

/** Interfaces with the groups, in any of the subnets. */
export function endOf(
  ids: readonly string[],
  subnets: readonly DeployedSubnet[],
  vpc: DeployedVpc,
  context: JudgeContext,
): End {
  const egress = attachedGroups('egress', ids, vpc.groups, vpc.groupLists, context);
  const ingress = attachedGroups('ingress', ids, vpc.groups, vpc.groupLists, context);
  return {
    interfaces: {
      kind: 'interfaces',
      groups: ids,
      egress,
      ingress,
      places: subnets.map((subnet) => placeOf(subnet, vpc)),
    },
    readLists: () => new Map([...egress.readLists(), ...ingress.readLists()]),
  };
}

export function placeOf({ id, subnet }: DeployedSubnet, vpc: DeployedVpc): Place {
  const blocks = [subnet.cidr ?? [], subnet.ipv6Cidrs ?? []].flat().map(parseCidr);
  // No subnet is without a block: of one that seems so not all was seen.
  const isKnown =
    subnet.ipv6Cidrs !== null && blocks.length > 0 && blocks.every((block) => block !== null);
  const guards = vpc.acls.filter(({ subnets }) => subnets.includes(id));
  const [acl, ...others] = guards;
  return {
    id,
    name: subnet.name ?? id,
    addresses: isKnown ? addressesOf(blocks) : null,
    acl: acl === undefined || others.length > 0 ? null : acl.entries,
    routes: effectiveTable(id, vpc.tables)?.routes.flatMap((route) => resolve(route, vpc)) ?? null,
  };
}

/**
 * The routes to a gateway endpoint are left out: its list holds addresses of a service of AWS, and nothing that stands in
 * a VPC. https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing
 */
function resolve(
  { destination, target, state }: RouteTables[number]['routes'][number],
  vpc: DeployedVpc,
): readonly ResolvedRoute[] {
  const isList = destination?.startsWith('pl-') === true;
  if (!isList) {
    const block = parseCidr(destination ?? '');
    return [{ blocks: block === null ? null : [block], isList, target, state }];
  }
  if (target !== null && vpc.endpoints[target]?.type === 'Gateway') return [];
  const blocks = vpc
    .routeLists()
    .find(({ id }) => id === destination)
    ?.cidrs.map(parseCidr);
  const isRead = blocks?.every((block) => block !== null) === true;
  return [{ blocks: isRead ? blocks : null, isList, target, state }];
}
