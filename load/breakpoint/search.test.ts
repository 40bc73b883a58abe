import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bracketOf, nextLevel, type LevelOutcome, type TriedLevel } from './search.ts';
import type { SearchSettings } from './settings.ts';
import { worstCaseOf } from './worst-case.ts';

const SETTINGS: SearchSettings = {
  growthFactor: 2,
  widthRatio: 0.05,
  warmUpSeconds: 60,
  steadySeconds: 600,
  quietSeconds: 60,
  requestsPerSecond: 40,
  mostRequestsPerSecond: 400,
};

/** All levels that are sent to a service, and how the search ends. */
function search(
  outcomeOf: (ratio: number, index: number) => LevelOutcome,
  settings = SETTINGS,
): { readonly tried: readonly TriedLevel[]; readonly why: string } {
  const tried: TriedLevel[] = [];
  for (;;) {
    const next = nextLevel(tried, settings);
    if (next.kind === 'end') return { tried, why: next.why };
    const { loadRatio } = next;
    tried.push({ loadRatio, outcome: outcomeOf(loadRatio, tried.length) });
    if (tried.length > 200) throw new Error('The search does not end.');
  }
}

const inWords = ({ tried, why }: ReturnType<typeof search>) =>
  `${tried.map(({ loadRatio, outcome }) => `${loadRatio} ${outcome}`).join(', ')}: ${why}`;

const upTo =
  (capacity: number, from = capacity) =>
  (ratio: number): LevelOutcome =>
    ratio <= from ? 'good' : ratio > capacity ? 'bad' : 'undecided';

test.each<[string, (ratio: number, index: number) => LevelOutcome, string]>([
  [
    'a capacity between two levels',
    upTo(1.47),
    '1 good, 2 bad, 1.5 bad, 1.25 good, 1.375 good, 1.4375 good: width',
  ],
  ['all that may be sent held', upTo(99), '1 good, 2 good, 4 good, 8 good, 10 good: cap'],
  [
    'less than the declared rate',
    upTo(0.6),
    '1 bad, 0.5 good, 0.75 bad, 0.625 bad, 0.5625 good, 0.59375 good: width',
  ],
  ['next to nothing', upTo(0), '1 bad, 0.5 bad, 0.25 bad, 0.125 bad: too-small'],
  // It goes on from below and from above, and takes nothing undecided for good.
  [
    'undecided from 1.2 to 1.7',
    upTo(1.7, 1.2),
    '1 good, 2 bad, 1.5 undecided, 1.25 undecided, 1.75 bad, 1.125 good, 1.625 undecided, 1.1875 good, 1.6875 undecided: undecided',
  ],
  ['undecided whatever is sent', () => 'undecided', '1 undecided, 0.5 undecided: undecided'],
  [
    'undecided above what held',
    (ratio) => (ratio <= 1.6 ? 'good' : 'undecided'),
    '1 good, 2 undecided, 4 undecided, 1.5 good, 1.75 undecided, 1.625 undecided, 1.5625 good: undecided',
  ],
  [
    'a level that was not the planned load',
    (_ratio, index) => (index === 1 ? 'spoiled' : 'good'),
    '1 good, 2 spoiled: spoiled',
  ],
])('%s', (_what, outcomeOf, expected) => {
  expect(inWords(search(outcomeOf))).toBe(expected);
});

test('what may be sent is no round multiple of the declared rate', () => {
  expect(inWords(search(upTo(99), { ...SETTINGS, mostRequestsPerSecond: 50 }))).toBe(
    '1 good, 1.25 good: cap',
  );
  // All that may be sent is sent, however wide the interval may be.
  expect(inWords(search(upTo(99), { ...SETTINGS, widthRatio: 1, mostRequestsPerSecond: 70 }))).toBe(
    '1 good, 1.75 good: cap',
  );
});

test('a level comes after a quiet time when the one before it is not known to have held', () => {
  const quiet = (outcome: LevelOutcome) => nextLevel([{ loadRatio: 1, outcome }], SETTINGS);
  expect(quiet('good')).toMatchObject({ kind: 'level', afterQuiet: false });
  expect(quiet('bad')).toMatchObject({ kind: 'level', afterQuiet: true });
  expect(quiet('undecided')).toMatchObject({ kind: 'level', afterQuiet: true });
});

