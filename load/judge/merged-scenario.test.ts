import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeWorkload } from './judge-workload.ts';
import { measurementsOf } from './measurement.ts';
import { mergedScenario, type SentSegment } from './merged-scenario.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, simulate, workload } from './testing/simulated-load.ts';

const RATE = 20;
const PLAN = levelPlan(RATE, { steadySeconds: 300 });
const WHOLE = simulate(PLAN);
const OF = 3;

/** What the generators of a load keep, as k6 deals the arrivals out: in turn. */
const SEGMENTS: readonly SentSegment[] = Array.from({ length: OF }, (_, index) => ({
  k6: '1.8.1',
  clockOffsetMs: 400 * index,
  ran: {
    ...ranWith(
      'ramp',
      PLAN,
      directFold({
        requests: WHOLE.requests.filter((_request, at) => at % OF === index),
        droppedAtMs: [],
      }),
    ),
    segment: { index: index + 1, of: OF },
  },
}));

function judged(ran: RanScenario) {
  const [measurement] = measurementsOf(ran, [workload(RATE)]);
  if (measurement === undefined) throw new Error('The plan does not send the workload.');
  return judgeWorkload(measurement);
}

/** The segments with one changed. */
const withSecond = (change: (segment: SentSegment) => SentSegment): readonly SentSegment[] =>
  SEGMENTS.map((segment, at) => (at === 1 ? change(segment) : segment));
const ranAs = (change: Partial<RanScenario>) =>
  withSecond((segment) => ({ ...segment, ran: { ...segment.ran, ...change } }));

test('the merged segments are judged as the whole load is, in whatever order they come', () => {
  const whole = judged(ranWith('ramp', PLAN, directFold(WHOLE)));
  expect(whole).toMatchObject({ verdict: 'HOLDS', rule: 'L1' });
  expect(judged(mergedScenario(SEGMENTS))).toEqual(whole);
  expect(judged(mergedScenario(SEGMENTS.toReversed()))).toEqual(whole);
  expect(mergedScenario(SEGMENTS.toReversed()).problems).toEqual([]);
});

test('each segment alone is not the planned load, and says that it is to be merged', () => {
  for (const { ran } of SEGMENTS) {
    const { verdict, rule, reason } = judged(ran);
    expect([verdict, rule]).toEqual(['INVALID', 'V1']);
    expect(reason).toContain(
      `The load was not the planned one. This is segment ${ran.segment?.index ?? 0} of 3 of the load alone: merge it with the others to judge it.`,
    );
  }
});

test('whatever part is lost or there twice, it never holds', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 5 })
        .filter((drawn) => drawn.length !== OF || new Set(drawn).size !== OF),
      (drawn) => {
        const ran = mergedScenario(drawn);
        expect(ran.problems).not.toEqual([]);
        expect(judged(ran)).toMatchObject({ verdict: 'INVALID', rule: 'V1' });
      },
    ),
    { numRuns: 25 },
  );
});

test.each<[string, () => readonly SentSegment[], readonly string[]]>([
  ['one is missing', () => SEGMENTS.slice(1), ['Segment 1 of 3 is missing.']],
  [
    'one is there twice instead of another',
    () => [...SEGMENTS.slice(0, 2), ...SEGMENTS.slice(1, 2)],
    ['Segment 2 of 3 is there 2 times.', 'Segment 3 of 3 is missing.'],
  ],
  [
    'one is of another number of segments',
    () => ranAs({ segment: { index: 2, of: 4 } }),
    ['The segments are of loads in 3 and in 4 parts.'],
  ],
  [
    'a whole load is among them',
    () => ranAs({ segment: null }),
    ['1 of what is merged is no segment.', 'Segment 2 of 3 is missing.'],
  ],
  [
    'one was sent with another seed',
    () => ranAs({ plan: { ...PLAN, seed: 2 } }),
    ['Segment 2 of 3 was sent with the seed 2, and segment 1 of 3 with 1.'],
  ],
  [
    'one was sent by another plan',
    () => ranAs({ plan: { ...PLAN, timeoutMs: 9_999 } }),
    ['Segment 2 of 3 was sent by another plan than segment 1 of 3.'],
  ],
  [
    'one was sent as another kind of scenario',
    () => ranAs({ kind: 'soak' }),
    ['Segment 2 of 3 was sent by another plan than segment 1 of 3.'],
  ],
  [
    'one was sent by another k6',
    () => withSecond((segment) => ({ ...segment, k6: '2.0.0' })),
    ['Segment 2 of 3 was sent by k6 2.0.0, and segment 1 of 3 by 1.8.1.'],
  ],
  [
    'the clock of one is ninety seconds behind',
    () => withSecond((segment) => ({ ...segment, clockOffsetMs: 90_000 })),
    [
      'The clock of the generator of segment 1 of 3 is 90 s ahead of that of segment 2 of 3, and 2 s are the limit: they were not sent at one time.',
    ],
  ],
  [
    'the clock of one is ninety seconds ahead',
    () => withSecond((segment) => ({ ...segment, clockOffsetMs: -90_000 })),
    [
      'The clock of the generator of segment 2 of 3 is 90.8 s ahead of that of segment 3 of 3, and 2 s are the limit: they were not sent at one time.',
    ],
  ],
  [
    'it was not seen how far the clock of one is from the others',
    () => withSecond((segment) => ({ ...segment, clockOffsetMs: null })),
    [
      "Segment 2 of 3: how far its generator's clock is from AWS's was not seen, so that it is not known to have been sent with the others.",
    ],
  ],
  [
    'something is known against one',
    () => ranAs({ problems: ['k6 crashed.'] }),
    ['Segment 2 of 3: k6 crashed.'],
  ],
])('when %s it is invalid, and it is said why', (_what, segments, problems) => {
  const ran = mergedScenario(segments());
  expect(ran.problems).toEqual(problems);
  const { verdict, rule, reason } = judged(ran);
  expect([verdict, rule]).toEqual(['INVALID', 'V1']);
  expect(reason).toContain(problems.join(' '));
});

test.each([1_000, -1_001])('generators whose zeros lie %d ms apart', (apartMs) => {
  const fold = SEGMENTS[1]?.ran.fold;
  if (fold === undefined) throw new Error('There is no second segment.');
  const ran = mergedScenario(
    ranAs({
      fold: {
        ...fold,
        account: () => ({
          ...fold.account(),
          zerosMs: fold.account().zerosMs.map((zero) => zero + apartMs),
        }),
      },
    }),
  );
  const { verdict, reason } = judged(ran);
  expect(verdict).toBe(apartMs === 1_000 ? 'HOLDS' : 'INVALID');
  expect(reason.includes('The generators began 1.001 s apart')).toBe(apartMs !== 1_000);
});

test('a stop of one generator is a stop of the load, and it lasts from the first to the last of them', () => {
  const stop = { by: 'guard', sentence: 'Half of the requests failed.' } as const;
  const ran = mergedScenario(ranAs({ stop, endedAt: '2026-11-29T07:11:00.000Z' }));
  expect(ran).toMatchObject({
    stop,
    segment: null,
    startedAt: '2026-11-29T07:00:00.000Z',
    endedAt: '2026-11-29T07:11:00.000Z',
  });
  expect(judged(ran).reason).toContain('Half of the requests failed.');
  expect(() => mergedScenario([])).toThrow('No segment is to be merged.');
});
