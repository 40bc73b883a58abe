import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../stats/random.ts';
import { normal } from '../testing/queue-simulation.ts';
import { analyseUsl, peakOfUsl, predictUsl, type UslAnalysis } from './usl-analysis.ts';
import { type UslLevel, fitUsl } from './usl-fit.ts';
import { type UslCoefficients, uslCeiling, uslThroughput } from './usl.ts';

const TRUTH = { alpha: 0.03, beta: 0.0004, gamma: 40 };
const LEVELS = [1, 2, 4, 8, 16, 24, 32, 48, 64];

function levelsOf(coefficients: UslCoefficients, noise = 0, seed = 1): UslLevel[] {
  const random = seededRandom(seed);
  return LEVELS.map((concurrency) => ({
    concurrency,
    throughputPerSecond: uslThroughput(coefficients, concurrency) * (1 + noise * normal(random)),
  }));
}

function analysisOf(levels: readonly UslLevel[], resamples = 200): UslAnalysis {
  const analysis = analyseUsl(levels, { confidence: 0.95, seed: 7, resamples });
  if (analysis.kind === 'inconclusive') throw new Error(analysis.reason);
  return analysis;
}

describe('the law', () => {
  test.each([
    [TRUTH, { kind: 'peak', concurrency: 49, throughputPerSecond: expect.closeTo(579.74, 2) }],
    [
      { alpha: 1.5, beta: 0.1, gamma: 2 },
      { kind: 'peak', concurrency: 1, throughputPerSecond: 2 },
    ],
    [
      { alpha: 0.05, beta: 0, gamma: 40 },
      { kind: 'asymptote', throughputPerSecond: 800 },
    ],
    [{ alpha: 0, beta: 0, gamma: 40 }, { kind: 'none' }],
  ])('%j has its ceiling', (coefficients, ceiling) => {
    expect(uslCeiling(coefficients)).toEqual(ceiling);
  });

  test('no concurrency does better than the peak', () => {
    const peak = uslThroughput(TRUTH, 49);
    expect(LEVELS.every((concurrency) => uslThroughput(TRUTH, concurrency) < peak)).toBe(true);
    expect(uslThroughput(TRUTH, 1)).toBe(40);
  });
});

describe('the fit', () => {
  test.each([
    TRUTH,
    { alpha: 0.02, beta: 0.02, gamma: 1 },
    { alpha: 0.3, beta: 0.00001, gamma: 2000 },
    { alpha: 0.05, beta: 0, gamma: 40 },
    { alpha: 0, beta: 0.001, gamma: 40 },
    { alpha: 0, beta: 0, gamma: 40 },
  ])('finds %j', (coefficients) => {
    const { alpha, beta, gamma } = fitUsl(levelsOf(coefficients));
    expect(alpha).toBeCloseTo(coefficients.alpha, 8);
    expect(beta).toBeCloseTo(coefficients.beta, 10);
    expect(gamma / coefficients.gamma).toBeCloseTo(1, 8);
  });

  test('keeps its bounds, and is best there', () => {
    // Throughput that grows faster than concurrency needs α below 0.
    const levels = LEVELS.map((concurrency) => ({
      concurrency,
      throughputPerSecond: 10 * concurrency ** 1.05,
    }));
    const fit = fitUsl(levels);
    expect([fit.alpha, fit.beta]).toEqual([0, 0]);
    const squares = (gamma: number) =>
      levels.reduce(
        (sum, { concurrency, throughputPerSecond }) =>
          sum + ((gamma * concurrency) / throughputPerSecond - 1) ** 2,
        0,
      );
    expect(fit.squares).toBeCloseTo(squares(fit.gamma), 12);
    expect(squares(fit.gamma * 1.001)).toBeGreaterThan(fit.squares);
    expect(squares(fit.gamma * 0.999)).toBeGreaterThan(fit.squares);
  });

  test('no neighbour within the bounds is better', () => {
    for (const truth of [TRUTH, { ...TRUTH, beta: 0 }, { ...TRUTH, alpha: 0 }]) {
      const levels = levelsOf(truth, 0.05, 5);
      const fit = fitUsl(levels);
      const squares = (coefficients: UslCoefficients) =>
        levels.reduce(
          (sum, { concurrency, throughputPerSecond }) =>
            sum + (uslThroughput(coefficients, concurrency) / throughputPerSecond - 1) ** 2,
          0,
        );
      for (const [alpha, beta, gamma] of [
        [1e-4, 0, 0],
        [-1e-4, 0, 0],
        [0, 1e-6, 0],
        [0, -1e-6, 0],
        [0, 0, 0.02],
        [0, 0, -0.02],
      ] as const) {
        const near = {
          alpha: Math.max(0, fit.alpha + alpha),
          beta: Math.max(0, fit.beta + beta),
          gamma: fit.gamma + gamma,
        };
        expect(squares(near)).toBeGreaterThanOrEqual(fit.squares - 1e-12);
      }
    }
  });
});

