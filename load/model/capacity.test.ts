import { expect, test } from '@jest/globals';
import { capacityAt } from './capacity.ts';
import { balancingBounds } from './balancing.ts';
import type { QueueAnswer } from './queue.ts';
import { sojournQuantile } from './sojourn.ts';

test.each([
  [4, 0.2, 58.83, 68.29],
  [4, 0.3, 68.43, 73.93],
  [4, 0.5, 73.61, 76.73],
  [8, 0.2, 136.81, 147.52],
  [8, 0.3, 147.97, 153.78],
  [8, 0.5, 153.5, 156.69],
])('%d servers of 20/s hold a p95 of %d s', (servers, seconds, poisson, even) => {
  const objective = { probability: 0.95, seconds };
  const capacity = (arrivals: 'poisson' | 'even') => {
    const answer = capacityAt(objective, { servicesPerSecond: 20, servers }, arrivals);
    return answer.kind === 'capacity' ? Math.round(answer.arrivalsPerSecond * 100) / 100 : answer;
  };
  expect([capacity('poisson'), capacity('even')]).toEqual([poisson, even]);
});

test('an objective that service alone breaks is met at no rate', () => {
  const answer = capacityAt(
    { probability: 0.95, seconds: 0.1 },
    { servicesPerSecond: 20, servers: 4 },
    'poisson',
  );
  expect(answer).toEqual({
    kind: 'unreachable',
    quantileWithoutWaitSeconds: expect.closeTo(Math.log(20) / 20, 12),
  });
});

test.each([
  [{ probability: 1, seconds: 0.2 }, 4, 'The objective is no latency for a share of the requests.'],
  [
    { probability: 0.95, seconds: 0 },
    4,
    'The objective is no latency for a share of the requests.',
  ],
  [{ probability: 0.95, seconds: 0.2 }, 0, 'The number of servers is not a whole number from 1.'],
])('%j on %d servers is refused', (objective, servers, reason) => {
  expect(capacityAt(objective, { servicesPerSecond: 20, servers }, 'even')).toEqual({
    kind: 'invalid',
    reason,
  });
});

function p95Ms(queue: QueueAnswer): number | string {
  return queue.kind === 'steady' ? Math.round(sojournQuantile(queue, 0.95) * 1000) : queue.kind;
}

test.each([
  [1, 4, 237, 237],
  [2, 2, 237, 396],
  [4, 1, 237, 749],
])(
  '%d tasks of %d slots lie between one line and a random split',
  (tasks, slotsPerTask, pooled, split) => {
    const bounds = balancingBounds({
      arrivalsPerSecond: 64,
      servicesPerSecond: 20,
      tasks,
      slotsPerTask,
    });
    expect([p95Ms(bounds.pooled), p95Ms(bounds.split)]).toEqual([pooled, split]);
  },
);

test.each([
  [80, 2, 2, 'unstable'],
  [64, 0, 2, 'invalid'],
  [64, 1.5, 2, 'invalid'],
  [64, 2, 0, 'invalid'],
])('%d/s on %d tasks of %d slots is %s', (arrivalsPerSecond, tasks, slotsPerTask, kind) => {
  const bounds = balancingBounds({ arrivalsPerSecond, servicesPerSecond: 20, tasks, slotsPerTask });
  expect([bounds.pooled.kind, bounds.split.kind]).toEqual([kind, kind]);
});
