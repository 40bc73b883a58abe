// What real k6 measures of a queue that is known exactly, step by step: where there is no chance, against arithmetic; where there
// is, against the same arrivals and services replayed; and against theory only as closely as one run can tell.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, jest, test } from '@jest/globals';
import { scaleOut } from '../../load/model/autoscaling.ts';
import { mmc } from '../../load/model/mmc.ts';
import { generatorBound } from '../../load/model/overload.ts';
import { sojournQuantile } from '../../load/model/sojourn.ts';
import { planFor } from '../../load/plan/testing/plans.ts';
import type { PlannedScenario } from '../../load/plan/scenario-plan.ts';
import {
  latencyQuantile,
  type LatencyHistogram,
  merged,
} from '../../load/stats/latency-histogram.ts';
import { quantile, sorted } from '../../load/stats/quantile.ts';
import { runLoad, type LoadRun } from '../../runner/load/run-load.ts';
import { describeWithK6 } from '../../runner/load/testing/k6-for-tests.ts';
import { forkLoadTarget } from './process.ts';
import { replaySojourns } from './replay.ts';
import type { LoadStats, LoadTarget, LoadTargetOptions, LoadTrace } from './target.ts';

jest.setTimeout(120_000);

const QUANTILES = [0.5, 0.95, 0.99];

let target: LoadTarget | undefined;
afterEach(async () => {
  await target?.stop();
  target = undefined;
});

async function start(slots: number, service: LoadTargetOptions['service']): Promise<LoadTarget> {
  target = await forkLoadTarget({ slots, service, seed: 11 });
  return target;
}

async function ask<Answer>(path: string, method = 'GET'): Promise<Answer> {
  return (await (await fetch(`${target?.origin ?? ''}${path}`, { method })).json()) as Answer;
}

const at = (
  requestsPerSecond: number,
  seconds: number,
  other: Pick<PlannedScenario, 'arrivals' | 'virtualUsers'>,
): Partial<PlannedScenario> => ({
  phases: [{ name: 'steady', seconds, requestsPerSecond }],
  ...other,
});

const allOf = (run: LoadRun) => merged([...run.fold.series()].map(({ latency }) => latency));

function quantileMs(latency: LatencyHistogram, probability: number): number {
  const answer = latencyQuantile(latency, probability);
  if (answer.kind === 'inconclusive') throw new Error(answer.reason);
  return answer.ms;
}

