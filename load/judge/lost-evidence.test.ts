import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LoadFold } from '../stream/load-fold.ts';
import { judgeWorkload } from './judge-workload.ts';
import type { Judgement } from './judgement.ts';
import { measurementsOf } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, simulate, workload, type Simulated } from './testing/simulated-load.ts';
import { foldedLines, toldLines } from './testing/told-lines.ts';

const RATE = 20;
const PLAN = levelPlan(RATE, { steadySeconds: 300 });
const WHOLE = simulate(PLAN);
const LINES = toldLines(WHOLE);

function judgedFold(fold: RanScenario['fold']): Judgement {
  const [measurement] = measurementsOf(ranWith('ramp', PLAN, fold), [workload(RATE)]);
  if (measurement === undefined) throw new Error('The plan does not send the workload.');
  return judgeWorkload(measurement);
}

const judgedLines = (lines: readonly string[]) => judgedFold(foldedLines(lines));
const judgedRequests = (requests: Simulated['requests']) =>
  judgedFold(directFold({ requests, droppedAtMs: [] }));

/** A line of a request in the middle of the judged phase. */
function lineOf(metric: string): number {
  const found = LINES.findIndex(
    (line, at) => at > LINES.length / 2 && line.includes(`"${metric}"`),
  );
  if (found === -1) throw new Error(`There is no ${metric}.`);
  return found;
}

const COUNTS_DIFFER = /of \d+ (planned )?requests|of \d+ were told/;

const without = (at: number) => LINES.filter((_, other) => other !== at);
const twice = (at: number) =>
  LINES.flatMap((line, other) => (other === at ? [line, line] : [line]));
const secondOf = (intendedMs: number) => Math.floor(intendedMs / 1000);

test('the whole run holds, and its text says what its requests say', () => {
  const told = judgedLines(LINES);
  expect(told).toMatchObject({ verdict: 'HOLDS', rule: 'L1' });
  const direct = judgedFold(directFold(WHOLE));
  expect(direct.verdict).toBe('HOLDS');
  // Times in the text are whole milliseconds, which moves a request over the edge of a batch here and there.
  expect(told.evidence['p95Ms']).toBeCloseTo(direct.evidence['p95Ms'] ?? Number.NaN, 0);
});

describe('a run that lost evidence is not judged', () => {
  test.each<[string, () => Judgement, RegExp]>([
    [
      'nothing was run',
      () => judgedFold(new LoadFold()),
      /^The load was not .* No stream of k6 was read\./,
    ],
    ['its stream is empty', () => judgedLines([]), /1 of 1 streams broke off before their end\./],
    ['its stream broke off', () => judgedLines(LINES.slice(0, -400)), /1 of 1 streams broke off/],
    ['its last line is missing', () => judgedLines(LINES.slice(0, -1)), /1 of 1 streams broke off/],
    [
      'its first line is missing',
      () => judgedLines(LINES.slice(1)),
      /lines of the stream cannot be read/,
    ],
    [
      'a line broke off',
      () => judgedLines(LINES.map((line, at) => (at === 9000 ? line.slice(0, 40) : line))),
      /1 lines of the stream cannot be read/,
    ],
    ...['landfall_latency', 'landfall_duration', 'landfall_lateness', 'http_reqs'].flatMap(
      (metric): [string, () => Judgement, RegExp][] => [
        [`one ${metric} is missing`, () => judgedLines(without(lineOf(metric))), COUNTS_DIFFER],
        [`one ${metric} is there twice`, () => judgedLines(twice(lineOf(metric))), COUNTS_DIFFER],
      ],
    ),
    [
      'a minute is missing',
      () =>
        judgedRequests(
          WHOLE.requests.filter(({ intendedMs }) => intendedMs < 60_000 || intendedMs >= 120_000),
        ),
      /of \d+ planned requests were sent or dropped\./,
    ],
    [
      'a minute was told as another',
      () =>
        judgedRequests(
          WHOLE.requests.map((request) => ({
            ...request,
            intendedMs:
              request.intendedMs >= 60_000 && request.intendedMs < 120_000
                ? request.intendedMs + 60_000
                : request.intendedMs,
          })),
        ),
      /were told of other seconds than they were planned for: a clock was set/,
    ],
    ...[-90, -1, 1, 90].map((seconds): [string, () => Judgement, RegExp] => [
      `a clock was set by ${seconds} s`,
      () =>
        judgedRequests(
          WHOLE.requests.map((request) => ({
            ...request,
            intendedMs: request.intendedMs + 1000 * seconds,
          })),
        ),
      /were told of other seconds/,
    ]),
    [
      'its seconds are in another order',
      () =>
        judgedRequests(
          WHOLE.requests.map((request) => ({
            ...request,
            // From the 30th second on, seven is without a common divisor with the 300 that follow.
            intendedMs:
              request.intendedMs < 30_000
                ? request.intendedMs
                : (30 + (((secondOf(request.intendedMs) - 30) * 7) % 300)) * 1000 +
                  (request.intendedMs % 1000),
          })),
        ),
      /were told of other seconds/,
    ],
  ])('%s', (_what, judge, reason) => {
    const judgement = judge();
    expect(judgement).toMatchObject({ verdict: 'INVALID', margin: null });
    expect(judgement.reason).toMatch(reason);
  });
});

type Change = (lines: readonly string[]) => readonly string[];

/** What may happen to a text, each somewhere in it. */
const change: fc.Arbitrary<Change> = fc
  .tuple(
    fc.constantFrom('drop', 'duplicate', 'cut', 'swap', 'shift', 'slower', 'quicker', 'fail'),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.integer({ min: 1, max: 400 }),
  )
  .map(([kind, where, count]): Change => {
    return (lines) => {
      const at = Math.floor(where * lines.length);
      const [before, within, after] = [
        lines.slice(0, at),
        lines.slice(at, at + count),
        lines.slice(at + count),
      ];
      switch (kind) {
        case 'drop':
          return [...before, ...after];
        case 'duplicate':
          return [...before, ...within, ...within, ...after];
        case 'cut':
          return before;
        case 'swap':
          return [...after, ...within, ...before];
        case 'shift':
          return [...before, ...within.map(anHourLater), ...after];
        case 'slower':
          return [...before, ...within.map((line) => withLatency(line, 1.5)), ...after];
        case 'quicker':
          // What is told of a request is its end: a shorter one would have been sent later than it was planned.
          return lines.map((line) => withLatency(line, 0.1));
        case 'fail':
          return [...before, ...within.map((line) => line.replace('"ok"', '"timeout"')), ...after];
      }
    };
  });

function anHourLater(line: string): string {
  return line.replace(
    /T(\d\d):/,
    (_, hour: string) => `T${String(Number(hour) + 1).padStart(2, '0')}:`,
  );
}

function withLatency(line: string, factor: number): string {
  return line.includes('"landfall_latency"')
    ? line.replace(/"value":([\d.]+)/, (_, value: string) => `"value":${Number(value) * factor}`)
    : line;
}

test('no change of what was told makes a better run of it', () => {
  const original = judgedLines(LINES);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const changed = judgedLines(changes.reduce((lines, alter) => alter(lines), LINES));
      if (changed.verdict !== 'HOLDS') return;
      for (const figure of ['p95Ms', 'upperMs']) {
        // A few lines may be replaced by as many others, which moves a figure by no more than its histogram does.
        expect(changed.evidence[figure]).toBeGreaterThanOrEqual(
          0.99 * (original.evidence[figure] ?? Number.NaN),
        );
      }
    }),
    { numRuns: 30 },
  );
});
