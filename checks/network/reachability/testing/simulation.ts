// Random small networks, and what AWS's documentation says of a packet in them, told naively: address by address, port by
// port, entry by entry, without sets. The evaluator is judged against it.
import fc from 'fast-check';
import { addressesOf, type Addresses } from '../../../sg/algebra/addresses.ts';
import { parseCidr, type Cidr } from '../../../sg/algebra/cidr.ts';
import type { Permission } from '../../../sg/algebra/permission.ts';
import { admits, isIn, rulesOf } from '../../../sg/algebra/testing/packets.ts';
import type { AclEntry } from '../../algebra/acl.ts';
import type { Interfaces, Origin, Outside, Place } from '../place.ts';
import type { ResolvedRoute } from '../routing.ts';

interface Route {
  readonly destination: string;
  readonly target: string;
  readonly state: string;
}

interface Subnet {
  readonly acl: readonly AclEntry[];
  readonly routes: readonly Route[];
}

interface End {
  /** Subnets by their index. */
  readonly places: readonly number[];
  readonly groups: readonly string[];
  readonly egress: readonly Permission[];
  readonly ingress: readonly Permission[];
}

export interface Network {
  readonly subnets: readonly Subnet[];
  /** Null is the internet. */
  readonly sender: End | null;
  readonly receiver: End;
}

/** The addresses of each subnet, and those of the internet. */
const SUBNETS = [
  ['10.0.0.0', '10.0.0.1'],
  ['10.0.0.2', '10.0.0.3'],
  ['10.0.0.4', '10.0.0.5'],
] as const;
const SUBNET_BLOCKS = ['10.0.0.0/31', '10.0.0.2/31', '10.0.0.4/31'];
const INTERNET = ['9.9.9.8', '9.9.9.9'];
const INTERNET_BLOCK = '9.9.9.8/31';

/** Ports on both sides of every bound that a rule or an entry of the universe has. */
export const PORTS = [0, 1, 79, 80, 81, 82, 1023, 1024, 32767, 32768, 65535];
/** From which clients call. */
const EPHEMERAL = PORTS.filter((port) => port >= 1024);
/** From which a program may call that binds its socket. */
const BOUND = PORTS.filter((port) => port >= 1);

/**
 * Every source, told by its address, whose connection to the port, from whatever port of its own, gets an answer from some
 * address of the receiver.
 */
export function reachingSources(network: Network, port: number): readonly string[] {
  const sources = connectionsTo(network, port, BOUND).filter(({ passes }) => passes);
  return [...new Set(sources.map(({ source }) => source))].sort();
}

/** Whether every client's connection to the port passes, from whatever address to whatever address. */
export function allPass(network: Network, port: number): boolean {
  return connectionsTo(network, port, EPHEMERAL).every(({ passes }) => passes);
}

function connectionsTo(
  { subnets, sender, receiver }: Network,
  port: number,
  answerPorts: readonly number[],
) {
  return hostsOf(sender).flatMap((source) =>
    hostsOf(receiver)
      .filter((target) => target.address !== source.address)
      .flatMap((target) => {
        const outward = subnetOf(subnets, source.subnet);
        const inward = subnetOf(subnets, target.subnet);
        const isNeighbour = source.subnet === target.subnet;
        const arrives =
          (sender === null || admitsPacket(sender.egress, port, target.address, receiver.groups)) &&
          admitsPacket(receiver.ingress, port, source.address, sender?.groups ?? []) &&
          (isNeighbour ||
            ((outward === null || leaves(outward, target, port)) &&
              (inward === null || aclAllows(inward.acl, false, port, source.address))));
        return answerPorts.map((answerPort) => ({
          source: source.address,
          passes:
            arrives &&
            (isNeighbour ||
              ((inward === null || leaves(inward, source, answerPort)) &&
                (outward === null || aclAllows(outward.acl, false, answerPort, target.address)))),
        }));
      }),
  );
}

interface Host {
  readonly address: string;
  /** Null is the internet. */
  readonly subnet: number | null;
}

function hostsOf(end: End | null): readonly Host[] {
  return end === null
    ? INTERNET.map((address) => ({ address, subnet: null }))
    : end.places.flatMap((subnet) =>
        (SUBNETS[subnet] ?? []).map((address) => ({ address, subnet })),
      );
}

function subnetOf(subnets: readonly Subnet[], index: number | null): Subnet | null {
  return index === null ? null : (subnets[index] ?? null);
}

/** Whether a subnet sends a packet on its way: its ACL lets it out, and its best route leads there. */
function leaves(subnet: Subnet, to: Host, port: number): boolean {
  const [best] = subnet.routes
    .filter(({ destination }) => isIn(to.address, destination))
    .sort((left, right) => prefixOf(right.destination) - prefixOf(left.destination));
  const isRouted =
    best?.state === 'active' &&
    (to.subnet === null ? best.target.startsWith('igw-') : best.target === 'local');
  return isRouted && aclAllows(subnet.acl, true, port, to.address);
}

function aclAllows(
  entries: readonly AclEntry[],
  egress: boolean,
  port: number,
  address: string,
): boolean {
  const [first] = entries
    .filter(
      (entry) =>
        entry.egress === egress &&
        isIn(address, entry.cidr ?? '') &&
        (entry.protocol === '-1' ||
          (entry.protocol === '6' && (entry.fromPort ?? 0) <= port && port <= (entry.toPort ?? 0))),
    )
    .sort((left, right) => (left.number ?? 0) - (right.number ?? 0));
  return first?.action === 'allow';
}

