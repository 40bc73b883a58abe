import {
  addressesOf,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
import { formatCidr, type Cidr } from '../../sg/algebra/cidr.ts';
import { kindOf, NETWORKS, OF_AWS } from '../algebra/routes.ts';
import type { Doubt } from './doubt.ts';
import type { Outside } from './place.ts';

/** A route with the blocks for which it holds. Null is what could not be told. */
export interface ResolvedRoute {
  /** One block, or those of a prefix list. */
  readonly blocks: readonly Cidr[] | null;
  readonly isList: boolean;
  /** The id of what it leads to; `local` within the VPC. */
  readonly target: string | null;
  /** `active`, `blackhole` or `filtered`. */
  readonly state: string | null;
}

/** Where the other end of a connection is: within the VPC, or outside of it. */
export type Whereabouts = 'vpc' | Outside['kind'];

type Fate = 'arrives' | 'lost' | 'doubtful';

/**
 * The part of the addresses to which the routes lead, when the other end is there. The longest prefix wins, and of two
 * routes for one block the one that does not come from a prefix list; an address without a route is not reached.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export function routedAddresses(
  routes: readonly ResolvedRoute[] | null,
  addresses: Addresses,
  whereabouts: Whereabouts,
  doubt: Doubt,
): Addresses {
  return follow(routes, addresses, (route) => fateAt(route, whereabouts), doubt);
}

/** The part of the addresses that the routes surely lead to one target, whatever stands behind it. */
export function addressesLedTo(
  wanted: string,
  routes: readonly ResolvedRoute[],
  addresses: Addresses,
): Addresses {
  const fate = ({ target, state }: Known): Fate =>
    target === wanted && state === 'active' ? 'arrives' : 'lost';
  return follow(routes, addresses, fate, 'blocks');
}

function follow(
  routes: readonly ResolvedRoute[] | null,
  addresses: Addresses,
  fateBy: (route: Known) => Fate,
  doubt: Doubt,
): Addresses {
  const known = routes?.flatMap(({ blocks, ...route }) =>
    blocks === null ? [] : blocks.map((block) => ({ ...route, block })),
  );
  if (known === undefined || routes?.some(({ blocks }) => blocks === null) === true) {
    return doubt === 'admits' ? addresses : addressesOf([]);
  }
  const byBlock = Map.groupBy(known, ({ block }) => formatCidr(block));
  const ordered = [...byBlock.values()].sort((left, right) => prefixOf(right) - prefixOf(left));
  let left = addresses;
  const reached: Addresses[] = [];
  for (const same of ordered) {
    const [first] = same;
    if (first === undefined || isEmpty(left)) continue;
    const rest = without(left, addressesOf([first.block]));
    const fate = fateOf(same, fateBy);
    if (fate === 'arrives' || (fate === 'doubtful' && doubt === 'admits')) {
      reached.push(without(left, rest));
    }
    left = rest;
  }
  return unite(reached);
}

type Known = Omit<ResolvedRoute, 'blocks'> & { readonly block: Cidr };

function prefixOf(same: readonly Known[]): number {
  return same[0]?.block.prefix ?? 0;
}

/** Several routes for one block are a static one and a propagated one, or lists of which AWS takes any. */
function fateOf(same: readonly Known[], fateBy: (route: Known) => Fate): Fate {
  const plain = same.filter(({ isList }) => !isList);
  const fates = new Set((plain.length > 0 ? plain : same).map(fateBy));
  const [fate, ...others] = fates;
  return fate === undefined || others.length > 0 ? 'doubtful' : fate;
}

function fateAt({ target, state }: Known, whereabouts: Whereabouts): Fate {
  if (target === null || state === null) return 'doubtful';
  if (state !== 'active') return 'lost';
  const kind = kindOf(target);
  switch (whereabouts) {
    case 'vpc':
      // A firewall or another appliance may stand between, and what it does cannot be seen.
      return kind === 'local' ? 'arrives' : 'doubtful';
    case 'internet':
      if (kind === 'igw') return 'arrives';
      // What came in by the internet gateway has to leave by it: NAT and egress-only gateways admit nobody.
      return OF_AWS.includes(kind) ? 'lost' : 'doubtful';
    case 'network':
      if (NETWORKS.includes(kind)) return 'arrives';
      return OF_AWS.includes(kind) ? 'lost' : 'doubtful';
  }
}
