import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, overlaps, readCidr, type CidrBlock } from './cidr-block.ts';

test.each([
  ['10.0.0.0/16', 4, 0x0a000000n, 0x0a00ffffn, true],
  ['10.0.0.1/16', 4, 0x0a000000n, 0x0a00ffffn, false],
  ['0.0.0.0/0', 4, 0n, 0xffffffffn, true],
  ['1.2.3.4/32', 4, 0x01020304n, 0x01020304n, true],
  ['::/0', 6, 0n, (1n << 128n) - 1n, true],
  ['2001:db8::/32', 6, 0x20010db8n << 96n, (0x20010db9n << 96n) - 1n, true],
  ['::1/128', 6, 1n, 1n, true],
  [
    '1:2:3:4:5:6:7:8/128',
    6,
    0x00010002000300040005000600070008n,
    0x00010002000300040005000600070008n,
    true,
  ],
])('%s', (text, family, first, last, isAligned) => {
  expect(readCidr(text)).toEqual({ family, first, last, isAligned });
});

test.each([
  '',
  '10.0.0.0',
  '10.0.0/8',
  '10.0.0.x/8',
  '1:2/64',
  '::1::/64',
  '1:2:3:4:5:6:7:8:9/64',
  'g::/8',
])('%j is no block', (text) => {
  expect(readCidr(text)).toBeNull();
});

const block = fc
  .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 0, max: 16 }))
  .map(([high, low, length]) => cidr(`${high}.${low}.0.0/${length}`));

function cidr(text: string): CidrBlock {
  const read = readCidr(text);
  if (read === null) throw new Error(text);
  return read;
}

test('blocks overlap just when one holds the other', () => {
  fc.assert(
    fc.property(block, block, (left, right) => {
      expect(overlaps(left, right)).toBe(contains(left, right) || contains(right, left));
      expect(overlaps(left, right)).toBe(overlaps(right, left));
    }),
  );
});

test('blocks of different families have nothing in common', () => {
  const [four, six] = [cidr('0.0.0.0/0'), cidr('::/0')];
  expect([overlaps(four, six), contains(six, four)]).toEqual([false, false]);
});
