import { addressesOf, isEmpty, unite, type Addresses } from '../../sg/algebra/addresses.ts';
import { parseCidr } from '../../sg/algebra/cidr.ts';
import type { PrefixLists } from '../../sg/algebra/coverage.ts';
import { coversInternet, publicPart } from '../../sg/algebra/public.ts';

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
  /**
   * Routes of which this cannot be told: no target, no state, a destination that was not read, or what forwards by rules of
   * its own, such as a firewall.
   */
  readonly undecided: readonly Route[];
}

/** Peerings, transit, virtual private and local gateways. */
export const NETWORKS = ['pcx', 'tgw', 'vgw', 'lgw'];
/** Targets that forward by rules of AWS, not by those of an appliance. */
export const OF_AWS = [...NETWORKS, 'igw', 'eigw', 'nat', 'local'];

/** The prefix of an id, such as `igw`; `local` is itself. */
export function kindOf(target: string): string {
  return target.slice(0, Math.max(target.indexOf('-'), 0)) || target;
}

/**
 * The routes by which the internet can reach a subnet. Any public block will do, not only 0.0.0.0/0 and ::/0: halves of
 * the space are as good, and one address is a hole. NAT, transit and egress-only gateways admit nobody from outside, and a
 * gateway endpoint leads to a service of AWS; what an appliance lets in, or an endpoint before it, cannot be seen.
 */
export function internetRoutes(
  { routes }: Pick<RouteTable, 'routes'>,
  lists: PrefixLists,
  isGatewayEndpoint: (target: string) => boolean,
): InternetRoutes {
  const open: Route[] = [];
  const undecided: Route[] = [];
  for (const route of routes) {
    const isGateway = route.target === null ? null : admits(route.target, isGatewayEndpoint);
    const isActive = route.state === null ? null : route.state === 'active';
    const isPublic = leadsToInternet(route.destination, lists);
    const facts = [isGateway, isActive, isPublic];
    if (facts.includes(false)) continue;
    (facts.includes(null) ? undecided : open).push(route);
  }
  return { open, undecided };
}

/** Whether the routes lead to every public address of IPv4, as far as their destinations were read. */
export function leadEverywhere(routes: readonly Route[], lists: PrefixLists): boolean {
  const destinations = routes.flatMap(({ destination }) => addressesTo(destination, lists) ?? []);
  return coversInternet(unite(destinations), 4);
}

/** Whether the target lets in what comes from the internet; null when it forwards by rules of its own. */
function admits(target: string, isGatewayEndpoint: (target: string) => boolean): boolean | null {
  const kind = kindOf(target);
  if (kind === 'igw') return true;
  return OF_AWS.includes(kind) || isGatewayEndpoint(target) ? false : null;
}

function leadsToInternet(destination: string | null, lists: PrefixLists): boolean | null {
  const addresses = addressesTo(destination, lists);
  return addresses === null ? null : !isEmpty(publicPart(addresses));
}

/** Null when it was not read. */
function addressesTo(destination: string | null, lists: PrefixLists): Addresses | null {
  if (destination === null) return null;
  const cidr = parseCidr(destination);
  return cidr === null ? (lists.get(destination) ?? null) : addressesOf([cidr]);
}
