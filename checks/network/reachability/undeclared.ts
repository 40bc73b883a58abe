import {
  addressesOf,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../../sg/algebra/cidr.ts';
import { addressesOfPeer, beyond, type PrefixLists } from '../../sg/algebra/coverage.ts';
import { cut } from '../../sg/algebra/interval.ts';
import { publicPart } from '../../sg/algebra/public.ts';
import { ALL_PORTS, type Rule } from '../../sg/algebra/rule.ts';
import type { Doubt } from './doubt.ts';
import type { Interfaces, Origin, Outside, Place, RuleSet } from './place.ts';
import { reachOf, type Reach } from './reach.ts';

/** Any interface with a security group, or any address there. */
export type Intruder =
  { readonly kind: 'group'; readonly id: string } | { readonly kind: 'vpc' | Outside['kind'] };

/** Who reaches what without being declared. */
export interface UndeclaredReach extends Reach {
  readonly who: Intruder;
}

const EVERYTHING = addressesOf([EVERYWHERE[4], EVERYWHERE[6]]);
const EVERY_EGRESS: RuleSet = {
  isWhole: true,
  rules: [EVERYWHERE[4], EVERYWHERE[6]].map((cidr) => ({
    direction: 'egress',
    protocol: 'all',
    ports: ALL_PORTS,
    peer: { kind: 'cidr', cidr },
  })),
};

/**
 * What the receiver lets in by TCP beyond the declared rules, as far as it arrives: from any place of the VPC, from the
 * internet and from other networks, by address, and from any interface with a group that a rule names. What such an
 * interface may send is not asked: beside the group it can have others, which let everything out.
 */
export function undeclaredReach(
  to: Interfaces,
  declared: readonly Rule[],
  vpc: { readonly places: readonly Place[]; hasGroup: (id: string) => boolean },
  lists: PrefixLists,
  doubt: Doubt,
): readonly UndeclaredReach[] {
  // What comes in by a declared rule is declared, so the others alone are to be followed.
  const candidates = beyond(
    to.ingress.rules.filter(({ protocol }) => protocol === 'all' || protocol === 'tcp'),
    declared,
  );
  const by = (rules: readonly Rule[], origin: Origin, isWhole: boolean) =>
    rules.length === 0 && isWhole
      ? []
      : reachOf(origin, { ...to, ingress: { rules, isWhole } }, lists, doubt).flatMap((reach) =>
          beyondDeclared(reach, origin, declared, lists, doubt),
        );
  const byGroup = Map.groupBy(candidates, ({ peer }) => (peer.kind === 'group' ? peer.id : null));
  const fromGroups = [...byGroup].flatMap(([id, rules]): UndeclaredReach[] => {
    if (id === null) return [];
    const who = { kind: 'group', id } as const;
    if (vpc.hasGroup(id)) {
      return by(rules, anybodyIn(vpc.places, [id]), true).map((reach) => ({ who, ...reach }));
    }
    // Whether anything of another VPC arrives cannot be seen from here.
    return doubt === 'blocks'
      ? []
      : rules.map(({ ports }) => ({ who, ports, sources: EVERYTHING }));
  });

  const byAddress = byGroup.get(null) ?? [];
  const own = unite(vpc.places.map(({ addresses }) => addresses ?? addressesOf([])));
  const origins: readonly (readonly [Exclude<Intruder['kind'], 'group'>, Origin])[] = [
    ['vpc', anybodyIn(vpc.places, [])],
    ['internet', { kind: 'internet', addresses: publicPart(EVERYTHING) }],
    ['network', { kind: 'network', addresses: without(EVERYTHING, own) }],
  ];
  return [
    ...fromGroups,
    ...origins.flatMap(([kind, origin]) =>
      by(byAddress, origin, to.ingress.isWhole).map((reach) => ({ who: { kind }, ...reach })),
    ),
  ];
}

/** An interface about which nothing is known but that it stands in the VPC, and what groups it has at least. */
function anybodyIn(places: readonly Place[], groups: readonly string[]): Interfaces {
  return {
    kind: 'interfaces',
    groups,
    egress: EVERY_EGRESS,
    ingress: { rules: [], isWhole: true },
    places,
  };
}

function beyondDeclared(
  { ports, sources }: Reach,
  origin: Origin,
  declared: readonly Rule[],
  lists: PrefixLists,
  doubt: Doubt,
): readonly Reach[] {
  const groups = origin.kind === 'interfaces' ? origin.groups : [];
  const relevant = declared.filter(({ protocol }) => protocol === 'all' || protocol === 'tcp');
  const bounds = relevant.flatMap((rule) => [rule.ports.from, rule.ports.to]);
  return cut(ports, bounds).flatMap((piece) => {
    const rules = relevant.filter(
      (rule) => rule.ports.from <= piece.from && piece.to <= rule.ports.to,
    );
    const isDeclared = rules.some(({ peer }) => peer.kind === 'group' && groups.includes(peer.id));
    const rest = without(sources, unite(rules.map((rule) => declaredSources(rule, lists, doubt))));
    return isDeclared || isEmpty(rest) ? [] : [{ ports: piece, sources: rest }];
  });
}

/** A declared list that was not read may hold everything, so that nothing is surely undeclared. */
function declaredSources({ peer }: Rule, lists: PrefixLists, doubt: Doubt): Addresses {
  const known = addressesOfPeer(peer, lists);
  if (known !== null) return known;
  return peer.kind === 'prefix-list' && doubt === 'blocks' ? EVERYTHING : addressesOf([]);
}
