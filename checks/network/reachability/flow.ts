import {
  addressesOf,
  covers,
  isEmpty,
  unite,
  without,
  type Addresses,
} from '../../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../../sg/algebra/cidr.ts';
import type { PrefixLists } from '../../sg/algebra/coverage.ts';
import type { Flow, Half } from '../../sg/algebra/path.ts';
import type { Direction } from '../../sg/algebra/rule.ts';
import type { Doubt } from './doubt.ts';
import { admittedByAcl, admittedByRules } from './filters.ts';
import type { Interfaces, Origin, Place } from './place.ts';
import { routedAddresses } from './routing.ts';

/**
 * The ports from which clients call, and to which the answers go: Linux, load balancers and NAT gateways together.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const ANSWERS: Flow = { protocol: 'tcp', ports: { from: 1024, to: 65536 } };

/** Whether all that has to pass does. */
export interface Passing {
  readonly half: Half;
  /** Where it is closed for some of the addresses of the other end and not for all: these. */
  readonly closedFor: Addresses | null;
}

/** One thing that a connection has to pass. */
export type Step = Passing &
  (
    | { readonly layer: 'groups'; readonly direction: Direction }
    /** The routes of `place` to `other`: to the receiver, or back to the sender. Null is the outside. */
    | { readonly layer: 'routes'; readonly place: Place; readonly other: Place | null }
    | {
        readonly layer: 'acl';
        readonly direction: Direction;
        readonly place: Place;
        readonly other: Place | null;
        readonly what: 'port' | 'answers';
      }
  );

/**
 * All that a connection to the port has to pass, there and back, between every place of its sender and every place of
 * its receiver. It passes when every step is open, for every address that the ends may have.
 */
export function stepsOf(
  from: Origin,
  to: Interfaces,
  port: number,
  lists: PrefixLists,
): readonly Step[] {
  const flow: Flow = { protocol: 'tcp', ports: { from: port, to: port + 1 } };
  const senders: readonly (Place | null)[] = from.kind === 'interfaces' ? from.places : [null];
  const sources = from.kind === 'interfaces' ? addressesIn(from.places) : from.addresses;
  const ingress: Step = {
    layer: 'groups',
    direction: 'ingress',
    ...passing(sources, (addresses, doubt) =>
      admittedByRules(
        to.ingress,
        'ingress',
        flow,
        { groups: from.kind === 'interfaces' ? from.groups : [], addresses },
        lists,
        doubt,
      ),
    ),
  };
  const between = senders.flatMap((sender) =>
    to.places.flatMap((receiver) => passages(from, sender, receiver, flow)),
  );
  if (from.kind !== 'interfaces') return [...between, ingress];
  const egress: Step = {
    layer: 'groups',
    direction: 'egress',
    ...passing(addressesIn(to.places), (addresses, doubt) =>
      admittedByRules(from.egress, 'egress', flow, { groups: to.groups, addresses }, lists, doubt),
    ),
  };
  return [egress, ...between, ingress];
}

/** Network ACLs keep no state, and answers need a route: there and back. Within one subnet there is neither. */
function passages(
  from: Origin,
  sender: Place | null,
  receiver: Place,
  flow: Flow,
): readonly Step[] {
  if (sender?.id === receiver.id) return [];
  const outside = from.kind === 'interfaces' ? null : from;
  const sources = outside === null ? (sender?.addresses ?? null) : outside.addresses;
  const whereabouts = outside?.kind ?? 'vpc';
  const acl = (
    place: Place,
    direction: Direction,
    what: 'port' | 'answers',
    other: Place | null,
    addresses: Addresses | null,
  ): Step => ({
    layer: 'acl',
    direction,
    place,
    other,
    what,
    ...passing(addresses, (some, doubt) =>
      admittedByAcl(place.acl, direction, what === 'port' ? flow : ANSWERS, some, doubt),
    ),
  });
  const routes = (place: Place, other: Place | null, addresses: Addresses | null): Step => ({
    layer: 'routes',
    place,
    other,
    ...passing(addresses, (some, doubt) => routedAddresses(place.routes, some, whereabouts, doubt)),
  });
  const arrival = [
    acl(receiver, 'ingress', 'port', sender, sources),
    routes(receiver, sender, sources),
    acl(receiver, 'egress', 'answers', sender, sources),
  ];
  return sender === null
    ? arrival
    : [
        routes(sender, receiver, receiver.addresses),
        acl(sender, 'egress', 'port', receiver, receiver.addresses),
        ...arrival,
        acl(sender, 'ingress', 'answers', receiver, receiver.addresses),
      ];
}

/** Open when all of the addresses are admitted whatever is in doubt, closed when some are not. */
function passing(
  known: Addresses | null,
  admitted: (addresses: Addresses, doubt: Doubt) => Addresses,
): Passing {
  if (known === null) {
    // Whatever the addresses are, they are among all there are.
    const all = addressesOf([EVERYWHERE[4]]);
    if (covers(admitted(all, 'blocks'), all)) return { half: 'open', closedFor: null };
    const isClosed = isEmpty(admitted(all, 'admits'));
    return { half: isClosed ? 'closed' : 'undecided', closedFor: null };
  }
  const addresses = inFirstFamily(known);
  if (isEmpty(addresses)) return { half: 'undecided', closedFor: null };
  if (covers(admitted(addresses, 'blocks'), addresses)) return { half: 'open', closedFor: null };
  const atBest = admitted(addresses, 'admits');
  const lost = without(addresses, atBest);
  if (isEmpty(lost)) return { half: 'undecided', closedFor: null };
  return { half: 'closed', closedFor: isEmpty(atBest) ? null : lost };
}

function addressesIn(places: readonly Place[]): Addresses | null {
  const known = places.map(({ addresses }) => addresses);
  return known.every((addresses) => addresses !== null) ? unite(known) : null;
}

/** Two ends that have IPv4 need no way over IPv6. */
function inFirstFamily(addresses: Addresses): Addresses {
  return addresses[4].length > 0 ? { ...addresses, 6: [] } : addresses;
}