function admitsPacket(
  permissions: readonly Permission[],
  port: number,
  address: string,
  groups: readonly string[],
): boolean {
  return [address, ...groups].some((peer) => admits(permissions, { protocol: 6, port, peer }));
}

const prefixOf = (cidr: string) => Number(cidr.split('/')[1]);

const block = fc.constantFrom(
  '0.0.0.0/0',
  '10.0.0.0/29',
  '10.0.0.0/30',
  ...SUBNET_BLOCKS,
  '10.0.0.1/32',
  '10.0.0.4/32',
  INTERNET_BLOCK,
  '9.9.9.9/32',
);
const range = fc
  .constantFrom([0, 65535], [80, 80], [79, 81], [0, 79], [1024, 65535], [32768, 65535], [81, 1023])
  .map(([from = 0, to = 0]) => [from, to] as const);

const permission: fc.Arbitrary<Permission> = fc
  .record({
    protocol: fc.constantFrom('tcp', 'tcp', '-1', 'udp'),
    range,
    cidrs: fc.array(block, { maxLength: 2 }),
    groups: fc.uniqueArray(fc.constantFrom('sg-a', 'sg-b', 'sg-c'), { maxLength: 2 }),
  })
  .map(({ range: [fromPort, toPort], groups, ...rest }) => ({
    ...rest,
    fromPort,
    toPort,
    prefixLists: [],
    groups: groups.map((id) => ({ id, account: '123456789012' })),
    complete: true,
  }));

const end: fc.Arbitrary<End> = fc.record({
  places: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 2 }),
  groups: fc.uniqueArray(fc.constantFrom('sg-a', 'sg-b', 'sg-c'), { minLength: 1, maxLength: 2 }),
  egress: fc.array(permission, { minLength: 1, maxLength: 3 }),
  ingress: fc.array(permission, { minLength: 1, maxLength: 3 }),
});

const aclEntry = fc
  .record({
    number: fc.integer({ min: 1, max: 200 }),
    egress: fc.boolean(),
    action: fc.constantFrom('allow', 'deny'),
    protocol: fc.constantFrom('-1', '6', '17'),
    range,
    cidr: block,
  })
  .map(({ range: [fromPort, toPort], ...rest }) =>
    rest.protocol === '-1'
      ? { ...rest, fromPort: null, toPort: null }
      : { ...rest, fromPort, toPort },
  );

/** Numbers are given once each way, and most ACLs allow what nothing before denies: else hardly anything would pass. */
const acl: fc.Arbitrary<readonly AclEntry[]> = fc
  .tuple(
    fc.uniqueArray(aclEntry, {
      maxLength: 3,
      selector: ({ number, egress }) => `${egress} ${number}`,
    }),
    fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  )
  .map(([entries, isOpen]) => [
    ...entries,
    ...[true, false].map((egress) => ({
      number: 32766,
      egress,
      action: isOpen ? 'allow' : 'deny',
      protocol: '-1',
      fromPort: null,
      toPort: null,
      cidr: '0.0.0.0/0',
    })),
  ]);

/** What leads elsewhere than `local` is gone here: an appliance that is there is no matter of packets alone. */
const lost = fc.record({
  destination: fc.constantFrom('10.0.0.2/31', '10.0.0.0/30', '10.0.0.4/32', '9.9.9.9/32'),
  target: fc.constantFrom('eni-1', 'nat-1'),
  state: fc.constant('blackhole'),
});
const routes: fc.Arbitrary<readonly Route[]> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      fc.uniqueArray(lost, { maxLength: 2, selector: ({ destination }) => destination }),
    ),
    fc.option(fc.constantFrom('igw-1', 'nat-1')),
  )
  .map(([more, target]) => [
    ...more,
    { destination: '10.0.0.0/29', target: 'local', state: 'active' },
    ...(target === null ? [] : [{ destination: '0.0.0.0/0', target, state: 'active' }]),
  ]);

export const network: fc.Arbitrary<Network> = fc.record({
  subnets: fc.array(fc.record({ acl, routes }), { minLength: 3, maxLength: 3 }),
  sender: fc.option(end, { freq: 3 }),
  receiver: end,
});

/** The addresses of a text, as the evaluator takes them. */
export function addresses(...texts: readonly string[]): Addresses {
  return addressesOf(texts.map(cidr));
}

/** The network as the evaluator takes it. */
export function endsOf({ subnets, sender, receiver }: Network): { from: Origin; to: Interfaces } {
  const internet: Outside = { kind: 'internet', addresses: addresses(INTERNET_BLOCK) };
  return {
    from: sender === null ? internet : interfacesOf(sender, subnets),
    to: interfacesOf(receiver, subnets),
  };
}

function interfacesOf(one: End, subnets: readonly Subnet[]): Interfaces {
  return {
    kind: 'interfaces',
    groups: one.groups,
    egress: { rules: rulesOf('egress', one.egress), isWhole: true },
    ingress: { rules: rulesOf('ingress', one.ingress), isWhole: true },
    places: one.places.map((index): Place => {
      const subnet = subnets[index];
      return {
        id: `subnet-${index}`,
        name: `subnet ${index}`,
        addresses: addresses(SUBNET_BLOCKS[index] ?? ''),
        acl: subnet?.acl ?? null,
        routes: subnet?.routes.map(resolved) ?? null,
      };
    }),
  };
}

function resolved({ destination, target, state }: Route): ResolvedRoute {
  return { blocks: [cidr(destination)], isList: false, target, state };
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === null) throw new Error(`${text} is not a block`);
  return parsed;
}
