import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasBothSides, weightsIn } from './mix.ts';
import { phasesOf } from './phases.ts';
import { ScenarioPlan } from './scenario-plan.ts';
import { scheduleOf } from './schedule.ts';

const GET = { method: 'GET', weight: 6 } as const;
const HEAD = { method: 'HEAD', weight: 2 } as const;
const POST = { method: 'POST', weight: 1 } as const;
const DELETE = { method: 'DELETE', weight: 3 } as const;

describe('how often each request is drawn', () => {
  test.each([
    ['as declared', [GET, POST], undefined, [6, 1]],
    ['mostly reads', [GET, POST], 'reads', [0.9, 0.1]],
    ['mostly writes', [GET, POST], 'writes', [0.1, 0.9]],
    [
      'within a side as declared',
      [GET, HEAD, POST, DELETE],
      'writes',
      [0.075, 0.025, 0.225, 0.675],
    ],
    ['as declared without writes', [GET, HEAD], 'writes', [6, 2]],
    ['as declared without reads', [POST, DELETE], 'reads', [1, 3]],
  ] as const)('%s', (_, requests, mix, weights) => {
    const drawn = weightsIn(requests, mix);
    expect(drawn).toHaveLength(weights.length);
    for (const [at, weight] of weights.entries()) expect(drawn[at]).toBeCloseTo(weight, 12);
  });

  test('no request is left out, whatever is declared', () => {
    const requests = fc.array(
      fc.record({
        method: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'),
        weight: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(requests, fc.constantFrom('reads', 'writes', undefined), (some, mix) => {
        const weights = weightsIn(some, mix);
        expect(weights).toHaveLength(some.length);
        expect(weights.every((weight) => weight > 0)).toBe(true);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const declared = some.reduce((sum, { weight }) => sum + weight, 0);
        const isShifted = mix !== undefined && hasBothSides(some);
        expect(total / (isShifted ? 1 : declared)).toBeCloseTo(1, 9);
      }),
    );
  });
});

test('the arrivals of a phase are of its mix', () => {
  const plan = ScenarioPlan.parse({
    version: 1,
    origin: 'http://127.0.0.1:9',
    allowedOrigins: ['http://127.0.0.1:9'],
    seed: 7,
    timeoutMs: 1000,
    marker: 'test',
    fuse: null,
    limits: {
      requests: 1e6,
      requestsPerSecond: 100,
      seconds: 3600,
      virtualUsers: 1000,
      writes: true,
    },
    scenarios: [
      {
        name: 'api',
        arrivals: 'poisson',
        virtualUsers: 10,
        phases: phasesOf('db-via-api', { requestsPerSecond: 100 }),
        requests: [
          { name: 'read', method: 'GET', path: '/read', weight: 1 },
          { name: 'write', method: 'POST', path: '/write', weight: 1 },
        ],
      },
    ],
  });
  const arrivals = scheduleOf(plan)['api'] ?? [];
  const [scenario] = plan.scenarios;
  const shareOfWrites = (phase: string) => {
    const own = arrivals.filter(([, , number]) => scenario?.phases[number]?.name === phase);
    expect(own).toHaveLength(60_000);
    return own.filter(([, request]) => request === 1).length / own.length;
  };
  expect(shareOfWrites('steady-reads')).toBeCloseTo(0.1, 2);
  expect(shareOfWrites('steady-writes')).toBeCloseTo(0.9, 2);
});
