import { expect, test } from '@jest/globals';
import { addressesOf } from '../../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../../sg/algebra/cidr.ts';
import {
  effectiveTable,
  internetRoutes,
  leadEverywhere,
  type Route,
  type RouteTable,
} from './routes.ts';

const table = (facts: Partial<RouteTable> & { id: string }): RouteTable => ({
  main: false,
  subnets: [],
  routes: [],
  ...facts,
});

const main = table({ id: 'rtb-main', main: true });
const own = table({ id: 'rtb-own', subnets: ['subnet-a'] });

test.each([
  {
    name: 'N10: its own table overrides the main one',
    subnet: 'subnet-a',
    tables: [main, own],
    id: 'rtb-own',
  },
  {
    name: 'N10: the order of tables means nothing',
    subnet: 'subnet-a',
    tables: [own, main],
    id: 'rtb-own',
  },
  {
    name: 'N10: the main table holds for a subnet without one',
    subnet: 'subnet-b',
    tables: [own, main],
    id: 'rtb-main',
  },
  {
    name: 'the main table may be associated with the subnet as well',
    subnet: 'subnet-a',
    tables: [{ ...main, subnets: ['subnet-a'] }],
    id: 'rtb-main',
  },
  { name: 'no table says', subnet: 'subnet-b', tables: [own], id: null },
  {
    name: 'two tables claim it',
    subnet: 'subnet-a',
    tables: [own, { ...own, id: 'rtb-2' }],
    id: null,
  },
  {
    name: 'two main tables',
    subnet: 'subnet-b',
    tables: [main, { ...main, id: 'rtb-2' }],
    id: null,
  },
])('$name', ({ subnet, tables, id }) => {
  expect(effectiveTable(subnet, tables)?.id ?? null).toBe(id);
});

const route = (
  destination: string | null,
  target: string | null,
  state: string | null = 'active',
): Route => {
  return { destination, target, state };
};

test.each<{ name: string; route: Route; found: 'open' | 'undecided' | 'none' }>([
  {
    name: 'N10: a default route to an internet gateway',
    route: route('0.0.0.0/0', 'igw-1'),
    found: 'open',
  },
  { name: 'N3: the default route of IPv6', route: route('::/0', 'igw-1'), found: 'open' },
  { name: 'N5: half of the space', route: route('0.0.0.0/1', 'igw-1'), found: 'open' },
  { name: 'one public address', route: route('8.8.8.8/32', 'igw-1'), found: 'open' },
  {
    name: 'a prefix list with public addresses',
    route: route('pl-everywhere', 'igw-1'),
    found: 'open',
  },
  {
    name: 'a prefix list that was not read',
    route: route('pl-unread', 'igw-1'),
    found: 'undecided',
  },
  { name: 'a destination that is none', route: route('anywhere', 'igw-1'), found: 'undecided' },
  { name: 'no destination', route: route(null, 'igw-1'), found: 'undecided' },
  { name: 'no state', route: route('0.0.0.0/0', 'igw-1', null), found: 'undecided' },
  { name: 'no target', route: route('0.0.0.0/0', null), found: 'undecided' },
  {
    name: 'no target, and not for public addresses',
    route: route('10.0.0.0/16', null),
    found: 'none',
  },
  { name: 'N10: a NAT gateway is no way in', route: route('0.0.0.0/0', 'nat-1'), found: 'none' },
  { name: 'a transit gateway', route: route('0.0.0.0/0', 'tgw-1'), found: 'none' },
  { name: 'an egress-only gateway', route: route('::/0', 'eigw-1'), found: 'none' },
  {
    name: 'a firewall, or another appliance, behind an endpoint',
    route: route('0.0.0.0/0', 'vpce-firewall'),
    found: 'undecided',
  },
  { name: 'an interface of an appliance', route: route('0.0.0.0/1', 'eni-1'), found: 'undecided' },
  {
    name: 'an appliance for addresses that were not read',
    route: route('pl-unread', 'vpce-firewall'),
    found: 'undecided',
  },
  {
    name: 'an appliance for private addresses',
    route: route('10.1.0.0/16', 'vpce-firewall'),
    found: 'none',
  },
  {
    name: 'an appliance that is gone',
    route: route('0.0.0.0/0', 'vpce-firewall', 'blackhole'),
    found: 'none',
  },
  { name: 'a gateway endpoint', route: route('pl-unread', 'vpce-s3'), found: 'none' },
  { name: 'within the VPC', route: route('10.0.0.0/16', 'local'), found: 'none' },
  {
    name: 'private addresses by an internet gateway',
    route: route('10.1.0.0/16', 'igw-1'),
    found: 'none',
  },
  { name: 'a black hole', route: route('0.0.0.0/0', 'igw-1', 'blackhole'), found: 'none' },
])('$name: $found', ({ route: one, found }) => {
  const lists = new Map([['pl-everywhere', addressesOf([EVERYWHERE[4]])]]);
  const local = route('10.0.0.0/16', 'local');
  expect(internetRoutes({ routes: [local, one] }, lists, (target) => target === 'vpce-s3')).toEqual(
    {
      open: found === 'open' ? [one] : [],
      undecided: found === 'undecided' ? [one] : [],
    },
  );
});

test.each<[string, readonly Route[], boolean]>([
  ['the default route', [route('0.0.0.0/0', 'igw-1')], true],
  ['both halves', [route('0.0.0.0/1', 'igw-1'), route('128.0.0.0/1', 'igw-1')], true],
  ['a list of everything', [route('pl-everywhere', 'igw-1')], true],
  ['one half', [route('0.0.0.0/1', 'igw-1')], false],
  ['one public address', [route('8.8.8.8/32', 'igw-1')], false],
  ['IPv6 alone', [route('::/0', 'igw-1')], false],
  ['a list that was not read', [route('pl-unread', 'igw-1')], false],
  ['nothing', [], false],
])('%s leads everywhere: %s', (_, routes, expected) => {
  const lists = new Map([['pl-everywhere', addressesOf([EVERYWHERE[4]])]]);
  expect(leadEverywhere(routes, lists)).toBe(expected);
});
