import {
  addressesOf,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
import { parseCidr, type Cidr } from '../../sg/algebra/cidr.ts';
import type { Route } from './routes.ts';

/** The blocks of prefix lists, by id. */
export type ListedBlocks = ReadonlyMap<string, readonly Cidr[]>;

export interface Reach {
  /** Of the wanted addresses, those that the routes do not lead to the target. */
  readonly missed: Addresses;
  /** The routes to the target that lead to more than is wanted, whatever their state. */
  readonly excess: readonly Route[];
  /** Routes because of which one of the two cannot be told. */
  readonly undecided: readonly Route[];
}

/**
 * What routes lead to a target, of what should be led there and nothing else. The longest prefix that fits decides, so
 * that a narrower route takes its addresses away from a wider one, even when it drops them; the VPC's own addresses are
 * never led away. https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export function reach(
  routes: readonly Route[],
  target: string,
  wanted: Addresses,
  lists: ListedBlocks,
): Reach {
  const read = routes.map((route) => ({ route, blocks: blocksOf(route, lists) }));
  const foreign = without(wanted, addressesOf(read.flatMap(ownBlocks)));
  const steps = read.flatMap(({ route, blocks }) =>
    (blocks ?? []).map((block) => ({
      route,
      block,
      leads: route.target === target && route.state === 'active',
    })),
  );
  const led = steps
    .sort((left, right) => left.block.prefix - right.block.prefix)
    .reduce<Addresses>(
      (all, { leads, block }) =>
        leads ? unite([all, addressesOf([block])]) : without(all, addressesOf([block])),
      addressesOf([]),
    );
  return {
    missed: without(foreign, led),
    excess: read
      .filter(({ route }) => route.target === target)
      .filter(({ blocks }) => !isEmpty(without(addressesOf(blocks ?? []), wanted)))
      .map(({ route }) => route),
    undecided: routes.filter((route, index) => {
      const blocks = read[index]?.blocks ?? null;
      if (route.target === null) return true;
      if (blocks === null) return route.target === target || !isEmpty(foreign);
      if (route.target === target) return route.state === null || hasRival(route, blocks, steps);
      // Whether a list or a route of another kind holds depends on where they come from, and not on the prefix alone.
      return isList(route) && meets(addressesOf(blocks), foreign);
    }),
  };
}

/** The blocks of a route; null for what was left out, or a prefix list that was not read. */
function blocksOf({ destination }: Route, lists: ListedBlocks): readonly Cidr[] | null {
  if (destination === null) return null;
  const cidr = parseCidr(destination);
  return cidr === null ? (lists.get(destination) ?? null) : [cidr];
}

function ownBlocks({
  route,
  blocks,
}: {
  route: Route;
  blocks: readonly Cidr[] | null;
}): readonly Cidr[] {
  return route.target === 'local' ? (blocks ?? []) : [];
}

/** Of two routes for the same block it depends on where they come from which one holds. */
function hasRival(
  { target }: Route,
  blocks: readonly Cidr[],
  steps: readonly { readonly route: Route; readonly block: Cidr }[],
): boolean {
  return steps.some(
    ({ route, block }) =>
      route.target !== target &&
      blocks.some(
        ({ family, address, prefix }) =>
          family === block.family && address === block.address && prefix === block.prefix,
      ),
  );
}

function isList({ destination }: Route): boolean {
  return destination?.startsWith('pl-') === true;
}

function meets(left: Addresses, right: Addresses): boolean {
  return !isEmpty(without(left, without(left, right)));
}
