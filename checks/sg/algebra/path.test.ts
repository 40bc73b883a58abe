import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressesOf, type Addresses } from './addresses.ts';
import { parseCidr } from './cidr.ts';
import { halfOf, pathOf, type Endpoint, type Half } from './path.ts';
import type { Permission } from './permission.ts';
import { ADDRESSES, admits, GROUPS, isIn, permissions, rulesOf } from './testing/packets.ts';

function addresses(...texts: string[]): Addresses {
  return addressesOf(
    texts.map((text) => {
      const cidr = parseCidr(text);
      if (cidr === null) throw new Error(`${text} is not a block`);
      return cidr;
    }),
  );
}

const rule = (fromPort: number, toPort: number, peers: Partial<Permission>): Permission => {
  return {
    protocol: 'tcp',
    fromPort,
    toPort,
    cidrs: [],
    prefixLists: [],
    groups: [],
    complete: true,
    ...peers,
  };
};
const group = (id: string) => ({ groups: [{ id, account: '123456789012' }] });

const POSTGRES = { protocol: 'tcp', ports: { from: 5432, to: 5433 } } as const;
const app = (...egress: Permission[]): Endpoint => ({
  groups: ['sg-app', 'sg-common'],
  rules: rulesOf('egress', egress),
  addresses: addresses('10.0.10.0/23', '10.0.12.0/23'),
});
const database = (...ingress: Permission[]): Endpoint => ({
  groups: ['sg-db'],
  rules: rulesOf('ingress', ingress),
  addresses: addresses('10.0.20.0/24', '10.0.21.0/24'),
});
const toDatabase = rule(5432, 5432, group('sg-db'));
const fromApp = rule(5432, 5432, group('sg-app'));

test.each<{ name: string; from: Endpoint; to: Endpoint; egress: Half; ingress: Half }>([
  {
    name: 'both halves by group',
    from: app(toDatabase),
    to: database(fromApp),
    egress: 'open',
    ingress: 'open',
  },
  {
    name: 'only the ingress',
    from: app(),
    to: database(fromApp),
    egress: 'closed',
    ingress: 'open',
  },
  {
    name: 'only the egress',
    from: app(toDatabase),
    to: database(),
    egress: 'open',
    ingress: 'closed',
  },
  {
    name: 'egress to everywhere',
    from: app({ ...rule(0, 0, { cidrs: ['0.0.0.0/0'] }), protocol: '-1' }),
    to: database(fromApp),
    egress: 'open',
    ingress: 'open',
  },
  {
    name: 'the second of the attached groups is let in',
    from: app(toDatabase),
    to: database(rule(5432, 5432, group('sg-common'))),
    egress: 'open',
    ingress: 'open',
  },
  {
    name: 'each subnet by a block of its own',
    from: app(rule(5432, 5432, { cidrs: ['10.0.20.0/24', '10.0.21.0/25', '10.0.21.128/25'] })),
    to: database(rule(5432, 5432, { cidrs: ['10.0.0.0/16'] })),
    egress: 'open',
    ingress: 'open',
  },
  {
    name: 'only one of the two subnets',
    from: app(rule(5432, 5432, { cidrs: ['10.0.20.0/24'] })),
    to: database(rule(5432, 5432, { cidrs: ['10.0.10.0/23'] })),
    egress: 'closed',
    ingress: 'closed',
  },
  {
    name: 'another port, another protocol, another group',
    from: app(rule(5433, 5433, group('sg-db')), { ...toDatabase, protocol: 'udp' }),
    to: database(rule(5432, 5432, group('sg-other'))),
    egress: 'closed',
    ingress: 'closed',
  },
  {
    name: 'by a prefix list that was read',
    from: app(rule(5432, 5432, { prefixLists: ['pl-database'] })),
    to: database(fromApp),
    egress: 'open',
    ingress: 'open',
  },
  {
    name: 'by a prefix list that was not read',
    from: app(rule(5432, 5432, { prefixLists: ['pl-unread'] })),
    to: database(fromApp),
    egress: 'undecided',
    ingress: 'open',
  },
  {
    name: 'a list that was not read, at another port',
    from: app(rule(443, 443, { prefixLists: ['pl-unread'] })),
    to: database(fromApp),
    egress: 'closed',
    ingress: 'open',
  },
])('N15: $name', ({ from, to, egress, ingress }) => {
  const lists = new Map([['pl-database', addresses('10.0.20.0/23')]]);
  expect(pathOf(from, to, POSTGRES, lists)).toEqual({ egress, ingress });
});

