import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressesOf } from './addresses.ts';
import { blockOf, parseCidr, type Cidr, type Family } from './cidr.ts';
import { coversFamily, coversInternet, isPublic, NOT_PUBLIC } from './public.ts';

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === null) throw new Error(`${text} is not a block`);
  return cidr;
}
const setOf = (texts: readonly string[]) => addressesOf(texts.map(read));

test.each([
  ['10.0.0.0/8', false],
  ['10.0.0.0/7', true],
  ['172.16.0.0/12', false],
  ['172.32.0.0/16', true],
  ['192.168.1.0/24', false],
  ['192.169.0.0/16', true],
  ['100.64.0.0/10', false],
  ['100.0.0.0/8', true],
  ['169.254.169.254/32', false],
  ['127.0.0.1/32', false],
  ['255.255.255.255/32', false],
  ['0.0.0.0/0', true],
  ['0.0.0.0/1', true],
  ['128.0.0.0/1', true],
  ['8.8.8.8/32', true],
  ['::/0', true],
  ['fd00::/8', false],
  ['fc00::/7', false],
  ['fe80::/10', false],
  ['2600:1f18::/32', true],
  ['2001:db8:1::/48', false],
  ['::1/128', false],
])('%s is public: %s', (text, expected) => {
  expect(isPublic(read(text))).toBe(expected);
});

test.each([
  { name: 'N5: two halves', blocks: ['0.0.0.0/1', '128.0.0.0/1'], whole: true, internet: true },
  {
    name: 'N5: four quarters out of order',
    blocks: ['192.0.0.0/2', '0.0.0.0/2', '128.0.0.0/2', '64.0.0.0/2'],
    whole: true,
    internet: true,
  },
  {
    name: 'N5: all but one private block',
    blocks: [
      '0.0.0.0/5',
      '8.0.0.0/7',
      '11.0.0.0/8',
      '12.0.0.0/6',
      '16.0.0.0/4',
      '32.0.0.0/3',
      '64.0.0.0/2',
      '128.0.0.0/1',
    ],
    whole: false,
    internet: true,
  },
  {
    name: 'N5: half of it is wide, and is not all of it',
    blocks: ['0.0.0.0/1'],
    whole: false,
    internet: false,
  },
  {
    name: 'N5: the ranges of a content network are public, and not the internet',
    blocks: ['173.245.48.0/20', '104.16.0.0/13'],
    whole: false,
    internet: false,
  },
  { name: 'nothing', blocks: [], whole: false, internet: false },
])('IPv4, $name', ({ blocks, whole, internet }) => {
  expect([coversFamily(setOf(blocks), 4), coversInternet(setOf(blocks), 4)]).toEqual([
    whole,
    internet,
  ]);
  expect([coversFamily(setOf(blocks), 6), coversInternet(setOf(blocks), 6)]).toEqual([
    false,
    false,
  ]);
});

test('IPv6, N3: ::/0 and its halves are the internet of IPv6 and nothing of IPv4', () => {
  for (const blocks of [['::/0'], ['8000::/1', '::/1']]) {
    expect([coversFamily(setOf(blocks), 6), coversInternet(setOf(blocks), 6)]).toEqual([
      true,
      true,
    ]);
    expect(coversInternet(setOf(blocks), 4)).toBe(false);
  }
});

test('the whole space is found from short blocks in any number and order', () => {
  const short = fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 4 }))
    .map(([nibble, prefix]) => ({ nibble, prefix }));
  fc.assert(
    fc.property(
      fc.array(short, { maxLength: 12 }),
      fc.constantFrom<Family>(4, 6),
      (some, family) => {
        const size = family === 4 ? 28n : 124n;
        const cidrs = some.map(({ nibble, prefix }): Cidr => {
          const kept = (nibble >> (4 - prefix)) << (4 - prefix);
          return { family, address: BigInt(kept) << size, prefix };
        });
        const isWhole = Array.from({ length: 16 }, (_, at) => at).every((at) =>
          some.some(({ nibble, prefix }) => at >> (4 - prefix) === nibble >> (4 - prefix)),
        );
        expect(coversFamily(addressesOf(cidrs), family)).toBe(isWhole);
      },
    ),
  );
});

test('a block is public exactly when it has a public address, looked for at every edge', () => {
  const special = Object.keys(NOT_PUBLIC).map(read);
  const isSpecial = (family: Family, address: bigint) =>
    special.some((cidr) => {
      const { from, to } = blockOf(cidr);
      return cidr.family === family && from <= address && address < to;
    });
  const near = fc.constantFrom(...special).chain((cidr) => {
    const bits = cidr.family === 4 ? 32 : 128;
    return fc
      .tuple(fc.bigInt({ min: -2n, max: 2n }), fc.integer({ min: 0, max: bits }))
      .map(([offset, prefix]): Cidr => {
        const { from, to } = blockOf(cidr);
        const space = 1n << BigInt(bits);
        const address = ((offset < 0n ? from : to - 1n) + offset + space) % space;
        const hostBits = BigInt(bits - prefix);
        return { family: cidr.family, address: (address >> hostBits) << hostBits, prefix };
      });
  });
  fc.assert(
    fc.property(near, (cidr) => {
      const { from, to } = blockOf(cidr);
      // What is public begins at the block's first address or right behind a special block.
      const edges = [from, ...special.map((other) => blockOf(other).to)];
      const expected = edges.some((at) => from <= at && at < to && !isSpecial(cidr.family, at));
      expect(isPublic(cidr)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
