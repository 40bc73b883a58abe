import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineTable } from './line-table.ts';

test.each([
  ['', 0, 1, 1],
  ['', 5, 1, 1],
  ['ab\ncd', 0, 1, 1],
  ['ab\ncd', 2, 1, 3],
  ['ab\ncd', 3, 2, 1],
  ['ab\ncd', 99, 2, 3],
  ['ab\ncd', -1, 1, 1],
  ['ab\r\ncd', 4, 2, 1],
  ['ab\n', 3, 2, 1],
])('%j at %d is line %d, column %d', (text, offset, line, column) => {
  expect(lineTable(text).positionAt(offset)).toEqual({ line, column });
});

test('a position leads back to its offset', () => {
  const text = fc.stringMatching(/^[ab\n]*$/);
  fc.assert(
    fc.property(text, fc.nat(), (written, anywhere) => {
      const offset = written.length === 0 ? 0 : anywhere % written.length;
      const { lines, positionAt } = lineTable(written);
      const { line, column } = positionAt(offset);
      const before = lines.slice(0, line - 1).map(({ length }) => length + 1);
      expect(before.reduce((sum, length) => sum + length, 0) + column - 1).toBe(offset);
    }),
  );
});
