import { describe, expect, test } from '@jest/globals';
import type { GeneratorCpu } from '../kept/generator-cpu.ts';
import { greatestCpuShare } from './generator-cpu.ts';
import { judgeWorkload } from './judge-workload.ts';
import { byRules } from './judged-test.ts';
import { measurementsOf } from './measurement.ts';
import type { RanScenario } from './ran-scenario.ts';
import { directFold, generatorAt, ranWith } from './testing/direct-fold.ts';
import { levelPlan, simulate, workload } from './testing/simulated-load.ts';

const ONE_STREAM = { streams: 1, zerosMs: [5_000] };
const MINUTE = { fromSeconds: 20, toSeconds: 80 };
const UNSEEN = { kind: 'inconclusive', reason: 'What k6 took of the CPU was not seen.' };
const ZERO_MS = 5_000;

/** Two CPUs, of which Landfall takes a tenth of one. */
const at = (k6Cpus: number) => generatorAt(k6Cpus, 100, ZERO_MS);
const samplesOf = (
  generator: GeneratorCpu,
  change: (sample: GeneratorCpu['samples'][number], second: number) => typeof sample | null,
): GeneratorCpu => ({
  ...generator,
  samples: generator.samples.flatMap((sample, second) => change(sample, second) ?? []),
});
const ratioOf = (
  generators: readonly GeneratorCpu[],
  account: Parameters<typeof greatestCpuShare>[1] = ONE_STREAM,
) => {
  const share = greatestCpuShare(generators, account, MINUTE);
  return share.kind === 'estimate' ? Number(share.ratio.toFixed(6)) : share;
};

/** Idle but for so many seconds from the thirtieth on. */
const burst = (k6Cpus: number, seconds: number) =>
  samplesOf(at(0), (sample, second) => ({
    ...sample,
    k6: [k6Cpus * Math.min(seconds, Math.max(0, second - 30))],
  }));

describe('how much of its machine k6 took', () => {
  test.each<[string, readonly GeneratorCpu[], number | typeof UNSEEN]>([
    ['of what Landfall left of two CPUs', [at(0.95)], 0.5],
    ['of the machine that was busier', [at(0.38), at(0.95)], 0.5],
    ['when it was busy for ten seconds', [burst(1.9, 10)], 1],
    ['when it was busy for five seconds, averaged over ten', [burst(1.9, 5)], 0.5],
    [
      'where Landfall took all of the machine, more than there was',
      [samplesOf(at(1), (sample, second) => ({ ...sample, landfall: 3 * second }))],
      50,
    ],
    [
      'when seconds in the middle were not looked at, for the sum is known',
      [samplesOf(at(0.95), (sample, second) => (second > 40 && second < 60 ? null : sample))],
      0.5,
    ],
    ['which nobody looked at', [], UNSEEN],
    ['of which there are no samples', [{ ...at(0.95), samples: [] }], UNSEEN],
    ['which never could be read', [samplesOf(at(1), (one) => ({ ...one, k6: [null] }))], UNSEEN],
    [
      'which was not looked at at the end',
      [samplesOf(at(0.95), (sample, second) => (second > 70 ? null : sample))],
      UNSEEN,
    ],
    [
      'which had ended by then',
      [
        {
          ...samplesOf(at(0.95), (sample, second) => (second > 70 ? null : sample)),
          endedAtMs: ZERO_MS + 71_000,
        },
      ],
      0.5,
    ],
    [
      'which was not looked at at the beginning',
      [samplesOf(at(0.95), (sample, second) => (second < 30 ? null : sample))],
      UNSEEN,
    ],
  ])('%s', (_what, generators, expected) => {
    const account = { ...ONE_STREAM, streams: Math.max(1, generators.length) };
    expect(ratioOf(generators, account)).toEqual(expected);
  });

  test('a stream of which the process was not looked at leaves it unseen', () => {
    expect(ratioOf([at(0.95)], { ...ONE_STREAM, streams: 2 })).toEqual(UNSEEN);
    expect(ratioOf([at(0.95)], { streams: 1, zerosMs: [] })).toEqual(UNSEEN);
  });

  test('one that took too much is enough, though another was not seen all the time', () => {
    const half = samplesOf(at(0.1), (sample, second) => (second > 50 ? null : sample));
    expect(ratioOf([half, at(1.9)], { ...ONE_STREAM, streams: 2 })).toBe(1);
    expect(ratioOf([half, at(0.95)], { ...ONE_STREAM, streams: 2 })).toEqual(UNSEEN);
  });
});

describe('a load by what its generator took', () => {
  const RATE = 20;
  const PLAN = levelPlan(RATE, { steadySeconds: 300, loadRatios: [1, 2] });
  const RAN = ranWith('ramp', PLAN, directFold(simulate(PLAN)));
  const judged = (generators: RanScenario['generators'], peak = RATE) => {
    const [measurement] = measurementsOf({ ...RAN, generators }, [
      workload(RATE, { peakRequestsPerSecond: peak }),
    ]);
    if (measurement === undefined) throw new Error('The plan does not send the workload.');
    return judgeWorkload(measurement);
  };
  const seconds = 640;

  test('a busy one measures itself', () => {
    expect(judged([generatorAt(1.6, seconds)])).toMatchObject({
      verdict: 'INVALID',
      rule: 'V1',
      margin: null,
      reason:
        'k6 took 84.2 % of what its machine had for it, and 80 % are the limit: the generator measures itself. Send from a larger machine, or from several.',
    });
    expect(judged([generatorAt(1.5, seconds)])).toMatchObject({ verdict: 'HOLDS', rule: 'L1' });
  });

  test('by one that was not seen nothing holds, nor by any rule alone', () => {
    const told = {
      verdict: 'INCONCLUSIVE',
      rule: 'V1',
      reason:
        'What k6 took of the CPU was not seen. Whether the generator measured itself is not known.',
      margin: null,
    };
    expect(judged([])).toMatchObject(told);
    expect(byRules([judged([])], ['L1', 'V1'])).toMatchObject([told]);
  });

  test('by one that was not seen at the peak the peak does not hold', () => {
    const first = generatorAt(0.2, seconds);
    const lost = { ...first, samples: first.samples.filter((_, second) => second < 330) };
    expect(judged([lost], RATE).verdict).toBe('HOLDS');
    expect(judged([lost], 2 * RATE)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      rule: 'scope',
      reason:
        'At the peak: What k6 took of the CPU was not seen. Whether the generator measured itself is not known.',
      margin: 1,
    });
  });

  test('one that was busy at the peak alone proves nothing of the peak', () => {
    const busyLater: GeneratorCpu = {
      ...generatorAt(0.2, seconds),
      samples: generatorAt(0.2, seconds).samples.map((sample, second) => ({
        ...sample,
        k6: [0.2 * second + Math.max(0, second - 330) * 1.7],
      })),
    };
    expect(judged([busyLater], 2 * RATE)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      rule: 'scope',
      reason:
        'Not all of the peak, 40 requests a second, was sent as planned, so that it is not known to carry that.',
    });
    expect(judged([generatorAt(0.2, seconds)], 2 * RATE).verdict).toBe('HOLDS');
  });
});