test('N15: what lets in does not let out, nor the other way round', () => {
  const from = { ...app(), rules: rulesOf('ingress', [toDatabase]) };
  const to = { ...database(), rules: rulesOf('egress', [fromApp]) };
  expect(pathOf(from, to, POSTGRES, new Map())).toEqual({ egress: 'closed', ingress: 'closed' });
});

test('N15: nobody is not let in by a block, though every one of no addresses is in it', () => {
  const nobody = { groups: [], addresses: addresses() };
  const open = rulesOf('ingress', [{ ...rule(0, 0, { cidrs: ['0.0.0.0/0'] }), protocol: '-1' }]);
  expect(halfOf(open, 'ingress', POSTGRES, nobody, new Map())).toBe('closed');
});

test('a path is open exactly when every packet of it is admitted by its sender and its receiver', () => {
  const host = fc.record({
    groups: fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 }),
    addresses: fc.uniqueArray(fc.constantFrom(...ADDRESSES), { maxLength: 2 }),
    permissions,
  });
  const ports = fc
    .tuple(fc.integer({ min: 79, max: 82 }), fc.integer({ min: 0, max: 2 }))
    .map(([from, more]) => ({ from, to: from + more + 1 }));
  type Host = typeof host extends fc.Arbitrary<infer Value> ? Value : never;
  const endpoint = (one: Host, direction: 'ingress' | 'egress'): Endpoint => ({
    groups: one.groups,
    rules: rulesOf(direction, one.permissions),
    addresses: addresses(...one.addresses.map((at) => `${at}/${at.includes(':') ? 128 : 32}`)),
  });
  // What a list that was not read holds: nothing, or everything.
  const reading = (all: readonly Permission[], entries: string[]) =>
    all.map((one) => ({
      ...one,
      prefixLists: [],
      cidrs: [...one.cidrs, ...(one.prefixLists.length > 0 ? entries : [])],
    }));
  const isOpen = (all: readonly Permission[], other: Host, range: { from: number; to: number }) =>
    Array.from({ length: range.to - range.from }, (_, index) => range.from + index).every((port) =>
      (other.addresses.length > 0 ? other.addresses : ['nowhere']).every((at) =>
        [at, ...other.groups].some((peer) => admits(all, { protocol: 6, port, peer })),
      ),
    );
  const half = (
    all: readonly Permission[],
    other: Host,
    range: { from: number; to: number },
  ): Half => {
    if (isOpen(reading(all, []), other, range)) return 'open';
    return isOpen(reading(all, ['0.0.0.0/0', '::/0']), other, range) ? 'undecided' : 'closed';
  };
  fc.assert(
    fc.property(host, host, ports, (from, to, range) => {
      const flow = { protocol: 'tcp', ports: range } as const;
      expect(pathOf(endpoint(from, 'egress'), endpoint(to, 'ingress'), flow, new Map())).toEqual({
        egress: half(from.permissions, to, range),
        ingress: half(to.permissions, from, range),
      });
    }),
    { numRuns: 400 },
  );
});

test('the blocks of the universe are read bit by bit', () => {
  expect(isIn('10.0.0.3', '10.0.0.2/31')).toBe(true);
  expect(isIn('10.0.0.1', '10.0.0.2/31')).toBe(false);
  expect(isIn('fd00::3', '::/0')).toBe(true);
  expect(isIn('sg-a', '0.0.0.0/0')).toBe(false);
});