test('what held above what did not counts for nothing', () => {
  const tried: TriedLevel[] = [
    { loadRatio: 1, outcome: 'good' },
    { loadRatio: 2, outcome: 'bad' },
    { loadRatio: 3, outcome: 'good' },
    { loadRatio: 1.5, outcome: 'undecided' },
    { loadRatio: 2.5, outcome: 'undecided' },
    { loadRatio: 0.5, outcome: 'undecided' },
  ];
  expect(bracketOf(tried)).toEqual({ good: 1, bad: 2, undecided: [1.5] });
});

const anySettings = fc.record({
  growthFactor: fc.double({ min: 1.1, max: 10, noNaN: true }),
  widthRatio: fc.double({ min: 0.02, max: 1, noNaN: true }),
  mostRatio: fc.double({ min: 1, max: 50, noNaN: true }),
});
const anyOutcome = fc.constantFrom<LevelOutcome>('good', 'bad', 'undecided');

test('whatever the levels say, a search ends, goes nowhere twice, and sends no more than it may', () => {
  fc.assert(
    fc.property(
      anySettings,
      fc.array(anyOutcome, { minLength: 200, maxLength: 200 }),
      ({ mostRatio, ...own }, outcomes) => {
        const settings = {
          ...SETTINGS,
          ...own,
          mostRequestsPerSecond: SETTINGS.requestsPerSecond * mostRatio,
        };
        const { tried, why } = search((_ratio, index) => outcomes[index] ?? 'bad', settings);
        for (const [index, { loadRatio, outcome }] of tried.entries()) {
          expect(loadRatio * settings.requestsPerSecond).toBeLessThanOrEqual(
            settings.mostRequestsPerSecond * (1 + 1e-9),
          );
          const before = bracketOf(tried.slice(0, index));
          // Each level is within what is open, and beside what is undecided: what is known only ever grows.
          expect(loadRatio).toBeGreaterThan(before.good ?? 0);
          expect(loadRatio).toBeLessThan(before.bad ?? Number.POSITIVE_INFINITY);
          expect(before.undecided).not.toContain(loadRatio);
          const after = bracketOf(tried.slice(0, index + 1));
          expect(after.good ?? 0).toBeGreaterThanOrEqual(before.good ?? 0);
          expect(after.bad ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
            before.bad ?? Number.POSITIVE_INFINITY,
          );
          // What is undecided changes nothing of what is known to hold, or not to.
          expect(
            outcome !== 'undecided' || (after.good === before.good && after.bad === before.bad),
          ).toBe(true);
        }
        const { good, bad } = bracketOf(tried);
        const held = tried.filter(({ outcome }) => outcome === 'good').map((one) => one.loadRatio);
        expect(good === null || held.includes(good)).toBe(true);
        const isNear = good !== null && bad !== null && bad - good <= settings.widthRatio * bad;
        expect(why !== 'width' || isNear).toBe(true);
        expect(why !== 'cap' || bad === null).toBe(true);
      },
    ),
  );
});

test('no course of a search takes more than its worst case', () => {
  const costOf = ({ loadRatio, afterQuiet }: { loadRatio: number; afterQuiet: boolean }) => ({
    seconds: afterQuiet ? 730 : 670,
    requests: 1000 * loadRatio,
  });
  fc.assert(
    fc.property(
      anySettings,
      fc.array(anyOutcome, { minLength: 200, maxLength: 200 }),
      ({ mostRatio, growthFactor, widthRatio }, outcomes) => {
        const settings = {
          ...SETTINGS,
          growthFactor: Math.max(1.4, growthFactor),
          widthRatio: Math.max(0.05, widthRatio),
          mostRequestsPerSecond: SETTINGS.requestsPerSecond * mostRatio,
        };
        const { tried } = search((_ratio, index) => outcomes[index] ?? 'bad', settings);
        const costs = tried.map(({ loadRatio }, index) =>
          costOf({ loadRatio, afterQuiet: index > 0 && tried[index - 1]?.outcome !== 'good' }),
        );
        const worst = worstCaseOf(settings, costOf);
        expect(tried.length).toBeLessThanOrEqual(worst.levels);
        expect(costs.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(
          worst.seconds + 1e-6,
        );
        expect(costs.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(
          worst.requests + 1e-6,
        );
        expect(Math.max(...tried.map((one) => one.loadRatio))).toBeLessThanOrEqual(worst.loadRatio);
      },
    ),
    { numRuns: 40 },
  );
});

test('the worst case of the usual search', () => {
  const worst = worstCaseOf(SETTINGS, () => ({ seconds: 670, requests: 0 }));
  expect(worst).toEqual({ levels: 15, seconds: 15 * 670, requests: 0, loadRatio: 10 });
});
