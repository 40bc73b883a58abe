import { addressesOf, isEmpty } from '../../sg/algebra/addresses.ts';
import { parseCidr } from '../../sg/algebra/cidr.ts';
import type { PrefixLists } from '../../sg/algebra/coverage.ts';
import { publicPart } from '../../sg/algebra/public.ts';

/** One route. Null is what EC2 left out. */
export interface Route {
  /** A block, or the id of a prefix list. */
  readonly destination: string | null;
  /** The id of the gateway, `nat-…`, `tgw-…`, `igw-…`, `eigw-…`, `vpce-…`, or `local`. */
  readonly target: string | null;
  /** `active`, `blackhole` or `filtered`. */
  readonly state: string | null;
}

export interface RouteTable {
  readonly id: string;
  /** True for the table of every subnet of the VPC that has no association of its own. */
  readonly main: boolean;
  /** The subnets with an explicit association to this table. */
  readonly subnets: readonly string[];
  readonly routes: readonly Route[];
}

/**
 * The table that holds for a subnet: the one it is associated with, or else the main one of its VPC. Null when the
 * tables do not say, which happens only when not all tables of the VPC were read.
 */
export function effectiveTable<Table extends RouteTable>(
  subnet: string,
  tables: readonly Table[],
): Table | null {
  const explicit = tables.filter(({ subnets }) => subnets.includes(subnet));
  const [table, ...others] = explicit.length > 0 ? explicit : tables.filter(({ main }) => main);
  return table === undefined || others.length > 0 ? null : table;
}

export interface InternetRoutes {
  /** Active routes to an internet gateway for public addresses: the internet can reach what has a public address here. */
  readonly open: readonly Route[];
  /** Routes of which this cannot be told: no target, no state, or a destination that was not read. */
  readonly undecided: readonly Route[];
}

/**
 * The routes by which the internet can reach a subnet. Any public block will do, not only 0.0.0.0/0 and ::/0: halves of
 * the space are as good, and one address is a hole. NAT, transit and egress-only gateways admit nobody from outside.
 */
export function internetRoutes(
  { routes }: Pick<RouteTable, 'routes'>,
  lists: PrefixLists,
): InternetRoutes {
  const open: Route[] = [];
  const undecided: Route[] = [];
  for (const route of routes) {
    const isGateway = route.target === null ? null : route.target.startsWith('igw-');
    const isActive = route.state === null ? null : route.state === 'active';
    const isPublic = leadsToInternet(route.destination, lists);
    const facts = [isGateway, isActive, isPublic];
    if (facts.includes(false)) continue;
    (facts.includes(null) ? undecided : open).push(route);
  }
  return { open, undecided };
}

function leadsToInternet(destination: string | null, lists: PrefixLists): boolean | null {
  if (destination === null) return null;
  const cidr = parseCidr(destination);
  const addresses = cidr === null ? lists.get(destination) : addressesOf([cidr]);
  return addresses === undefined ? null : !isEmpty(publicPart(addresses));
}