describe('the intervals', () => {
  test('hold what is true in about 95 of 100 measurements with 2 % noise', () => {
    const trials = 50;
    const held = { alpha: 0, beta: 0, gamma: 0, peak: 0 };
    for (let seed = 0; seed < trials; seed += 1) {
      const analysis = analysisOf(levelsOf(TRUTH, 0.02, seed), 100);
      for (const name of ['alpha', 'beta', 'gamma'] as const) {
        const { low, high } = analysis.intervals[name];
        if (low <= TRUTH[name] && TRUTH[name] <= high) held[name] += 1;
      }
      const peak = peakOfUsl(analysis);
      if (peak.kind === 'inconclusive') continue;
      const { low, high } = peak.concurrencyInterval;
      if (low <= 49 && 49 <= high) held.peak += 1;
    }
    for (const count of Object.values(held)) expect(count / trials).toBeGreaterThan(0.88);
  });

  test('are the same each time', () => {
    const levels = levelsOf(TRUTH, 0.02);
    expect(analysisOf(levels)).toEqual(analysisOf(levels));
  });
});

describe('what is not said', () => {
  test('a curve of five levels, however often each was measured', () => {
    const five = levelsOf(TRUTH, 0.02).slice(0, 5);
    expect(analyseUsl([...five, ...five], { confidence: 0.95, seed: 1 })).toEqual({
      kind: 'inconclusive',
      reason: 'Fewer than 6 levels of concurrency do not show a curve.',
    });
  });

  test.each([
    { concurrency: 0.5, throughputPerSecond: 4 },
    { concurrency: 4, throughputPerSecond: 0 },
    { concurrency: Number.NaN, throughputPerSecond: 4 },
    { concurrency: 4, throughputPerSecond: Number.POSITIVE_INFINITY },
  ])('a level of %j', (level) => {
    expect(analyseUsl([...levelsOf(TRUTH), level], { confidence: 0.95, seed: 1 })).toEqual({
      kind: 'inconclusive',
      reason: 'A level has a concurrency below 1 or no throughput.',
    });
  });

  test('throughput beyond twice the largest concurrency', () => {
    const analysis = analysisOf(levelsOf(TRUTH, 0.02));
    expect(predictUsl(analysis, 129)).toEqual({
      kind: 'inconclusive',
      reason: 'The concurrency is beyond 2 times what was measured, where the law is a guess.',
    });
    expect(predictUsl(analysis, 0)).toEqual({
      kind: 'inconclusive',
      reason: 'A concurrency is at least 1.',
    });
    const within = predictUsl(analysis, 128);
    if (within.kind === 'inconclusive') throw new Error(within.reason);
    expect(within.interval.low).toBeLessThan(uslThroughput(TRUTH, 128));
    expect(within.interval.high).toBeGreaterThan(uslThroughput(TRUTH, 128));
  });

  test('that there is no peak, when none was seen', () => {
    const analyses = Array.from({ length: 20 }, (_, seed) =>
      analysisOf(levelsOf({ ...TRUTH, beta: 0 }, 0.02, seed), 100),
    );
    // Noise alone bends about half of the curves down; beyond doubt, in one of forty.
    const bent = analyses.filter(({ coefficients }) => coefficients.beta > 0);
    expect(bent.length).toBeGreaterThan(4);
    const unsaid = analyses.map(peakOfUsl).filter(({ kind }) => kind === 'inconclusive');
    expect(unsaid.length).toBeGreaterThanOrEqual(18);
    expect(unsaid[0]).toEqual({
      kind: 'inconclusive',
      reason:
        'No concurrency was detected from which on throughput falls; whether there is one is not known.',
    });
  });

  test('a peak far beyond what was measured', () => {
    const far = { alpha: 0.01, beta: 0.00001, gamma: 40 };
    expect(peakOfUsl(analysisOf(levelsOf(far, 0.0001)))).toEqual({
      kind: 'inconclusive',
      reason: 'The greatest throughput would be beyond 2 times the concurrency that was measured.',
    });
  });
});
