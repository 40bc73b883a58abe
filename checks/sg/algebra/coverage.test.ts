import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { difference } from './coverage.ts';
import { describeRule } from './describe.ts';
import type { Permission } from './permission.ts';
import { normalise } from './rule.ts';
import { admits, PACKETS, permission, permissions, regroup, rulesOf } from './testing/packets.ts';

const admitted = (all: readonly Permission[]) => PACKETS.filter((packet) => admits(all, packet));
const keys = fc.array(fc.integer(), { minLength: 1, maxLength: 20 });
const NONE = { missing: [], unexpected: [] };

test('the normal form of a normal form is itself', () => {
  fc.assert(
    fc.property(permissions, (all) => {
      const once = normalise(rulesOf('ingress', all));
      expect(normalise(once)).toEqual(once);
    }),
  );
});

test('N8: the normal form does not depend on grouping, order or repetition', () => {
  fc.assert(
    fc.property(permissions, keys, (all, order) => {
      const regrouped = regroup([...all, ...all], order);
      expect(normalise(rulesOf('ingress', regrouped))).toEqual(normalise(rulesOf('ingress', all)));
    }),
  );
});

test('nothing is missing and nothing unexpected exactly when the same packets are admitted', () => {
  const pair = fc.oneof(
    fc.tuple(permissions, permissions),
    // Mostly equal ones, since two that are drawn apart hardly ever admit the same.
    fc.tuple(permissions, keys, fc.option(permission)).map(([all, order, more]) => {
      return [all, [...regroup(all, order), ...(more === null ? [] : [more])]] as const;
    }),
  );
  fc.assert(
    fc.property(pair, ([declared, actual]) => {
      const { missing, unexpected } = difference(
        rulesOf('ingress', declared),
        rulesOf('ingress', actual),
      );
      const [should, does] = [admitted(declared), admitted(actual)];
      expect(missing.length === 0).toBe(should.every((packet) => does.includes(packet)));
      expect(unexpected.length === 0).toBe(does.every((packet) => should.includes(packet)));
    }),
    { numRuns: 300 },
  );
});

test('one more permission never makes anything missing', () => {
  fc.assert(
    fc.property(permissions, permission, (all, more) => {
      const before = rulesOf('egress', all);
      expect(difference(before, rulesOf('egress', [...all, more])).missing).toEqual([]);
    }),
  );
});

test('what is called missing is missing: with it added, nothing is', () => {
  fc.assert(
    fc.property(permissions, permissions, (declared, actual) => {
      const [should, does] = [rulesOf('ingress', declared), rulesOf('ingress', actual)];
      const { missing, unexpected } = difference(should, does);
      expect(difference(should, [...does, ...missing]).missing).toEqual([]);
      expect(difference([...should, ...unexpected], does).unexpected).toEqual([]);
    }),
  );
});

const tcp = (fromPort: number, toPort: number, ...cidrs: string[]): Permission => {
  return {
    protocol: 'tcp',
    fromPort,
    toPort,
    cidrs,
    prefixLists: [],
    groups: [],
    complete: true,
  };
};
const anything = (cidr: string): Permission => ({
  ...tcp(0, 0, cidr),
  protocol: '-1',
  fromPort: null,
  toPort: null,
});
const fromGroup = (id: string, account = '123456789012'): Permission => {
  return { ...tcp(5432, 5432), groups: [{ id, account }] };
};
const fromList = (id: string): Permission => ({ ...tcp(443, 443), prefixLists: [id] });

