import { expect, test } from '@jest/globals';
import { describeRule } from './describe.ts';
import { expand, parseProtocol, type Permission } from './permission.ts';

const permission = (facts: Partial<Permission>): Permission => ({
  protocol: 'tcp',
  fromPort: 443,
  toPort: 443,
  cidrs: ['10.0.0.0/16'],
  prefixLists: [],
  groups: [],
  complete: true,
  ...facts,
});

test('a permission is one rule for each of its peers', () => {
  const { rules, unreadable } = expand(
    'egress',
    [
      permission({
        cidrs: ['10.0.0.0/16', '::/0'],
        prefixLists: ['pl-1'],
        groups: [
          { id: 'sg-1', account: '123456789012' },
          { id: 'sg-2', account: '999999999999' },
        ],
      }),
    ],
    '123456789012',
  );
  expect(unreadable).toEqual([]);
  expect(rules.map((rule) => describeRule(rule, new Map()))).toEqual([
    'tcp 443 to 10.0.0.0/16',
    'tcp 443 to ::/0',
    'tcp 443 to prefix list pl-1',
    'tcp 443 to sg sg-1',
    'tcp 443 to sg sg-2 of account 999999999999',
  ]);
});

test.each<{ facts: Partial<Permission>; told: string }>([
  { facts: { fromPort: 0, toPort: 65535 }, told: 'tcp all ports from 10.0.0.0/16' },
  { facts: { protocol: '17', fromPort: 1, toPort: 65535 }, told: 'udp 1-65535 from 10.0.0.0/16' },
  { facts: { protocol: '-1', fromPort: null, toPort: null }, told: 'all traffic from 10.0.0.0/16' },
  { facts: { protocol: '-1', fromPort: 80, toPort: 80 }, told: 'all traffic from 10.0.0.0/16' },
  { facts: { protocol: '50' }, told: 'protocol 50 from 10.0.0.0/16' },
  {
    facts: { protocol: 'icmp', fromPort: -1, toPort: -1 },
    told: 'icmp all types from 10.0.0.0/16',
  },
  { facts: { protocol: 'icmp', fromPort: 8, toPort: -1 }, told: 'icmp type 8 from 10.0.0.0/16' },
  { facts: { protocol: '1', fromPort: 3, toPort: 4 }, told: 'icmp type 3 code 4 from 10.0.0.0/16' },
  {
    facts: { protocol: '58', fromPort: null, toPort: null },
    told: 'icmpv6 all types from 10.0.0.0/16',
  },
])('$told', ({ facts, told }) => {
  const { rules } = expand('ingress', [permission(facts)], '123456789012');
  expect(rules.map((rule) => describeRule(rule, new Map()))).toEqual([told]);
});

test.each<{ name: string; facts: Partial<Permission>; unreadable: string }>([
  {
    name: 'no protocol',
    facts: { protocol: null },
    unreadable: 'protocol missing, ports 443 to 443',
  },
  {
    name: 'a protocol EC2 does not have',
    facts: { protocol: 'sctp' },
    unreadable: 'protocol sctp, ports 443 to 443',
  },
  {
    name: 'a number that is no protocol',
    facts: { protocol: '256' },
    unreadable: 'protocol 256, ports 443 to 443',
  },
  {
    name: 'tcp without ports',
    facts: { fromPort: null, toPort: null },
    unreadable: 'protocol tcp, ports missing to missing',
  },
  {
    name: 'tcp from -1',
    facts: { fromPort: -1, toPort: -1 },
    unreadable: 'protocol tcp, ports -1 to -1',
  },
  {
    name: 'a range the wrong way round',
    facts: { fromPort: 90, toPort: 80 },
    unreadable: 'protocol tcp, ports 90 to 80',
  },
  {
    name: 'a port beyond the last',
    facts: { toPort: 65536 },
    unreadable: 'protocol tcp, ports 443 to 65536',
  },
  {
    name: 'icmp without a type',
    facts: { protocol: 'icmp', fromPort: null, toPort: null },
    unreadable: 'protocol icmp, ports missing to missing',
  },
  {
    name: 'a code of every type',
    facts: { protocol: 'icmp', fromPort: -1, toPort: 3 },
    unreadable: 'protocol icmp, ports -1 to 3',
  },
  {
    name: 'a block that is none',
    facts: { cidrs: ['10.0.0.0/33'] },
    unreadable: 'block 10.0.0.0/33',
  },
])('N1, not read: $name', ({ facts, unreadable }) => {
  expect(expand('ingress', [permission(facts)], '123456789012')).toEqual({
    rules: [],
    unreadable: [unreadable],
  });
});

test('what is left of a permission without all its peers is read, and it is known to be incomplete', () => {
  const { rules, unreadable } = expand('ingress', [permission({ complete: false })], '1');
  expect(rules).toHaveLength(1);
  expect(unreadable).toEqual(['a permission of which EC2 left out peers']);
});

test('protocols have one form each', () => {
  expect(
    ['-1', 'all', '6', 'TCP', '17', '1', '58', 'ICMPv6', '47', '0', '06', '-2', ''].map(
      parseProtocol,
    ),
  ).toEqual([
    'all',
    'all',
    'tcp',
    'tcp',
    'udp',
    'icmp',
    'icmpv6',
    'icmpv6',
    47,
    0,
    null,
    null,
    null,
  ]);
});
