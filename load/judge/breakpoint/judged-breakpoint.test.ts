import { expect, test } from '@jest/globals';
import { LoadRun } from '../../../core/load/load-run.ts';
import { parseSpec } from '../../../core/spec/document.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../../core/spec/testing/whole-spec.ts';
import { capacityAt } from '../../model/capacity.ts';
import { judgeLoad } from '../load-run.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { SERVERS, SERVICE_SECONDS, type Simulated } from '../testing/simulated-load.ts';
import { simulatedSearch } from './testing/simulated-search.ts';

/** The rate at which four servers of 50 ms keep a 95th percentile of 200 ms: 58.8 a second. */
const exact = capacityAt(
  { probability: 0.95, seconds: 0.2 },
  { servicesPerSecond: 1 / SERVICE_SECONDS, servers: SERVERS },
  'poisson',
);
const CAPACITY = exact.kind === 'capacity' ? exact.arrivalsPerSecond : Number.NaN;

/** A workload of four servers whose objective is 200 ms. */
function specWith(
  requestsPerSecond: number,
  { search = '', most = 400, peak = requestsPerSecond, requests = 9_999_999, minutes = 999 } = {},
): Spec {
  const overlay = `load: { target: { origin: http://127.0.0.1, environment: test, timeoutMs: 10000 }, limits: { requestsPerSecond: ${most}, requests: ${requests}, minutes: ${minutes}, virtualUsers: 9999 }, scenarios: { breakpoint: { warmUpSeconds: 20, steadySeconds: 600, quietSeconds: 30${search} } }, workloads: { api: { service: main/api, requestsPerSecond: ${requestsPerSecond}, peakRequestsPerSecond: ${peak}, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } } } }`;
  const text = `environments:\n  test:\n    ${overlay}\n${WHOLE_SPEC}`;
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

/** What a search to the simulated servers says of the workload. */
function judged(
  spec: Spec,
  change?: (simulated: Simulated, level: number) => Simulated,
  seed?: number,
) {
  const ran = simulatedSearch(spec, change, seed);
  const { load, judgements, stop } = judgeLoad(spec, ran, null);
  const [run] = load.scenarios;
  const [judgement] = judgements;
  const capacity = run?.capacity ?? null;
  if (run === undefined || capacity === null || judgement === undefined) {
    throw new Error('Nothing was judged.');
  }
  return { load, run, capacity, judgement, stop, ran };
}

test.each([1, 2])('the interval holds the capacity that theory has, seed %d', (seed) => {
  const { capacity, judgement, load, stop } = judged(specWith(30), undefined, 100 * seed);
  const { lowerRequestsPerSecond: lower, upperRequestsPerSecond: upper } = capacity;
  expect(lower).toBeLessThanOrEqual(CAPACITY);
  expect(upper).toBeGreaterThanOrEqual(CAPACITY);
  // Not by being wide.
  expect(lower).toBeGreaterThan(0.8 * CAPACITY);
  // Between the capacity and what the servers can do at all, a level of ten minutes hardly decides it.
  expect(upper).toBeLessThan((1.05 * SERVERS) / SERVICE_SECONDS);
  expect(['width', 'undecided']).toContain(capacity.ended);
  expect(judgement).toMatchObject({ rule: 'H1', verdict: 'HOLDS', ofPeak: true });
  expect(judgement.margin).toBe(capacity.headroom.lower);
  // A guard ended levels that were too much, and the search went on.
  expect(stop).toBeNull();
  expect(LoadRun.parse(load)).toEqual(load);
});

test('more than may be sent is not told of', () => {
  const { capacity, judgement, run } = judged(specWith(20, { most: 30 }));
  expect(capacity).toEqual({
    lowerRequestsPerSecond: 30,
    upperRequestsPerSecond: null,
    headroom: { lower: 1.5, upper: null },
    ended: 'cap',
    endedBecause: 'All that may be sent was: 30 requests a second are the limit.',
  });
  expect(judgement).toMatchObject({
    verdict: 'HOLDS',
    reason:
      'The objective is kept at 30 requests a second, and at no level was it seen not to be. That is 1.2 times the declared rate, 24, or more.',
    margin: 1.5,
  });
  expect(run.levels.map(({ requestsPerSecond }) => requestsPerSecond)).toEqual([20, 30]);
});

test('a limit below the headroom that is asked for leaves it undecided', () => {
  const { judgement, capacity } = judged(specWith(20, { most: 23 }));
  expect(capacity).toMatchObject({ lowerRequestsPerSecond: 23, ended: 'cap' });
  expect(judgement).toMatchObject({
    verdict: 'INCONCLUSIVE',
    rule: 'H1',
    reason:
      'The objective is kept at 23 requests a second, and at no level was it seen not to be. Whether it is kept at 1.2 times the declared rate, 24, is not known. All that may be sent was: 23 requests a second are the limit.',
  });
});

test('a peak that may not be sent leaves the size undecided, whatever room there is above the rate', () => {
  const { judgement, load } = judged(specWith(20, { most: 30, peak: 40 }));
  expect(judgement).toMatchObject({ verdict: 'HOLDS', ofPeak: false });
  expect(load.sizing[0]?.verdict).toBe('INCONCLUSIVE');
  expect(load.sizing[0]?.reason).toMatch(/Nothing was sent at its peak, 40 requests a second\.$/);
});

test.each<[string, number, object, RegExp]>([
  [
    'the declared rate is not carried',
    100,
    {},
    /^Half of \d+ requests took \d+ ms or more until the guard ended the level, /,
  ],
  [
    'the declared peak is not carried',
    50,
    { peak: 100 },
    /^The objective is kept at 50 requests a second, and not at \d+(\.\d)?\. The declared peak is 100\.$/,
  ],
])('undersized: %s', (_what, rate, other, reason) => {
  const { judgement, load } = judged(specWith(rate, { search: ', widthRatio: 0.3', ...other }));
  expect(judgement.verdict).toBe('UNDERSIZED');
  expect(judgement.reason).toMatch(reason);
  expect(load.sizing[0]?.verdict).toBe('UNDERSIZED');
});

test('levels too short for an interval are never taken for good, and more of them are not sent', () => {
  const spec = specWith(20, { search: '' });
  const short = {
    ...spec,
    load: {
      ...spec.load,
      scenarios: { breakpoint: { warmUpSeconds: 1, steadySeconds: 10, quietSeconds: 10 } },
    },
  };
  const { capacity, judgement, ran } = judged(short);
  expect(ran.map(({ level }) => level?.loadRatio)).toEqual([1, 0.5]);
  expect(capacity).toMatchObject({
    lowerRequestsPerSecond: null,
    upperRequestsPerSecond: null,
    ended: 'undecided',
  });
  expect(judgement.verdict).toBe('INCONCLUSIVE');
  expect(judgement.margin).toBeNull();
});

test('a level that meets what the one before left behind is not judged, and nothing more is sent', () => {
  const late = (simulated: Simulated, level: number): Simulated => ({
    ...simulated,
    requests: simulated.requests.map((request) =>
      level > 0 && request.phase === 'quiet' ? { ...request, latencyMs: 900 } : request,
    ),
  });
  const { capacity, ran, judgement } = judged(specWith(100), late);
  expect(ran).toHaveLength(2);
  expect(capacity).toMatchObject({
    lowerRequestsPerSecond: null,
    upperRequestsPerSecond: 100,
    ended: 'spoiled',
    endedBecause:
      'The last level cannot be relied on. What the level before had left behind was not drained: at the end of the quiet time answers still took up to 900 ms, and 200 ms are the objective.',
  });
  expect(judgement.verdict).toBe('UNDERSIZED');
});

test('a generator that sent late says nothing of a level', () => {
  const slow = (simulated: Simulated, level: number): Simulated => ({
    ...simulated,
    requests: simulated.requests.map((request) =>
      level === 1 ? { ...request, latenessMs: 60, latencyMs: request.latencyMs + 60 } : request,
    ),
  });
  const { capacity, judgement } = judged(specWith(20), slow);
  expect(capacity).toMatchObject({
    lowerRequestsPerSecond: 20,
    upperRequestsPerSecond: null,
    ended: 'spoiled',
  });
  expect(judgement).toMatchObject({ verdict: 'INCONCLUSIVE', rule: 'H1' });
});

test('a level of which the stream does not tell all is no level that held', () => {
  const ran = simulatedSearch(specWith(20, { most: 30 })).map((level, index): RanScenario => {
    const residence = level.fold.residence().map((kept) => ({
      ...kept,
      answeredAtMs: kept.answeredAtMs + (index === 1 ? 100 * kept.latencyMs : 0),
    }));
    return { ...level, fold: { ...level.fold, residence: () => residence } };
  });
  const { load, judgements } = judgeLoad(specWith(20, { most: 30 }), ran, null);
  expect(load.scenarios[0]?.capacity).toMatchObject({
    lowerRequestsPerSecond: 20,
    upperRequestsPerSecond: null,
    ended: 'spoiled',
  });
  expect(judgements).toMatchObject([{ verdict: 'INCONCLUSIVE', rule: 'H1' }]);
});

test('a guard that ended a level whose generator was late is no evidence, and ends the search', () => {
  const slow = (simulated: Simulated): Simulated => ({
    ...simulated,
    requests: simulated.requests.map((request) => ({ ...request, latenessMs: 60 })),
  });
  const { capacity, judgement, stop, ran } = judged(specWith(160), slow);
  expect(ran).toHaveLength(1);
  expect(capacity).toMatchObject({ upperRequestsPerSecond: null, ended: 'guard' });
  expect(judgement.verdict).toBe('INVALID');
  expect(stop).toMatchObject({ by: 'guard' });
});

test('a search that was ended between two levels is judged by those that were sent', () => {
  const spec = specWith(20, { search: ', widthRatio: 0.5', most: 80 });
  const ran = simulatedSearch(spec).slice(0, 2);
  const { load } = judgeLoad(spec, ran, null);
  expect(load.scenarios[0]?.capacity).toMatchObject({
    lowerRequestsPerSecond: 40,
    upperRequestsPerSecond: null,
    ended: 'stopped',
  });
});

test('of a higher rate than the one that was sent nothing is proven', () => {
  const ran = simulatedSearch(specWith(20, { most: 40 }));
  const { judgements } = judgeLoad(specWith(30), ran, null);
  expect(judgements).toMatchObject([
    {
      verdict: 'INCONCLUSIVE',
      rule: 'scope',
      reason: 'No level is of the declared rate, 30 requests a second.',
    },
  ]);
});

test('a level whose stream tells answers of another time than they took is not taken for one that held', () => {
  const spec = specWith(20, { most: 40 });
  const later = (ran: RanScenario): RanScenario => ({
    ...ran,
    fold: {
      ...ran.fold,
      residence: () =>
        ran.fold
          .residence()
          .map((told) => ({ ...told, answeredAtMs: told.answeredAtMs + 3_000 * told.answered })),
    },
  });
  const [first, second] = simulatedSearch(spec);
  if (first === undefined || second === undefined) throw new Error('Two levels are sent.');
  const { load } = judgeLoad(spec, [first, later(second)], null);
  expect(load.scenarios[0]?.capacity).toMatchObject({
    lowerRequestsPerSecond: 20,
    upperRequestsPerSecond: null,
    ended: 'spoiled',
  });
});
