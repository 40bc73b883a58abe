import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../core/spec/document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { planFor } from '../plan/testing/plans.ts';
import { bytesOf } from './bytes.ts';
import { costComplaints } from './cost-limits.ts';
import { pricesOf } from './prices.ts';
import { costAssumptions, scenarioCost } from './scenario-cost.ts';

const ORIGIN = 'http://127.0.0.1:9';
/** 9000 requests in 100 s. */
const PLAN = planFor(ORIGIN, { phases: [{ name: 'steady', seconds: 100, requestsPerSecond: 90 }] });
const METRICS = { ofService: 5, ofDatabase: 3, readings: 6, ofFuses: 0, fuseSeconds: 10 };
const LIMITS = { requestsPerSecond: 999, requests: 99_999, minutes: 9, virtualUsers: 999 };

/** One service of 1 to 5 tasks of 0.5 vCPU and 1 GiB on ARM, and a cluster of 0.5 to 2 ACU with a reader. */
function specIn(region: string, ...overlays: readonly string[]): Spec {
  const lines = [
    `clusters: { main: { services: { api: { scaling: { minTasks: 1, maxTasks: 5 } } } } }`,
    `aurora: { db: { capacity: { minAcu: 0.5, maxAcu: 2 }, readers: 1 } }`,
  ].filter((line) => !overlays.some((other) => line.split(':')[0] === other.split(':')[0]));
  const text = `environments:\n  test:\n${[...lines, ...overlays].map((line) => `    ${line}\n`).join('')}${WHOLE_SPEC.replaceAll('eu-west-1', region)}`;
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

const partsOf = (spec: Spec) =>
  Object.fromEntries(
    scenarioCost(spec, 'ramp', PLAN, METRICS).parts.map(({ what, usd }) => [what, usd]),
  );

test('bytes are those of the path, of the body, and of what is declared or assumed', () => {
  // GET and /work are 8 bytes.
  expect(bytesOf(PLAN, undefined)).toEqual({ sent: 9_000 * 508, received: 90_000_000 });
  const requests = [
    { name: 'a', weight: 3, method: 'GET', path: '/' } as const,
    { name: 'b', weight: 1, method: 'POST', path: '/', body: 'ä€', headers: { a: 'bc' } } as const,
  ];
  const [scenario] = PLAN.scenarios;
  if (scenario === undefined) throw new Error('There is no scenario.');
  expect(bytesOf({ scenarios: [{ ...scenario, requests }] }, 7)).toEqual({
    // 504 three times, and 500 + 5 + 5 + 3 once.
    sent: Math.round(9_000 * ((3 * 504 + 513) / 4)),
    received: 63_000,
  });
});

test('bytes of a phase are those of its own mix', () => {
  const requests = [
    { name: 'read', weight: 99, method: 'GET', path: '/' } as const,
    { name: 'write', weight: 1, method: 'POST', path: '/', body: 'x'.repeat(10_000) } as const,
  ];
  const [scenario] = PLAN.scenarios;
  if (scenario === undefined) throw new Error('There is no scenario.');
  const phases = [{ name: 'writes', seconds: 10, requestsPerSecond: 1, mix: 'writes' } as const];
  // GET and / are 4 bytes once, POST and / are 5 bytes nine times.
  expect(bytesOf({ scenarios: [{ ...scenario, phases, requests }] }, 7)).toEqual({
    sent: 504 + 9 * 10_505,
    received: 70,
  });
});

describe('what a scenario costs at most', () => {
  test('is the sum of its parts, each by hand', () => {
    const spec = specIn('us-east-1', 'network: { nat: { mode: single } }');
    const cost = scenarioCost(spec, 'ramp', PLAN, METRICS);
    const bytes = 9_000 * 10_508;
    const hours = 100 / 3600 + 1;
    const parts = {
      // 25 connections a second for an hour, 3000 users for an hour, or 1 GB.
      'load balancer': 0.008 * (9_000 / 90_000 + (50 / 3_000) * (100 / 3_600) + bytes / 1e9),
      tasks: 4 * (0.5 * 0.03238 + 1 * 0.00356) * hours,
      Aurora: 2 * 1.5 * 0.156 * hours,
      CloudWatch: (0.01 * 6 * (5 + 3)) / 1000,
      'answers over the internet': 0.09 * 0.09,
      NAT: (0.045 * bytes) / 1e9,
    };
    const sum = Object.values(parts).reduce((total, usd) => total + usd, 0);
    expect(cost).toEqual({
      scenario: 'ramp',
      bytes,
      usd: expect.closeTo(sum, 9),
      parts: Object.entries(parts).map(([what, usd]) => ({ what, usd: expect.closeTo(usd, 9) })),
      why: null,
    });
  });

  test('counts tasks that a scheduled action allows, and nothing for what cannot grow', () => {
    const scheduled =
      'clusters: { main: { services: { api: { scaling: { minTasks: 1, maxTasks: 5, scheduled: { day: { expression: "rate(1 day)", maxTasks: 9 } } } } } } }';
    const usual = partsOf(specIn('us-east-1'))['tasks'] ?? Number.NaN;
    expect(partsOf(specIn('us-east-1', scheduled))['tasks']).toBeCloseTo(2 * usual, 9);
    const still = partsOf(
      specIn(
        'us-east-1',
        'clusters: { main: { services: { api: { scaling: { minTasks: 2, maxTasks: 2 } } } } }',
        'network: { nat: { mode: none } }',
      ),
    );
    expect(still).not.toHaveProperty('tasks');
    expect(still).not.toHaveProperty('NAT');
  });

  test('counts a NAT gateway where none is declared to be missing, and each look at connections', () => {
    const usual = partsOf(specIn('us-east-1'));
    const undeclared = specIn('us-east-1');
    delete undeclared.network;
    expect(partsOf(undeclared)).toHaveProperty('NAT', usual['NAT']);
    const fused = scenarioCost(specIn('us-east-1'), 'ramp', PLAN, { ...METRICS, ofFuses: 2 });
    const cloudWatch = fused.parts.find(({ what }) => what === 'CloudWatch')?.usd;
    // 100 s are 12 looks at both, beside the 48 metrics that are read when the load is over.
    expect(cloudWatch).toBeCloseTo((usual['CloudWatch'] ?? NaN) * (72 / 48), 12);
  });

  test.each(['eu-west-1', 'toString'])('is not known of %s, and never 0', (region) => {
    expect(pricesOf(region)).toBeNull();
  });

  test('is not known where the prices are not', () => {
    expect(scenarioCost(specIn('eu-west-1'), 'soak', PLAN, METRICS)).toEqual({
      scenario: 'soak',
      bytes: 9_000 * 10_508,
      usd: null,
      parts: [],
      why: 'The prices of eu-west-1 are not known.',
    });
    expect(costAssumptions(specIn('eu-west-1'))).toEqual([
      'A request has 500 bytes beside its path, body and declared headers, and an answer has 10000, as load.target.responseBytes does not say it.',
    ]);
  });

  test('rests on what is told', () => {
    const [, prices] = costAssumptions(specIn('us-east-1'));
    expect(prices).toMatch(/^The prices are those of AWS's list for us-east-1 on 2026-11-23, /);
  });
});

test.each<
  [
    string,
    Partial<typeof LIMITS & { usd: number; bytes: number }>,
    number | null,
    readonly string[],
  ]
>([
  ['without limits', {}, null, []],
  ['within both', { usd: 1, bytes: 1000 }, 1, []],
  [
    'beyond both',
    { usd: 1, bytes: 999 },
    1.239,
    [
      '1000 bytes are planned, and 999 are the limit',
      'up to 1.24 USD are planned, and 1 are the limit',
    ],
  ],
  [
    'with a limit of what is not known',
    { usd: 1_000_000 },
    null,
    ['what it costs is not known, and 1000000 USD are the limit: The prices of x are not known.'],
  ],
])('a cost %s', (_what, limits, usd, complaints) => {
  const why = usd === null ? 'The prices of x are not known.' : null;
  const cost = { scenario: 'ramp', bytes: 1000, usd, parts: [], why };
  expect(costComplaints(cost, { ...LIMITS, ...limits })).toEqual(complaints);
});
