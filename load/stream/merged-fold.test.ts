import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  beginLine,
  droppedLine,
  endLine,
  requestLines,
  type ToldRequest,
} from '../../sandbox/bench-load/k6-lines.ts';
import { LoadFold } from './load-fold.ts';
import { mergedFold } from './merged-fold.ts';
import { restoreFold, storeFold, StoredFold, type JudgedFold } from './stored-fold.ts';

/** A request, or the moment of an arrival that was dropped, and the generator that it belongs to. */
type Told = readonly [ToldRequest | number, number];

const told: fc.Arbitrary<readonly Told[]> = fc.array(
  fc.tuple(
    fc.oneof(
      fc.nat(8_000),
      fc.record({
        intendedMs: fc.integer({ min: 0, max: 8_000 }),
        latencyMs: fc.integer({ min: 10, max: 130_000 }),
        latenessMs: fc.integer({ min: 0, max: 9 }),
        outcome: fc.constantFrom('ok', 'timeout', 'server-error'),
        scenario: fc.constantFrom('browse', 'order'),
        phase: fc.constantFrom('steady-100', 'rise-100'),
        name: fc.constantFrom('GET /', 'GET /ä'),
      }),
    ),
    fc.nat(2),
  ),
  { maxLength: 30 },
);

/** What one generator tells of some of it. */
function textOf(all: readonly Told[], isOf: (generator: number) => boolean): string {
  const lines = all
    .filter(([, generator]) => isOf(generator))
    .map(([one]) => (typeof one === 'number' ? droppedLine(one) : requestLines(one)));
  return beginLine() + lines.join('') + endLine();
}

function folded(text: string): JudgedFold {
  const fold = new LoadFold();
  const stream = fold.openStream();
  stream.push(text);
  stream.end();
  return fold;
}

/** As another machine would read it. */
const stored = (fold: JudgedFold): JudgedFold =>
  restoreFold(StoredFold.parse(JSON.parse(JSON.stringify(storeFold(fold)))));

const partsOf = (all: readonly Told[]) =>
  [0, 1, 2].map((number) => stored(folded(textOf(all, (generator) => generator === number))));

/** All that a verdict rests on, whatever the order in which it is told. */
function contentOf(fold: JudgedFold) {
  const { account, series, seconds, lateness } = storeFold(fold);
  const sorted = (values: readonly unknown[]) =>
    values.map((value) => JSON.stringify(value)).sort();
  return {
    account: { ...account, streams: 0, endedStreams: 0, zerosMs: [] },
    series: sorted(series),
    seconds: sorted(seconds),
    lateness: sorted(lateness),
  };
}

test('what is merged of the parts is what one fold of the whole holds', () => {
  fc.assert(
    fc.property(told, (all) => {
      const merged = mergedFold(partsOf(all));
      expect(contentOf(merged)).toEqual(contentOf(folded(textOf(all, () => true))));
      expect(merged.account()).toMatchObject({ streams: 3, endedStreams: 3 });
      expect(merged.account().zerosMs).toHaveLength(3);
    }),
    { numRuns: 100 },
  );
});

test('neither the order of the parts nor how they are grouped matters', () => {
  fc.assert(
    fc.property(told, (all) => {
      const [a, b, c] = partsOf(all);
      if (a === undefined || b === undefined || c === undefined) throw new Error('A part lacks.');
      const one = mergedFold([a, b, c]);
      for (const other of [mergedFold([c, a, b]), mergedFold([mergedFold([b, c]), a])]) {
        expect(contentOf(other)).toEqual(contentOf(one));
        expect(other.account()).toEqual(one.account());
      }
    }),
    { numRuns: 50 },
  );
});

test('merging changes no part, and twice the same is twice as much', () => {
  const part = stored(folded(textOf([[{ intendedMs: 10, latencyMs: 20 }, 0]], () => true)));
  const before = storeFold(part);
  const twice = mergedFold([part, part]);
  expect(twice.account().requests).toBe(2);
  expect([...twice.series()].map(({ latency }) => latency.count)).toEqual([2]);
  expect(storeFold(part)).toEqual(before);
});
