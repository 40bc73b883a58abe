import { expect, test } from '@jest/globals';
import { planSearch } from './breakpoint-plan.ts';
import { planLevel, type SendableLoad } from './load-plan.ts';

const LIMITS = { requestsPerSecond: 200, requests: 1_500_000, minutes: 180, virtualUsers: 3000 };
const FACTS = { seed: 1, marker: 'test' };

function loadOf(limits: Partial<typeof LIMITS> = {}): SendableLoad {
  const requests = { work: { method: 'GET', path: '/work' } } as const;
  return {
    target: { origin: 'http://127.0.0.1:9', environment: 'test', timeoutMs: 10_000 },
    limits: { ...LIMITS, ...limits },
    workloads: {
      web: { service: 'main/api', requestsPerSecond: 30, requests },
      batch: { service: 'main/api', requestsPerSecond: 10, requests },
    },
  };
}

test('what a search may come to, and of which workload', () => {
  const planned = planSearch(loadOf(), FACTS);
  if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
  const { worst, requests, settings, greatest } = planned;
  expect(worst).toMatchObject({ levels: 14, loadRatio: 5 });
  expect(settings).toMatchObject({ requestsPerSecond: 40, mostRequestsPerSecond: 200 });
  // Of each workload its own most: together they are what all of them come to at most.
  expect((requests['web'] ?? 0) + (requests['batch'] ?? 0)).toBeGreaterThanOrEqual(
    Math.floor(worst.requests),
  );
  expect(greatest.scenarios.map(({ phases }) => phases.at(-1)?.requestsPerSecond)).toEqual([
    150, 50,
  ]);
});

test.each<[string, Partial<typeof LIMITS>, RegExp[]]>([
  [
    'requests',
    { requests: 500_000 },
    [/^its 14 levels may come to \d+ requests, and 500000 are the limit$/],
  ],
  ['time', { minutes: 60 }, [/^its 14 levels may come to \d+ seconds, and 3600 are the limit$/]],
  ['virtual users', { virtualUsers: 2000 }, [/^2600 virtual users are planned, and 2000 are/]],
  [
    'the declared rate',
    { requestsPerSecond: 30 },
    [/^40 requests a second at the peak are planned, and 30 are the limit$/],
  ],
])('beyond the limit of %s it is refused', (_what, limits, complaints) => {
  const planned = planSearch(loadOf(limits), FACTS);
  expect(planned).toEqual({
    kind: 'refused',
    complaints: complaints.map((text) => expect.stringMatching(text) as unknown),
  });
});

test('a level sends every workload at the same share of its rate, after a quiet time if asked', () => {
  const search = planSearch(loadOf(), FACTS);
  if (search.kind === 'refused') throw new Error(search.complaints.join(' '));
  const level = { loadRatio: 1.5, afterQuiet: true };
  const planned = planLevel(loadOf(), level, search.settings, FACTS);
  if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
  expect(
    planned.plan.scenarios.map(({ phases }) =>
      phases.map(({ name, seconds, requestsPerSecond }) => [name, seconds, requestsPerSecond]),
    ),
  ).toEqual([
    [
      ['quiet', 60, 1],
      ['rise-150', 10, 0],
      ['warm-up-150', 60, 45],
      ['steady-150', 600, 45],
    ],
    [
      ['quiet', 60, 1],
      ['rise-150', 10, 0],
      ['warm-up-150', 60, 15],
      ['steady-150', 600, 15],
    ],
  ]);
});
