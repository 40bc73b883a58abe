import { addressesOf, covers, isEmpty, without, type Addresses } from '../sg/algebra/addresses.ts';
import { formatCidr, parseCidr, type Cidr } from '../sg/algebra/cidr.ts';
import type { Route } from './algebra/routes.ts';
import { addressesLedTo } from './reachability/routing.ts';

/** The blocks of prefix lists, by id. */
export type ListedBlocks = ReadonlyMap<string, readonly Cidr[]>;

export interface LinkRoutes {
  /** Of the wanted addresses, those that the routes do not lead to the target. */
  readonly missed: Addresses;
  /** The wanted blocks that are wholly the VPC's own, so that no route leads to what has them behind the target. */
  readonly within: readonly Cidr[];
  /** The routes to the target that lead to more than is wanted, whatever their state. */
  readonly excess: readonly Route[];
  /** Routes because of which `missed` or `excess` cannot be told. */
  readonly undecided: readonly Route[];
}

/**
 * What routes lead to a target, of what should be led there and nothing else. The VPC's own addresses are never led
 * away, and are missed only with a block of which nothing else is left.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
export function linkRoutes(
  routes: readonly Route[],
  target: string,
  blocks: readonly Cidr[],
  lists: ListedBlocks,
): LinkRoutes {
  const wanted = addressesOf(blocks);
  const read = routes.map((route) => ({ route, blocks: blocksOf(route, lists) }));
  const own = addressesOf(read.flatMap(ownBlocks));
  const foreign = without(wanted, own);
  const known = read.flatMap(({ route, blocks }) =>
    blocks === null ? [] : [{ ...route, blocks, isList: isList(route) }],
  );
  return {
    missed: without(foreign, addressesLedTo(target, known, foreign)),
    within: blocks.filter((block) => covers(own, addressesOf([block]))),
    excess: read
      .filter(({ route }) => route.target === target)
      .filter(({ blocks }) => !isEmpty(without(addressesOf(blocks ?? []), wanted)))
      .map(({ route }) => route),
    undecided: read
      .filter(({ route, blocks }) => {
        if (route.target === null) return true;
        if (blocks === null) return route.target === target || !isEmpty(foreign);
        if (route.target === target) return route.state === null || hasRival(route, blocks, known);
        // Whether a list or a route of another kind holds depends on where they come from, and not on the prefix alone.
        return isList(route) && meets(addressesOf(blocks), foreign);
      })
      .map(({ route }) => route),
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
  { target, state }: Route,
  blocks: readonly Cidr[],
  known: readonly (Pick<Route, 'target' | 'state'> & { readonly blocks: readonly Cidr[] })[],
): boolean {
  const texts = new Set(blocks.map(formatCidr));
  return known.some(
    (other) =>
      (other.target !== target || other.state !== state) &&
      other.blocks.some((block) => texts.has(formatCidr(block))),
  );
}

function isList({ destination }: Route): boolean {
  return destination?.startsWith('pl-') === true;
}

function meets(left: Addresses, right: Addresses): boolean {
  return !isEmpty(without(left, without(left, right)));
}
