import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressesOf } from '../../sg/algebra/addresses.ts';
import { parseCidr } from '../../sg/algebra/cidr.ts';
import type { Half } from '../../sg/algebra/path.ts';
import { aclHalf, type AclEntry } from './acl.ts';

const addresses = (...texts: string[]) =>
  addressesOf(
    texts.map((text) => {
      const cidr = parseCidr(text);
      if (cidr === null) throw new Error(`${text} is not a block`);
      return cidr;
    }),
  );
const entry = (number: number, action: string, facts: Partial<AclEntry> = {}): AclEntry => ({
  number,
  egress: false,
  action,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  cidr: '0.0.0.0/0',
  ...facts,
});
const tcp = (fromPort: number, toPort = fromPort) => ({ protocol: '6', fromPort, toPort });
const last = entry(32767, 'deny');
const POSTGRES = { protocol: 'tcp', ports: { from: 5432, to: 5433 } } as const;

test.each<{ name: string; entries: AclEntry[]; half: Half }>([
  { name: 'what EC2 makes by default', entries: [entry(100, 'allow'), last], half: 'open' },
  { name: 'no entry', entries: [], half: 'closed' },
  { name: 'the last deny alone', entries: [last], half: 'closed' },
  {
    name: 'N9: a deny before the allow',
    entries: [entry(100, 'allow'), entry(90, 'deny', tcp(5432))],
    half: 'closed',
  },
  {
    name: 'N9: a deny behind the allow, whatever the order of the list',
    entries: [entry(110, 'deny', tcp(5432)), entry(100, 'allow')],
    half: 'open',
  },
  {
    name: 'a deny of other addresses, ports and protocols',
    entries: [
      entry(10, 'deny', { cidr: '10.0.12.0/23' }),
      entry(20, 'deny', tcp(5433, 6000)),
      entry(30, 'deny', { protocol: '17', fromPort: 0, toPort: 65535 }),
      entry(40, 'deny', { egress: true }),
      entry(100, 'allow', tcp(1024, 65535)),
    ],
    half: 'open',
  },
  {
    name: 'a deny of a few of the addresses',
    entries: [entry(10, 'deny', { cidr: '10.0.10.128/25' }), entry(100, 'allow')],
    half: 'closed',
  },
  {
    name: 'allows that make up the addresses together',
    entries: [
      entry(10, 'allow', { ...tcp(5432), cidr: '10.0.10.0/24' }),
      entry(20, 'allow', { ...tcp(5432), cidr: '10.0.11.0/24' }),
      entry(30, 'deny', { cidr: '10.0.10.0/23' }),
    ],
    half: 'open',
  },
  { name: 'an allow for IPv6', entries: [entry(100, 'allow', { cidr: '::/0' })], half: 'closed' },
  {
    name: 'an entry without a number',
    entries: [entry(100, 'allow'), { ...last, number: null }],
    half: 'undecided',
  },
  {
    name: 'an entry that does not say which way',
    entries: [entry(100, 'allow'), { ...last, egress: null }],
    half: 'undecided',
  },
  {
    name: 'tcp without ports',
    entries: [entry(90, 'deny', { protocol: '6' }), entry(100, 'allow')],
    half: 'undecided',
  },
  { name: 'another action', entries: [entry(100, 'audit')], half: 'undecided' },
  { name: 'no block', entries: [entry(100, 'allow', { cidr: null })], half: 'undecided' },
  {
    name: 'an unreadable entry of the other direction',
    entries: [entry(100, 'allow'), { ...last, egress: true, cidr: null }],
    half: 'open',
  },
])('ingress of a port: $name: $half', ({ entries, half }) => {
  expect(aclHalf(entries, 'ingress', POSTGRES, addresses('10.0.10.0/23'))).toBe(half);
});

test('egress is the other half, and nobody is never let through', () => {
  const out = [entry(100, 'allow', { egress: true })];
  expect(aclHalf(out, 'egress', POSTGRES, addresses('10.0.20.0/24'))).toBe('open');
  expect(aclHalf(out, 'ingress', POSTGRES, addresses('10.0.20.0/24'))).toBe('closed');
  expect(aclHalf(out, 'egress', POSTGRES, addresses())).toBe('closed');
});

test('N9: it is open exactly when the first entry that matches allows, packet by packet', () => {
  const small = fc.record({
    action: fc.constantFrom('allow', 'deny'),
    protocol: fc.constantFrom('-1', '6', '17'),
    ports: fc.tuple(fc.integer({ min: 79, max: 82 }), fc.integer({ min: 0, max: 3 })),
    host: fc.integer({ min: 0, max: 3 }),
    prefix: fc.integer({ min: 30, max: 32 }),
  });
  const acl = fc
    .tuple(
      fc.array(small, { maxLength: 6 }),
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
    )
    .map(([entries, numbers]) =>
      entries.map((one, index) => ({ ...one, number: numbers[index] ?? 0 })),
    );
  fc.assert(
    fc.property(
      acl,
      fc.integer({ min: 79, max: 83 }),
      fc.integer({ min: 0, max: 3 }),
      (some, first, more) => {
        const entries = some.map(
          ({ number, action, protocol, ports: [from, size], host, prefix }) =>
            entry(number, action, {
              protocol,
              fromPort: protocol === '-1' ? null : from,
              toPort: protocol === '-1' ? null : from + size,
              cidr: `10.0.0.${host}/${prefix}`,
            }),
        );
        const allows = (port: number, host: number) =>
          [...some]
            .sort((left, right) => left.number - right.number)
            .find(
              (one) =>
                one.protocol !== '17' &&
                (one.protocol === '-1' ||
                  (one.ports[0] <= port && port <= one.ports[0] + one.ports[1])) &&
                host >> (32 - one.prefix) === one.host >> (32 - one.prefix),
            )?.action === 'allow';
        const ports = Array.from({ length: more + 1 }, (_, index) => first + index);
        const isOpen = ports.every((port) => [0, 1].every((host) => allows(port, host)));
        const flow = { protocol: 'tcp', ports: { from: first, to: first + more + 1 } } as const;
        expect(aclHalf(entries, 'ingress', flow, addresses('10.0.0.0/31'))).toBe(
          isOpen ? 'open' : 'closed',
        );
      },
    ),
    { numRuns: 400 },
  );
});
