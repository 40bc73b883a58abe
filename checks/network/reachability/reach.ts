import {
  addressesOf,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
import { EVERYWHERE, type Family } from '../../sg/algebra/cidr.ts';
import type { PrefixLists } from '../../sg/algebra/coverage.ts';
import { cut } from '../../sg/algebra/interval.ts';
import type { Flow } from '../../sg/algebra/path.ts';
import { ALL_PORTS, type Direction, type Ports } from '../../sg/algebra/rule.ts';
import { aclBounds } from '../algebra/acl.ts';
import type { Doubt } from './doubt.ts';
import { admittedByAcl, admittedByRules } from './filters.ts';
import type { Interfaces, Origin, Place, RuleSet } from './place.ts';
import { routedAddresses } from './routing.ts';

/** Ports, and the addresses from which some connection to each of them gets an answer. */
export interface Reach {
  readonly ports: Ports;
  readonly sources: Addresses;
}

const FAMILIES: readonly Family[] = [4, 6];
const TCP: Flow = { protocol: 'tcp', ports: ALL_PORTS };
/**
 * The ports from which somebody may call who keeps to no convention, and to which the answers then go: every one that a
 * socket can be bound to.
 */
const SENDER_PORTS: Flow = { protocol: 'tcp', ports: { from: 1, to: 65536 } };
const NOTHING = addressesOf([]);
const EVERYTHING = addressesOf([EVERYWHERE[4], EVERYWHERE[6]]);

/**
 * What of the receiver the sender can reach by TCP at all: a connection counts when some address of the receiver lets it
 * in, and some port of the sender gets the answers. With `blocks` this is what is surely reached, with `admits` all that
 * may be.
 */
export function reachOf(
  from: Origin,
  to: Interfaces,
  lists: PrefixLists,
  doubt: Doubt,
): readonly Reach[] {
  const senders: readonly (Place | null)[] = from.kind === 'interfaces' ? from.places : [null];
  return senders.flatMap((sender) =>
    to.places.flatMap((receiver) => {
      const bounds = [
        ...ruleBounds(to.ingress),
        ...(from.kind === 'interfaces' ? ruleBounds(from.egress) : []),
        ...(sender?.id === receiver.id ? [] : boundsAt(sender, receiver, TCP)),
      ];
      return cut(ALL_PORTS, bounds).flatMap((ports) => {
        const sources = sourcesAt(
          { protocol: 'tcp', ports },
          { from, to, sender, receiver },
          lists,
          doubt,
        );
        return isEmpty(sources) ? [] : [{ ports, sources }];
      });
    }),
  );
}

interface Pair {
  readonly from: Origin;
  readonly to: Interfaces;
  /** Null is the outside. */
  readonly sender: Place | null;
  readonly receiver: Place;
}

function sourcesAt(
  flow: Flow,
  { from, to, sender, receiver }: Pair,
  lists: PrefixLists,
  doubt: Doubt,
): Addresses {
  const unknownPlace = doubt === 'admits' ? EVERYTHING : NOTHING;
  const isNeighbour = sender?.id === receiver.id;
  const outside = from.kind === 'interfaces' ? null : from;
  const acl = (place: Place, direction: Direction, ports: Flow, addresses: Addresses) =>
    isNeighbour || isEmpty(addresses)
      ? addresses
      : admittedByAcl(place.acl, direction, ports, addresses, doubt);
  const routed = (place: Place, addresses: Addresses) =>
    isNeighbour || isEmpty(addresses)
      ? addresses
      : routedAddresses(place.routes, addresses, outside?.kind ?? 'vpc', doubt);

  const all = outside === null ? (sender?.addresses ?? unknownPlace) : outside.addresses;
  const groups = from.kind === 'interfaces' ? from.groups : [];
  const entering = admittedByRules(
    to.ingress,
    'ingress',
    flow,
    { groups, addresses: all },
    lists,
    doubt,
  );
  const sources = routed(receiver, acl(receiver, 'ingress', flow, entering));
  if (isEmpty(sources)) return NOTHING;

  const ends = receiver.addresses ?? unknownPlace;
  const leaving =
    from.kind === 'interfaces'
      ? admittedByRules(
          from.egress,
          'egress',
          flow,
          { groups: to.groups, addresses: ends },
          lists,
          doubt,
        )
      : ends;
  const targets = sender === null ? leaving : routed(sender, acl(sender, 'egress', flow, leaving));
  if (isEmpty(targets)) return NOTHING;

  // Which port the answers go to is the choice of the sender, but it is one port on both sides.
  const bounds = isNeighbour ? [] : boundsAt(receiver, sender, SENDER_PORTS);
  return unite(
    cut(SENDER_PORTS.ports, bounds).map((ports) => {
      const answers: Flow = { protocol: 'tcp', ports };
      const answered = acl(receiver, 'egress', answers, sources);
      const answering = sender === null ? targets : acl(sender, 'ingress', answers, targets);
      return unite(FAMILIES.map((family) => withPartner(answered, answering, family)));
    }),
  );
}

/** The sources of a family that have a target of it. Nobody connects to oneself by the network. */
function withPartner(sources: Addresses, targets: Addresses, family: Family): Addresses {
  const own: Addresses = { ...NOTHING, [family]: sources[family] };
  const [first, ...others] = targets[family];
  if (first === undefined) return NOTHING;
  const isOne = others.length === 0 && first.to - first.from === 1n;
  return isOne ? without(own, targets) : own;
}

function ruleBounds({ rules }: RuleSet): readonly number[] {
  return rules
    .filter(({ protocol }) => protocol === 'tcp')
    .flatMap(({ ports: { from, to } }) => [from, to]);
}

/** Where the network ACLs on the way from one place to another change their mind. Null is the outside. */
function boundsAt(from: Place | null, to: Place | null, flow: Flow): readonly number[] {
  return [
    ...(from === null ? [] : aclBounds(from.acl ?? [], 'egress', flow)),
    ...(to === null ? [] : aclBounds(to.acl ?? [], 'ingress', flow)),
  ];
}
