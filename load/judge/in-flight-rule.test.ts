import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Residence } from '../stream/load-fold.ts';
import { inFlightRuling } from './in-flight-rule.ts';
import { judgeWorkload } from './judge-workload.ts';
import { measurementsOf, type Measurement } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, simulate, workload } from './testing/simulated-load.ts';
import { foldedLines, toldLines } from './testing/told-lines.ts';

const RATE = 20;
const PLAN = levelPlan(RATE, { steadySeconds: 300 });
const LINES = toldLines(simulate(PLAN));

function measured(fold: RanScenario['fold'], plan = PLAN, rate = RATE): Measurement {
  const [measurement] = measurementsOf(ranWith('ramp', plan, fold), [workload(rate)]);
  if (measurement === undefined) throw new Error('The plan does not send the workload.');
  return measurement;
}
const ruledLines = (lines: readonly string[]) => inFlightRuling(measured(foldedLines(lines)));

test('a stream that tells all holds, and says by what', () => {
  const ruling = ruledLines(LINES);
  expect(ruling).toMatchObject({ rule: 'V4', verdict: 'HOLDS' });
  expect(ruling.reason).toMatch(
    /^0\.9\d\d requests were in flight in the mean, where 19\.\d a second that take 50\.6 ms are 0\.9\d\d\.$/,
  );
  expect(Math.abs(ruling.evidence['residualRatio'] ?? Number.NaN)).toBeLessThan(0.001);
});

test('every whole stream holds, also of a service that never comes to rest', () => {
  fc.assert(
    fc.property(
      fc.record({
        rate: fc.constantFrom(1, 10, 79, 100),
        seconds: fc.integer({ min: 1, max: 60 }),
        seed: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      ({ rate, seconds, seed }) => {
        const plan = levelPlan(rate, { steadySeconds: seconds, seed });
        const measurement = measured(foldedLines(toldLines(simulate(plan))), plan, rate);
        expect(inFlightRuling(measurement)).toMatchObject({ verdict: 'HOLDS' });
      },
    ),
    { numRuns: 10 },
  );
});

/** The lines by which the answer of a request is told; that it was sent is told by another. */
const ANSWER = /"(landfall_latency|landfall_duration|http_reqs)"/;
const ANSWERED = LINES.flatMap((line, at) => (line.includes('"landfall_latency"') ? [at] : []));

test('none of which answers were dropped holds', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...ANSWERED), { minLength: 1, maxLength: 20 }),
      (dropped) => {
        // http_reqs, latency and duration of a request are neighbours.
        const gone = new Set(dropped.flatMap((at) => [at - 1, at, at + 1]));
        const left = LINES.filter((line, at) => !(gone.has(at) && ANSWER.test(line)));
        expect(LINES.length - left.length).toBe(3 * dropped.length);
        const ruling = ruledLines(left);
        expect(ruling.verdict).toBe('INVALID');
        const all = ANSWERED.length;
        expect(ruling.reason).toBe(
          `It is told of ${all} requests that they were sent, and of ${all - dropped.length} that they were answered or given up: the stream is incomplete.`,
        );
      },
    ),
    { numRuns: 15 },
  );
});

test('nor one of which answers were lost and others are there twice, so that all counts agree', () => {
  const [lost = 0, twice = 0] = [ANSWERED[500], ANSWERED[5_000]];
  const left = LINES.flatMap((line, at) => {
    if (Math.abs(at - lost) <= 1 && ANSWER.test(line)) return [];
    return Math.abs(at - twice) <= 1 && ANSWER.test(line) ? [line, line] : [line];
  });
  expect(left).toHaveLength(LINES.length);
  const ruling = ruledLines(left);
  expect(ruling).toMatchObject({ rule: 'V4', verdict: 'INVALID' });
  expect(ruling.reason).toMatch(
    /^1\.\d+ requests were in flight in the mean, where 19\.\d a second that take 50\.6 ms are 0\.9\d\d: more than 2 % apart, so that the stream is incomplete, or a clock was set\.$/,
  );
});

test.each([
  ['held up once for 40 ms', 40, 'HOLDS'],
  ['off by 60 ms', 60, 'INVALID'],
])('twenty answers of 3 ms, %s', (_what, offMs, verdict) => {
  const plan = levelPlan(RATE, { steadySeconds: 1 });
  const residence = {
    ...{ scenario: 'api', sent: 20, sentAtMs: 10_000, answered: 20 },
    ...{ answeredAtMs: 10_060 + offMs, latencyMs: 60, latenessMs: 0 },
  };
  const fold = { ...directFold(simulate(plan)), residence: () => [residence] };
  expect(inFlightRuling(measured(fold, plan)).verdict).toBe(verdict);
});

const WHOLE = directFold(simulate(PLAN));
test.each<[string, (residence: Residence) => Partial<Residence>, string]>([
  [
    'answers that took 2.5 % longer than what was in flight says',
    ({ latencyMs }) => ({ latencyMs: latencyMs * 1.025 }),
    'INVALID',
  ],
  ['1.5 % longer', ({ latencyMs }) => ({ latencyMs: latencyMs * 1.015 }), 'HOLDS'],
  [
    'answers that were told an hour later',
    ({ answeredAtMs }) => ({ answeredAtMs: answeredAtMs + 3_600_000 }),
    'INVALID',
  ],
  ['answers that took no time', () => ({ latencyMs: 0, answeredAtMs: 0, sentAtMs: 0 }), 'INVALID'],
  ['nothing at all', () => ({ sent: 0, answered: 0 }), 'INVALID'],
])('%s', (_what, change, verdict) => {
  const [residence] = WHOLE.residence();
  if (residence === undefined) throw new Error('Nothing was told.');
  const fold = { ...WHOLE, residence: () => [{ ...residence, ...change(residence) }] };
  expect(inFlightRuling(measured(fold)).verdict).toBe(verdict);
});

test('of what was kept before it was looked at, nothing holds', () => {
  expect(judgeWorkload(measured({ ...WHOLE, residence: () => [] }))).toMatchObject({
    verdict: 'INCONCLUSIVE',
    rule: 'V4',
    reason:
      'Whether what was in flight agrees with what was answered is not kept, so that the stream may be incomplete.',
  });
  expect(judgeWorkload(measured(WHOLE))).toMatchObject({ verdict: 'HOLDS', rule: 'L1' });
});