function valueAt(sample: readonly number[], probability: number): number {
  const answer = quantile(sorted(sample), probability);
  if (answer.kind === 'inconclusive') throw new Error(answer.reason);
  return answer.value;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far apart two values are as a share of the second. */
const deviation = (value: number, from: number) => Math.abs(value / from - 1);

/**
 * What the trace gives when it goes through the recursion of a queue, beside what k6 measured of it. The trace begins when a request
 * arrives, and so does not know how late it was sent: k6's own durations are held against it, and the latencies, which count from when a
 * request should have been sent, against the durations and the lateness.
 */
function expectReplayed(run: LoadRun, { arrivedMs, serviceMs }: LoadTrace, slots: number): void {
  const replayed = replaySojourns(arrivedMs, serviceMs, slots);
  const durations = merged(run.fold.durations().map(({ duration }) => duration));
  expect(durations.count).toBe(replayed.length);
  const differences = QUANTILES.map((probability) => {
    const exact = valueAt(replayed, probability);
    const told = quantileMs(durations, probability);
    return {
      probability,
      exact,
      told,
      isClose: Math.abs(told - exact) <= Math.max(4, 0.03 * exact),
    };
  });
  expect(differences).toEqual(differences.map((each) => ({ ...each, isClose: true })));

  const latencies = allOf(run);
  const lateness = merged(run.fold.lateness().map(({ lateness: late }) => late));
  expect([latencies.count, lateness.count]).toEqual([replayed.length, replayed.length]);
  // Means add up, as quantiles do not. What else is in a latency is connecting, and k6's own program.
  const restMs = meanMs(latencies) - meanMs(lateness) - meanMs(durations);
  expect(restMs).toBeGreaterThanOrEqual(0);
  expect(restMs).toBeLessThan(4);
}

const meanMs = ({ sumMicros, count }: LatencyHistogram) => sumMicros / count / 1000;

describeWithK6('real k6 before a known queue', (k6) => {
  test('fixed services below capacity do not wait', async () => {
    const { origin } = await start(4, { kind: 'constant', meanMs: 50 });
    const load = at(72, 20, { arrivals: 'even', virtualUsers: 200 });
    const run = await runLoad(planFor(origin, load), { k6 });
    expect(run.problems).toEqual([]);
    expect(run.fold.account()).toMatchObject({ requests: 1440, dropped: 0 });
    const durations = merged(run.fold.durations().map(({ duration }) => duration));
    expect(deviation(quantileMs(durations, 0.95), 50)).toBeLessThan(0.05);
  });

  test('above capacity each waits longer than the one before', async () => {
    const { origin } = await start(4, { kind: 'constant', meanMs: 50 });
    const load = at(100, 20, { arrivals: 'even', virtualUsers: 700 });
    const run = await runLoad(planFor(origin, load), { k6 });
    expect(run.problems).toEqual([]);
    expect(run.fold.account()).toMatchObject({ requests: 2000, dropped: 0 });
    const { serviceMs } = await ask<LoadTrace>('/trace');
    // What is really served in a second is a little less or more than 80.
    const growth = 100 / (4 / (mean(serviceMs) / 1000)) - 1;
    const means = [...run.fold.series()]
      .sort((left, right) => left.second - right.second)
      .map(({ latency }) => latency.sumMicros / latency.count / 1e6);
    const slope = ((means[18] ?? 0) - (means[1] ?? 0)) / 17;
    expect(deviation(slope, growth)).toBeLessThan(0.05);
    expect(deviation(slope, 0.25)).toBeLessThan(0.15);
    const longestMs = (allOf(run).maxMicros ?? 0) / 1000;
    expect(deviation(longestMs, 50 + growth * 20_000)).toBeLessThan(0.05);
  });

  test('too few virtual users bound the latency, and what they do not come to is dropped', async () => {
    const { origin } = await start(4, { kind: 'constant', meanMs: 50 });
    const load = at(100, 20, { arrivals: 'even', virtualUsers: 100 });
    const run = await runLoad(planFor(origin, load), { k6 });
    // Nothing of it is missing: it is what was dropped that makes it worthless.
    expect(run.problems).toEqual([]);
    const { serviceMs } = await ask<LoadTrace>('/trace');
    const servicesPerSecond = 1000 / mean(serviceMs);
    const bound = generatorBound({ arrivalsPerSecond: 100, servicesPerSecond, servers: 4 }, 100);
    if (bound.kind !== 'bound') throw new Error('The load is no overload.');
    const { dropped, requests } = run.fold.account();
    expect(dropped + requests).toBe(2000);
    expect(deviation(dropped, bound.droppedPerSecond * (20 - bound.afterSeconds))).toBeLessThan(
      0.1,
    );
    expect(deviation(quantileMs(allOf(run), 0.95), bound.sojournSeconds * 1000)).toBeLessThan(0.03);
    const seconds = run.fold.seconds();
    expect(seconds.reduce((sum, second) => sum + second.dropped, 0)).toBe(dropped);
    // From when they are all busy, they are what is in flight.
    let inFlight = 0;
    const inFlightAfter = seconds.map(({ sent, answered }) => (inFlight += sent - answered));
    expect(Math.max(...inFlightAfter)).toBe(100);
    expect(inFlightAfter.at(-1)).toBe(0);
  });

  test('random arrivals wait as theory says, and as their own replay says exactly', async () => {
    const { origin } = await start(4, { kind: 'exponential', meanMs: 50 });
    const load = at(40, 60, { arrivals: 'poisson', virtualUsers: 200 });
    const run = await runLoad(planFor(origin, load), { k6 });
    expect(run.problems).toEqual([]);
    const trace = await ask<LoadTrace>('/trace');
    expectReplayed(run, trace, 4);
    const queue = mmc({
      arrivalsPerSecond: 40,
      servicesPerSecond: 1000 / mean(trace.serviceMs),
      servers: 4,
    });
    if (queue.kind !== 'steady') throw new Error('The queue is not steady.');
    // Three standard deviations of the 95th percentile of one minute at half load.
    const theoryMs = 1000 * sojournQuantile(queue, 0.95);
    expect(deviation(quantileMs(allOf(run), 0.95), theoryMs)).toBeLessThan(0.12);
  });

  test('a service that scales out lets those wait who came before, as long as a fluid would', async () => {
    const { origin } = await start(2, { kind: 'constant', meanMs: 50 });
    const load = at(80, 12, { arrivals: 'even', virtualUsers: 400 });
    const running = runLoad(planFor(origin, load), { k6 });
    while ((await ask<LoadStats>('/stats')).served === 0) await sleep(20);
    await sleep(4_000);
    const { atMs } = await ask<{ atMs: number }>('/scale?slots=6', 'POST');
    const run = await running;
    expect(run.problems).toEqual([]);
    const { arrivedMs, serviceMs, sojournMs } = await ask<LoadTrace>('/trace');
    const perSlot = 1000 / mean(serviceMs);
    const reactionSeconds = (atMs - (arrivedMs[0] ?? 0)) / 1000;
    const fluid = scaleOut({
      arrivalsPerSecond: 80,
      capacityBeforePerSecond: 2 * perSlot,
      capacityAfterPerSecond: 6 * perSlot,
      reactionSeconds,
    });
    if (fluid.kind !== 'recovers') throw new Error('It does not recover.');
    const longestMs = (allOf(run).maxMicros ?? 0) / 1000;
    expect(deviation(longestMs, 1000 * fluid.longestWaitSeconds + 50)).toBeLessThan(0.05);
    // The last that waited for a slot found the end of the backlog.
    const waited = sojournMs.findLastIndex((ms, index) => ms - (serviceMs[index] ?? 0) > 5);
    const drainedAfter = ((arrivedMs[waited] ?? 0) - atMs) / 1000;
    expect(deviation(drainedAfter, fluid.drainSeconds)).toBeLessThan(0.05);
  });

  test('three processes send what one would have sent, and their streams are one', async () => {
    const { origin } = await start(4, { kind: 'exponential', meanMs: 50 });
    const mix = ['a', 'b', 'c'].map(
      (name, index) => ({ name, weight: index + 1, method: 'GET', path: `/work?${name}` }) as const,
    );
    const load = { ...at(40, 15, { arrivals: 'poisson', virtualUsers: 150 }), requests: [...mix] };
    const plan = planFor(origin, load);
    const counts = (run: LoadRun) => {
      const perSecond: Record<string, number> = {};
      for (const { second, name, latency } of run.fold.series()) {
        const key = `${second} ${name}`;
        perSecond[key] = (perSecond[key] ?? 0) + latency.count;
      }
      return perSecond;
    };
    const three = await runLoad(plan, {
      k6,
      share: { kind: 'whole', processes: 3 },
    });
    expect(three.problems).toEqual([]);
    expect(three.fold.account()).toMatchObject({ streams: 3, requests: 600, dropped: 0 });
    expectReplayed(three, await ask<LoadTrace>('/trace'), 4);
    const one = await runLoad(plan, { k6 });
    expect(one.problems).toEqual([]);
    const total = (run: LoadRun, name: string) =>
      Object.entries(counts(run))
        .filter(([key]) => key.endsWith(name))
        .reduce((sum, [, count]) => sum + count, 0);
    expect(['a', 'b', 'c'].map((name) => total(three, name))).toEqual(
      ['a', 'b', 'c'].map((name) => total(one, name)),
    );
  });
});
