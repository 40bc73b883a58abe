import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressesOf, covers, listCidrs } from './addresses.ts';
import { blockOf, cidrsOf, contains, formatCidr, overlaps, parseCidr, type Cidr } from './cidr.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === null) throw new Error(`${text} is not a block`);
  return cidr;
}

test.each([
  ['10.0.0.0/16', '10.0.0.0/16'],
  ['100.68.0.18/18', '100.68.0.0/18'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['1.2.3.4/0', '0.0.0.0/0'],
  ['::/0', '::/0'],
  ['::1/128', '::1/128'],
  ['2001:DB8::/32', '2001:db8::/32'],
  ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
  ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
  ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
  ['2001:db8::ffff/64', '2001:db8::/64'],
  ['::ffff:10.0.0.1/128', '::ffff:a00:1/128'],
  ['10:100:0:0:0:0:0:0/128', '10:100::/128'],
])('reads %s as %s', (text, canonical) => {
  expect(formatCidr(read(text))).toBe(canonical);
});

test.each([
  '',
  '10.0.0.0',
  '10.0.0.0/',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/016',
  '10.0.0.0/16/8',
  '10.0.0/16',
  '10.0.0.256/16',
  '010.0.0.0/16',
  '10.0.0.0 /16',
  ' 10.0.0.0/16',
  '10.0.0.0.0/16',
  '0x0a.0.0.0/8',
  '::/129',
  ':::/0',
  '1::2::3/64',
  '1:2:3:4:5:6:7/64',
  '1:2:3:4:5:6:7:8:9/64',
  '1:2:3:4:5:6:7::8/64x',
  '1:2:3:4::5:6:7:8/64',
  ':1:2:3:4:5:6:7/64',
  'fe80::1%eth0/64',
  '12345::/16',
  'g::/16',
  '::1.2.3.4:5/128',
  '::1.2.3/128',
  'any',
])('rejects %j', (text) => {
  expect(parseCidr(text)).toBeNull();
});

test.each([
  ['10.0.0.0/16', '10.0.12.0/23', true],
  ['10.0.12.0/23', '10.0.0.0/16', false],
  ['10.0.0.0/16', '10.0.0.0/16', true],
  ['10.0.0.0/16', '10.1.0.0/24', false],
  ['::/0', '10.0.0.0/8', false],
  ['0.0.0.0/0', '::/0', false],
])('%s contains %s: %s', (outer, inner, expected) => {
  expect(contains(read(outer), read(inner))).toBe(expected);
  expect(overlaps(read(inner), read(outer))).toBe(expected || contains(read(inner), read(outer)));
});

const v4 = fc
  .tuple(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]): Cidr => masked(4, address, prefix));
const v6 = fc
  .tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.integer({ min: 0, max: 128 }))
  .map(([address, prefix]): Cidr => masked(6, address, prefix));

function masked(family: 4 | 6, address: bigint, prefix: number): Cidr {
  const hostBits = BigInt((family === 4 ? 32 : 128) - prefix);
  return { family, address: (address >> hostBits) << hostBits, prefix };
}

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.oneof(v4, v6), (cidr) => {
      expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
    }),
  );
});

const hex = (group: bigint) => group.toString(16);

test('sparse IPv6 addresses, in which runs of zeros are left out, are read back', () => {
  const sparse = fc.array(fc.constantFrom(0n, 0n, 1n, 0x10n, 0xabcn), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(sparse, (groups) => {
      const address = groups.reduce<bigint>((sum, group) => (sum << 16n) | group, 0n);
      const text = formatCidr({ family: 6, address, prefix: 128 });
      expect(parseCidr(text)).toEqual({ family: 6, address, prefix: 128 });
      // `::` is the only shorter way to write it, and it is written whenever there is a run to leave out.
      expect(text.includes('::')).toBe(/(^|:)0:0(:|$)/.test(groups.map(hex).join(':')));
    }),
  );
});

test('an interval is cut into blocks that are disjoint, in order and as few as can be', () => {
  const bound = fc.bigInt({ min: 0n, max: 64n });
  fc.assert(
    fc.property(bound, bound, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const cidrs = cidrsOf(4, { from, to });
      let next = from;
      for (const cidr of cidrs) {
        expect(blockOf(cidr).from).toBe(next);
        next = blockOf(cidr).to;
      }
      expect(next).toBe(to);
      // Neighbours that were halves of one block would not be the fewest.
      for (const [index, cidr] of cidrs.entries()) {
        const after = cidrs[index + 1];
        const parent = { ...cidr, prefix: cidr.prefix - 1 };
        const isFirstHalf = masked(4, cidr.address, parent.prefix).address === cidr.address;
        expect(isFirstHalf && after?.prefix === cidr.prefix).toBe(false);
      }
    }),
  );
});

test.each([
  [['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
  [['10.0.0.0/25', '10.0.0.128/25', '10.0.0.64/26'], ['10.0.0.0/24']],
  [
    ['10.0.1.0/24', '::/1', '10.0.0.0/24', '8000::/1'],
    ['10.0.0.0/23', '::/0'],
  ],
  [[], []],
])('%j are the addresses of %j', (given, fewest) => {
  expect(listCidrs(addressesOf(given.map(read)))).toEqual(fewest);
});

test('a set covers its parts in each family on its own', () => {
  const dual = addressesOf([read('10.0.0.0/16'), read('fd00::/56')]);
  expect(covers(dual, addressesOf([read('10.0.3.0/24')]))).toBe(true);
  expect(covers(dual, addressesOf([read('10.0.3.0/24'), read('fd00:1::/64')]))).toBe(false);
  expect(covers(addressesOf([read('0.0.0.0/0')]), dual)).toBe(false);
});
