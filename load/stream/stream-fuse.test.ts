import { describe, expect, test } from '@jest/globals';
import { LatencyHistogram } from '../stats/latency-histogram.ts';
import { StreamFuse, windowProblem, type FuseLimits } from './stream-fuse.ts';

const LIMITS: FuseLimits = { errorRatio: 0.5, p95Ms: 100, windowSeconds: 10, windows: 3 };

/** Shows ten answers of each window to a fuse; the first thing it says, and in which window. */
function firstWord(windows: readonly { failed?: number; latencyMs?: number; none?: boolean }[]) {
  const fuse = new StreamFuse(LIMITS);
  // What a window was is known when the next one begins.
  for (const [window, { failed = 0, latencyMs = 20, none = false }] of [...windows, {}].entries()) {
    for (let answer = 0; answer < (none ? 0 : 10); answer += 1) {
      const outcome = answer < failed ? 'timeout' : 'ok';
      const why = fuse.observe(window * 10_000 + answer * 900, outcome, latencyMs);
      if (why !== null) return { window, why };
    }
  }
  return null;
}

const BAD = { failed: 5 };
const SLOW = { latencyMs: 200 };

describe('a run goes on', () => {
  test.each([
    ['when all is well', [{}, {}, {}, {}]],
    ['when two windows are bad', [{}, BAD, BAD]],
    ['when they are not in a row', [BAD, BAD, {}, BAD, SLOW]],
    ['just below the limit', [{ failed: 4 }, { failed: 4 }, { failed: 4 }, { failed: 4 }]],
    ['at the limit of the latency', [1, 2, 3, 4].map(() => ({ latencyMs: 100 }))],
  ])('%s', (_, windows) => {
    expect(firstWord(windows)).toBeNull();
  });
});

describe('a run is ended', () => {
  test('by three bad windows in a row, when the third is over', () => {
    expect(firstWord([{}, BAD, BAD, BAD, {}])).toEqual({
      window: 4,
      why: 'In 3 stretches of 10 s in a row a limit was exceeded: in the last, 5 of 10 requests failed.',
    });
  });

  test('by latency as by failures, and by both in turn', () => {
    expect(firstWord([SLOW, BAD, SLOW])).toEqual({
      window: 3,
      why: 'In 3 stretches of 10 s in a row a limit was exceeded: in the last, the 95th percentile of the latency was 200 ms.',
    });
  });

  test('though nothing was answered in between', () => {
    expect(firstWord([BAD, { none: true }, BAD, { none: true }, BAD])).toMatchObject({ window: 5 });
  });
});

test('latencies beyond what is measured are beyond every limit', () => {
  const latency = new LatencyHistogram();
  latency.record(130_000);
  expect(windowProblem({ requests: 1, failed: 0, latency }, LIMITS)).toBe(
    'the 95th percentile of the latency is beyond measure',
  );
});

test('a window without answers says nothing', () => {
  const latency = new LatencyHistogram();
  expect(windowProblem({ requests: 0, failed: 0, latency }, LIMITS)).toBeNull();
});
