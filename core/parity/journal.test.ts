import { describe, expect, test } from '@jest/globals';
import { parseJournal, resumableOf, type JournalLine } from './journal.ts';

const at = '2026-01-02T00:00:00.000Z';
const plan: JournalLine = { kind: 'plan', table: 't', digest: 'd', boundaries: [['5']], at };
const part = (rest: Partial<Extract<JournalLine, { kind: 'part' }>> = {}): JournalLine => ({
  kind: 'part',
  table: 't',
  digest: 'd',
  range: { from: null, to: ['5'] },
  source: { rows: 1, sum: '1', second: '1' },
  target: { rows: 1, sum: '1', second: '1' },
  state: 'equal',
  ms: 1,
  at,
  ...rest,
});
const textOf = (lines: readonly JournalLine[]) =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

test('a journal is read as it was written, without a line that was cut off', () => {
  const text = textOf([plan, part()]);
  expect(parseJournal(text)).toEqual([plan, part()]);
  expect(parseJournal(text.slice(0, -1))).toEqual([plan]);
  expect(parseJournal('')).toEqual([]);
});

test('a line in the middle that is none is an error', () => {
  expect(() => parseJournal(`{"kind":"par\n${textOf([plan])}`)).toThrow();
  expect(() => parseJournal(`{"kind":"other"}\n`)).toThrow();
});

describe('what still holds', () => {
  const ranges = (lines: readonly JournalLine[]) => [
    ...(resumableOf(lines, 't', 'd', '2026-01-01T00:00:00.000Z')?.equal.keys() ?? []),
  ];

  test('the equal parts of the same plan', () => {
    expect(ranges([plan, part()])).toEqual(['[null,["5"]]']);
    expect(resumableOf([plan], 't', 'd', at)?.boundaries).toEqual([['5']]);
  });

  test.each([
    ['a part that differed', part({ state: 'different' })],
    ['another table', part({ table: 'u' })],
    ['another plan', part({ digest: 'e' })],
    ['too long ago', part({ at: '2025-12-31T23:59:59.999Z' })],
  ])('not %s', (_, line) => {
    expect(ranges([plan, line])).toEqual([]);
  });

  test('nothing without a plan', () => {
    expect(resumableOf([part()], 't', 'd', at)).toBeNull();
    expect(resumableOf([plan, part()], 't', 'other', at)).toBeNull();
  });
});