test.each<{
  name: string;
  declared: Permission[];
  actual: Permission[];
  missing?: string[];
  unexpected?: string[];
}>([
  {
    name: 'N1: everything admits what is declared, and more',
    declared: [tcp(443, 443, '10.0.0.0/16')],
    actual: [anything('10.0.0.0/16')],
    unexpected: ['all traffic from 10.0.0.0/16'],
  },
  {
    name: 'N1: a protocol without a name opens all ports, whatever range is given',
    declared: [{ ...tcp(80, 80, '10.0.0.0/16'), protocol: '50' }],
    actual: [{ ...tcp(0, 0, '10.0.0.0/16'), protocol: '50', fromPort: null, toPort: null }],
  },
  {
    name: 'N2: a range that begins at a declared port is not that port',
    declared: [tcp(80, 80, '10.0.0.0/16')],
    actual: [tcp(80, 65535, '10.0.0.0/16')],
    unexpected: ['tcp 81-65535 from 10.0.0.0/16'],
  },
  {
    name: 'N2: all ports but port 0 are not all ports',
    declared: [tcp(0, 65535, '10.0.0.0/16')],
    actual: [tcp(1, 65535, '10.0.0.0/16')],
    missing: ['tcp 0 from 10.0.0.0/16'],
  },
  {
    name: 'N2: two ranges that meet are one',
    declared: [tcp(80, 90, '10.0.0.0/16')],
    actual: [tcp(81, 90, '10.0.0.0/16'), tcp(80, 80, '10.0.0.0/16')],
  },
  {
    name: 'N3: the same rule for IPv6 is another rule',
    declared: [tcp(443, 443, '0.0.0.0/0')],
    actual: [tcp(443, 443, '0.0.0.0/0', '::/0')],
    unexpected: ['tcp 443 from ::/0'],
  },
  {
    name: 'N3, N4: prefix lists and groups count',
    declared: [fromGroup('sg-app'), fromList('pl-cdn')],
    actual: [fromGroup('sg-other'), fromList('pl-s3')],
    missing: ['tcp 5432 from sg mistersmith-orchestrator', 'tcp 443 from prefix list pl-cdn'],
    unexpected: [
      'tcp 5432 from sg sg-other',
      'tcp 443 from prefix list com.amazonaws.us-east-1.s3',
    ],
  },
  {
    name: 'N5: two halves are everything, and are shown as they stand',
    declared: [tcp(22, 22, '10.0.0.0/8')],
    actual: [tcp(22, 22, '0.0.0.0/1', '128.0.0.0/1')],
    unexpected: ['tcp 22 from 0.0.0.0/1', 'tcp 22 from 128.0.0.0/1'],
  },
  {
    name: 'N5: two halves are what was declared as a whole',
    declared: [tcp(443, 443, '0.0.0.0/0')],
    actual: [tcp(443, 443, '0.0.0.0/1', '128.0.0.0/1')],
  },
  {
    name: 'N7: a group of another account is told with its account',
    declared: [],
    actual: [fromGroup('sg-peer', '999999999999')],
    unexpected: ['tcp 5432 from sg sg-peer of account 999999999999'],
  },
  {
    name: 'N8: numbers, names and letters of any case are one protocol, and host bits are cleared',
    declared: [{ ...tcp(443, 443, '100.68.0.18/18'), protocol: '6' }],
    actual: [{ ...tcp(443, 443, '100.68.0.0/18'), protocol: 'TCP' }],
  },
  {
    name: 'N8: a wider block admits what is declared, and more',
    declared: [tcp(443, 443, '10.0.0.0/24')],
    actual: [tcp(443, 443, '10.0.0.0/16')],
    unexpected: ['tcp 443 from 10.0.0.0/16'],
  },
  {
    name: 'N8: codes of icmp are not ports',
    declared: [{ ...tcp(8, -1, '10.0.0.0/16'), protocol: 'icmp' }],
    actual: [
      { ...tcp(8, 0, '10.0.0.0/16'), protocol: 'icmp' },
      { ...tcp(3, 4, '10.0.0.0/16'), protocol: '1' },
    ],
    missing: ['icmp type 8 code 1 to type 8 code 255 from 10.0.0.0/16'],
    unexpected: ['icmp type 3 code 4 from 10.0.0.0/16'],
  },
])('ingress, $name', ({ declared, actual, missing = [], unexpected = [] }) => {
  const names = new Map([
    ['sg-app', 'mistersmith-orchestrator'],
    ['pl-s3', 'com.amazonaws.us-east-1.s3'],
  ]);
  const result = difference(rulesOf('ingress', declared), rulesOf('ingress', actual));
  const tell = (rules: typeof result.missing) =>
    rules.map((rule) => describeRule(rule, names)).sort();
  expect(tell(result.missing)).toEqual([...missing].sort());
  expect(tell(result.unexpected)).toEqual([...unexpected].sort());
});

test("N8: CDK's way to say that nothing leaves is the same as no rule", () => {
  const placeholder = { ...tcp(252, 86, '255.255.255.255/32'), protocol: 'icmp' };
  expect(difference([], rulesOf('egress', [placeholder]))).toEqual(NONE);
  expect(difference([], rulesOf('ingress', [placeholder])).unexpected).toHaveLength(1);
  expect(
    difference([], rulesOf('egress', [{ ...placeholder, toPort: 87 }])).unexpected,
  ).toHaveLength(1);
  expect(difference([], rulesOf('egress', [anything('0.0.0.0/0')])).unexpected).toHaveLength(1);
});

test('a rule that admits out does not admit in', () => {
  const rule = [tcp(443, 443, '10.0.0.0/16')];
  const { missing, unexpected } = difference(rulesOf('ingress', rule), rulesOf('egress', rule));
  expect([missing.length, unexpected.length]).toEqual([1, 1]);
});

test('all protocols one by one are everything', () => {
  const each = Array.from({ length: 256 }, (_, number): Permission => {
    const protocol = String(number);
    const isIcmp = number === 1 || number === 58;
    return { ...tcp(isIcmp ? -1 : 0, isIcmp ? -1 : 65535, '10.0.0.0/16'), protocol };
  });
  const everything = rulesOf('ingress', [anything('10.0.0.0/16')]);
  expect(difference(everything, rulesOf('ingress', each))).toEqual(NONE);
  expect(difference(everything, rulesOf('ingress', each.slice(1))).missing).toHaveLength(1);
});
