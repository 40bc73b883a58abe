import type { GeneratorCpu } from '../../load/kept/generator-cpu.ts';
import type { KeptScenario } from '../../load/kept/scenario.ts';
import type { ScenarioKind } from '../../load/plan/phases.ts';
import type { ScenarioPlan } from '../../load/plan/scenario-plan.ts';
import { scheduleOf } from '../../load/plan/schedule.ts';
import { seededRandom } from '../../load/stats/random.ts';
import { LatencyHistogram } from '../../load/stats/latency-histogram.ts';
import type { Residence, SecondOfScenario, SecondOfSeries } from '../../load/stream/load-fold.ts';
import { sojournsOf, type SimulatedQueue } from './queue.ts';

export interface SimulatedTarget extends SimulatedQueue {
  /** How many of the answers are errors (500), from 0 to 1. */
  readonly failureRatio: number;
}

/** How late each request is sent: less than any objective, and not at all never. */
const LATENESS_MS = 1;

/** A scenario as if k6 had sent it: its schedule meets a queue in simulated time, and what comes back is folded. */
export function simulateScenario(
  kind: ScenarioKind,
  plan: ScenarioPlan,
  target: SimulatedTarget,
  startedAt: string,
): KeptScenario {
  const schedule = scheduleOf(plan);
  const series = new Map<string, SecondOfSeries>();
  const seconds = new Map<
    string,
    { -readonly [K in keyof SecondOfScenario]: SecondOfScenario[K] }
  >();
  const lateness = new Map<
    string,
    { scenario: string; phase: string; lateness: LatencyHistogram }
  >();
  const residences: Residence[] = [];
  const random = seededRandom(target.seed + 1);
  let requests = 0;
  let lastMs = 0;

  for (const { name: scenario, phases, requests: kinds } of plan.scenarios) {
    const arrivals = schedule[scenario] ?? [];
    const sojourns = sojournsOf(
      arrivals.map(([atMs]) => atMs),
      target,
    );
    const residence = {
      ...{ scenario, sent: 0, sentAtMs: 0, answered: 0, answeredAtMs: 0 },
      ...{ latencyMs: 0, latenessMs: 0 },
    };
    residences.push(residence);
    const secondAt = (ms: number) => {
      const second = Math.floor(ms / 1000);
      const key = `${scenario} ${second}`;
      const there = seconds.get(key) ?? {
        ...{ scenario, second, sent: 0, answered: 0, dropped: 0, maxLatenessMs: LATENESS_MS },
      };
      seconds.set(key, there);
      return there;
    };
    for (const [index, [atMs, requestIndex, phaseIndex]] of arrivals.entries()) {
      const latencyMs = (sojourns[index] ?? 0) + LATENESS_MS;
      const isLost = latencyMs > plan.timeoutMs;
      const isFailed = random() < target.failureRatio;
      const outcome = isLost ? 'timeout' : isFailed ? 'server-error' : 'ok';
      const phase = phases[phaseIndex]?.name ?? '';
      const name = kinds[requestIndex]?.name ?? '';
      const second = Math.floor(atMs / 1000);
      const key = [scenario, phase, name, outcome, second].join(' ');
      const there = series.get(key) ?? {
        ...{ scenario, phase, name, outcome, second },
        latency: new LatencyHistogram(),
      };
      series.set(key, there);
      there.latency.record(Math.min(latencyMs, plan.timeoutMs));
      const late = lateness.get(`${scenario} ${phase}`) ?? {
        ...{ scenario, phase, lateness: new LatencyHistogram() },
      };
      lateness.set(`${scenario} ${phase}`, late);
      late.lateness.record(LATENESS_MS);
      const endMs = atMs + Math.min(latencyMs, plan.timeoutMs);
      secondAt(atMs + LATENESS_MS).sent += 1;
      secondAt(endMs).answered += 1;
      residence.sent += 1;
      residence.sentAtMs += atMs + LATENESS_MS;
      residence.answered += 1;
      residence.answeredAtMs += endMs;
      residence.latencyMs += endMs - atMs;
      residence.latenessMs += LATENESS_MS;
      lastMs = Math.max(lastMs, endMs);
      requests += 1;
    }
  }
  const zeroMs = Date.parse(startedAt);
  const account = {
    ...{ streams: 1, endedStreams: 1, unreadableLines: 0, dropped: 0, notBegun: 0 },
    ...{ requests, httpRequests: requests, zerosMs: [zeroMs] },
  };
  const inOrder = [...seconds.values()].sort((one, other) => one.second - other.second);
  return {
    ...{ kind, plan, segment: null, level: null, startedAt, stop: null, problems: [] },
    generators: [hardlyBusy(zeroMs, lastMs)],
    endedAt: new Date(zeroMs + lastMs + 1_000).toISOString(),
    fold: {
      account: () => account,
      *series() {
        yield* series.values();
      },
      seconds: () => inOrder,
      lateness: () => [...lateness.values()],
      residence: () => residences,
    },
  };
}

/** k6 takes a tenth of one of two CPUs. */
function hardlyBusy(zeroMs: number, lastMs: number): GeneratorCpu {
  const seconds = Math.ceil(lastMs / 1000);
  return {
    cpus: 2,
    endedAtMs: zeroMs + lastMs,
    samples: Array.from({ length: seconds + 1 }, (_, second) => ({
      atMs: zeroMs + 1000 * second,
      landfall: second / 50,
      k6: [second / 10],
    })),
  };
}
