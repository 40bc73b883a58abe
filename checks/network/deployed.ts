import { routePrefixLists } from '../../collectors/aws/ec2/route-prefix-lists.ts';
import type { RouteTable } from '../../collectors/aws/ec2/route-tables.ts';
import type { Subnet, Subnets } from '../../collectors/aws/ec2/subnets.ts';
import { vpcEndpoints } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import type { ArtifactsOf } from '../../core/check.ts';
import { unknown, type Judgement } from '../../core/judgement.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { addressesIn } from '../sg/deployed.ts';
import { internetRoutes, type InternetRoutes } from './algebra/routes.ts';

export interface DeployedSubnet {
  readonly id: string;
  readonly subnet: Subnet;
}

/** The subnet with a Name tag; null when there is none, `several` when the tag does not say which. */
export function subnetNamed(
  subnets: Subnets | null,
  name: string,
): DeployedSubnet | 'several' | null {
  const [found, ...others] = Object.entries(subnets ?? {}).filter(
    ([, subnet]) => subnet.name === name,
  );
  if (found === undefined) return null;
  return others.length > 0 ? 'several' : { id: found[0], subnet: found[1] };
}

export const NO_VPC = 'The VPC does not exist.';
export const NO_SUBNET = 'The subnet does not exist.';
export const SEVERAL_SUBNETS = 'Several subnets of the VPC have the declared Name tag.';
export const NO_TABLE = 'The route tables of the VPC do not say which one holds for the subnet.';

/** The ARN of a subnet as a finding's resource, when AWS gave it. */
export function resourceOf({ subnet: { arn } }: DeployedSubnet): { resource?: string } {
  return arn === null ? {} : { resource: arn };
}

/** What a check reads to tell where the routes of a table lead. */
export const ROUTE_NEEDS = { lists: routePrefixLists, endpoints: vpcEndpoints };
type RouteArtifacts = ArtifactsOf<typeof ROUTE_NEEDS>;

/** The routes of the table by which the internet can reach a subnet, as far as the lists and endpoints of them were read. */
export function routesFromInternet(
  table: RouteTable,
  vpc: string,
  artifacts: RouteArtifacts,
): InternetRoutes {
  const endpoints = leadsByList(table, 'vpce-') ? artifacts.endpoints.look(vpc) : null;
  const known = endpoints?.state === 'present' ? endpoints.value : {};
  return internetRoutes(
    table,
    routeLists(table, vpc, artifacts),
    (target) => known[target]?.type === 'Gateway',
  );
}

/**
 * The prefix lists that routes of the table lead to an internet gateway, as far as they were read. They are asked for
 * only where there are such routes: what is not needed and not seen would cost the pass.
 */
export function routeLists(
  table: RouteTable,
  vpc: string,
  { lists }: Pick<RouteArtifacts, 'lists'>,
): PrefixLists {
  const listed = leadsByList(table, 'igw-') ? lists.look(vpc) : null;
  return addressesIn(listed?.state === 'present' ? listed.value : []);
}

/** Routes that cannot be followed decide nothing. Throws when that is for what was not seen. */
export function undecidedRoutes(
  table: RouteTable,
  undecided: InternetRoutes['undecided'],
  vpc: string,
  artifacts: RouteArtifacts,
): Judgement {
  if (leadsByList(table, 'igw-')) artifacts.lists.get(vpc);
  if (leadsByList(table, 'vpce-')) artifacts.endpoints.get(vpc);
  const isUnread = undecided.some(
    ({ target, state }) => target === null || state === null || target.startsWith('igw-'),
  );
  return unknown(
    isUnread
      ? 'A route of the subnet cannot be read.'
      : 'A route of the subnet leads to a firewall or another appliance, and what that lets in cannot be seen.',
  );
}

/** Whether a route leads a prefix list to such a target. */
function leadsByList({ routes }: RouteTable, prefix: 'igw-' | 'vpce-'): boolean {
  return routes.some(
    ({ destination, target }) =>
      target?.startsWith(prefix) === true && destination?.startsWith('pl-') === true,
  );
}
