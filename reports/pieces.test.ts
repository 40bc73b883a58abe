import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joined } from './pieces.ts';

test('the text is the same, and no piece but the last is short', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40_000), { maxLength: 12 }), (lengths) => {
      const parts = lengths.map((length, at) => String(at % 10).repeat(length));
      const pieces = [...joined(parts)];
      expect(pieces.join('') === parts.join('')).toBe(true);
      expect(pieces.slice(0, -1).filter((piece) => piece.length < 65_536)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
