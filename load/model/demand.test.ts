import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../stats/random.ts';
import { normal } from '../testing/queue-simulation.ts';
import { type Plateau, type ServiceDemand, requiredTasks, serviceDemand } from './demand.ts';

/** 10 ms of a vCPU for a request and 0.05 vCPU for nothing, on tasks of one vCPU. */
function plateaus(noise: number, seed = 1): Plateau[] {
  const random = seededRandom(seed);
  return [
    [20, 1],
    [50, 1],
    [80, 2],
    [120, 2],
    [180, 3],
    [240, 4],
    [300, 4],
  ].map(([throughputPerSecond = 0, tasks = 1]) => ({
    throughputPerSecond,
    usedVcpu: 0.01 * throughputPerSecond + 0.05 * tasks + noise * tasks * normal(random),
    tasks,
  }));
}

function demandOf(noise: number, seed?: number): ServiceDemand {
  const answer = serviceDemand(plateaus(noise, seed), 0.95);
  if (answer.kind === 'inconclusive') throw new Error(answer.reason);
  return answer;
}

test('what a request and an idle task need is found among plateaus of several sizes', () => {
  const { demand, idleVcpu, largestPerTask } = demandOf(0);
  expect(demand).toBeCloseTo(0.01, 12);
  expect(idleVcpu).toBeCloseTo(0.05, 12);
  expect(largestPerTask).toBe(75);
});

test('the interval has the demand in about 95 of 100', () => {
  const holding = Array.from(
    { length: 200 },
    (_, seed) => demandOf(0.02, seed).demandInterval,
  ).filter(({ low, high }) => low <= 0.01 && high >= 0.01);
  expect(holding.length / 200).toBeGreaterThan(0.88);
});

test.each([
  [
    plateaus(0).map((plateau) => ({ ...plateau, usedVcpu: 0.25 * plateau.tasks })),
    'The use of CPU does not rise with the throughput beyond doubt, so that the CPU of a request is not known.',
  ],
  [plateaus(0).slice(0, 2), 'Fewer than three points do not say how far they are from a line.'],
  [
    plateaus(0).map((plateau) => ({ ...plateau, tasks: 0 })),
    'A plateau has no whole number of tasks.',
  ],
  [
    plateaus(0).map((plateau) => ({ ...plateau, usedVcpu: Number.NaN })),
    'A plateau has a throughput or a use of CPU below 0.',
  ],
])('plateaus that say nothing (%#)', (given, reason) => {
  expect(serviceDemand(given, 0.95)).toEqual({ kind: 'inconclusive', reason });
});

describe('the tasks that a load needs', () => {
  const LOAD = { arrivalsPerSecond: 600, vcpuPerTask: 1, utilisation: 0.65 };

  test('are those whose CPU stays within the target', () => {
    // 0.01 × 600 / (0.65 − 0.05) = 10.
    expect(requiredTasks(demandOf(0), { ...LOAD, arrivalsPerSecond: 599 })).toEqual({
      kind: 'estimate',
      tasks: 10,
      tasksAtUpperEnd: 10,
    });
    expect(requiredTasks(demandOf(0), { ...LOAD, arrivalsPerSecond: 601 })).toMatchObject({
      tasks: 11,
    });
  });

  test('are more when the demand is not sure', () => {
    const answer = requiredTasks(demandOf(0.05, 2), LOAD);
    if (answer.kind === 'inconclusive') throw new Error(answer.reason);
    expect(answer.tasksAtUpperEnd).toBeGreaterThan(answer.tasks);
  });

  test.each([
    [
      { vcpuPerTask: 4 },
      'No plateau comes near the load that a task would have, so that its use of CPU there is not known.',
    ],
    [{ utilisation: 0.04 }, 'An idle task may use all of the CPU that it is allowed.'],
    [{ arrivalsPerSecond: 0 }, 'The load or the CPU of a task is not above 0.'],
    [{ utilisation: 1.1 }, 'The load or the CPU of a task is not above 0.'],
  ])('are not known with %j', (change, reason) => {
    expect(requiredTasks(demandOf(0), { ...LOAD, ...change })).toEqual({
      kind: 'inconclusive',
      reason,
    });
  });
});
