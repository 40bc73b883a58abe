import type { GeneratorCpu } from '../../kept/generator-cpu.ts';
import { secondsOf } from '../../plan/scenario-plan.ts';
import { LatencyHistogram } from '../../stats/latency-histogram.ts';
import type { Residence, SecondOfScenario, SecondOfSeries } from '../../stream/load-fold.ts';
import type { RanScenario } from '../ran-scenario.ts';
import type { Simulated } from './simulated-load.ts';

type Fold = RanScenario['fold'];

/** What `LoadFold` makes of a simulated run, without the text between, for tests of many runs. One test shows that they agree. */
export function directFold({ requests, droppedAtMs }: Simulated): Fold {
  const series = new Map<string, SecondOfSeries>();
  const lateness = new Map<string, LatencyHistogram>();
  const seconds = new Map<number, { sent: number; answered: number; dropped: number }>();
  const secondAt = (ms: number) => {
    const second = Math.floor(ms / 1000);
    const there = seconds.get(second) ?? { sent: 0, answered: 0, dropped: 0 };
    seconds.set(second, there);
    return there;
  };
  for (const { phase, intendedMs, latencyMs, latenessMs, outcome, name = 'work' } of requests) {
    const second = Math.floor(intendedMs / 1000);
    const id = `${phase} ${second} ${outcome} ${name}`;
    const there = series.get(id) ?? {
      ...{ scenario: 'api', phase, name, outcome, second },
      latency: new LatencyHistogram(),
    };
    series.set(id, there);
    there.latency.record(latencyMs);
    const late = lateness.get(phase) ?? new LatencyHistogram();
    lateness.set(phase, late);
    late.record(latenessMs);
    secondAt(intendedMs + latenessMs).sent += 1;
    secondAt(intendedMs + latencyMs).answered += 1;
  }
  for (const ms of droppedAtMs) secondAt(ms).dropped += 1;
  return {
    *series() {
      yield* series.values();
    },
    seconds: () =>
      [...seconds].map(([second, counts]): SecondOfScenario => ({
        scenario: 'api',
        second,
        ...counts,
        maxLatenessMs: 0,
      })),
    residence: () => (requests.length === 0 ? [] : [residenceOf(requests)]),
    lateness: () =>
      [...lateness].map(([phase, late]) => ({ scenario: 'api', phase, lateness: late })),
    account: () => ({
      streams: 1,
      endedStreams: 1,
      unreadableLines: 0,
      requests: requests.length,
      httpRequests: requests.length,
      dropped: droppedAtMs.length,
      notBegun: 0,
      zerosMs: [0],
    }),
  };
}

function residenceOf(requests: Simulated['requests']): Residence {
  const sum = (value: (request: Simulated['requests'][number]) => number) =>
    requests.reduce((total, request) => total + value(request), 0);
  return {
    scenario: 'api',
    sent: requests.length,
    sentAtMs: sum(({ intendedMs, latenessMs }) => intendedMs + latenessMs),
    answered: requests.length,
    answeredAtMs: sum(({ intendedMs, latencyMs }) => intendedMs + latencyMs),
    latencyMs: sum(({ latencyMs }) => latencyMs),
    latenessMs: sum(({ latenessMs }) => latenessMs),
  };
}

/** A generator whose k6 took so much of one of its two CPUs from the run's zero on. */
export function generatorAt(k6Cpus: number, seconds: number, zeroMs = 0): GeneratorCpu {
  return {
    cpus: 2,
    endedAtMs: zeroMs + 1000 * seconds,
    samples: Array.from({ length: seconds + 1 }, (_, second) => ({
      atMs: zeroMs + 1000 * second,
      landfall: 0.1 * second,
      k6: [k6Cpus * second],
    })),
  };
}

/** A run of nothing but a fold: nobody knows anything against it, and its generator was hardly busy. */
export function ranWith(
  kind: RanScenario['kind'],
  plan: RanScenario['plan'],
  fold: Fold,
): RanScenario {
  return {
    ...{ kind, plan, segment: null, level: null, fold, stop: null, problems: [] },
    generators: [
      generatorAt(0.2, Math.max(...plan.scenarios.map(secondsOf)), fold.account().zerosMs[0]),
    ],
    startedAt: '2026-11-29T07:00:00.000Z',
    endedAt: '2026-11-29T07:10:00.000Z',
  };
}
