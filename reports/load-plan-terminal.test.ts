import { expect, test } from '@jest/globals';
import { loadPlanExitCode, type LoadPlan } from '../core/load/load-plan.ts';
import { renderLoadPlan } from './load-plan-terminal.ts';

const PLAN: LoadPlan = {
  deployment: 'shop',
  origin: 'https://staging.example.com',
  environment: 'staging',
  loads: [
    {
      scenario: 'ramp',
      workload: 'api',
      arrivals: 'poisson',
      requests: 212_125,
      peakRequestsPerSecond: 125,
      seconds: 2_590,
      virtualUsers: 1_625,
    },
  ],
  refusals: [],
  costs: [],
  costAssumptions: [],
  priceSources: [],
  forecasts: [{ about: 'ecs main/api', outcome: 'expected', says: 'It fits.' }],
  watchActions: ['cloudwatch:GetMetricData', 'ecs:DescribeServices'],
  sendActions: [],
};
const PAGE = { width: 100, color: false, ascii: false };

test('a plan that nothing speaks against', () => {
  expect(renderLoadPlan(PLAN, PAGE).split('\n')).toEqual([
    'load plan  shop, to https://staging.example.com (staging). Nothing was sent.',
    '',
    '  scenario  workload  arrivals  requests  peak/s  minutes  users',
    '  ramp      api       poisson    212 125     125     43.2  1 625',
    '',
    '  to watch AWS meanwhile takes cloudwatch:GetMetricData, ecs:DescribeServices',
    '',
    '  told by the spec alone, which is no evidence that a size holds:',
    '  · ecs main/api: It fits.',
    '',
  ]);
  expect(loadPlanExitCode(PLAN)).toBe(0);
});

test('what it costs is told with what that rests on, and what is not known is not nothing', () => {
  const costs: LoadPlan['costs'] = [
    {
      scenario: 'smoke',
      bytes: 210_000,
      usd: 0.254,
      parts: [
        { what: 'tasks', usd: 0.25 },
        { what: 'CloudWatch', usd: 0.004 },
      ],
      why: null,
    },
    {
      scenario: 'ramp',
      bytes: 2_227_312_500,
      usd: null,
      parts: [],
      why: 'The prices of eu-west-9 are not known.',
    },
  ];
  const plan: LoadPlan = { ...PLAN, costs, costAssumptions: ['An answer has 10000 bytes.'] };
  expect(renderLoadPlan(plan, PAGE).split('\n').slice(4, 10)).toEqual([
    '',
    '  scenario      MB  USD at most  of which',
    '  smoke        0.2         0.25  tasks 0.25, CloudWatch < 0.01',
    '  ramp      2227.3    not known  The prices of eu-west-9 are not known.',
    '  An answer has 10000 bytes.',
    '',
  ]);
});

test('what speaks against a plan comes last, the worst at the end', () => {
  const plan: LoadPlan = {
    ...PLAN,
    loads: [],
    refusals: [
      { scenario: 'soak', complaints: ['7270 seconds are planned, and 300 are the limit'] },
    ],
    forecasts: [
      { about: 'aurora orders', outcome: 'fails', says: 'It does not fit.' },
      { about: 'ecs main/api', outcome: 'unknown', says: 'It may fit.' },
      ...PLAN.forecasts,
    ],
  };
  expect(renderLoadPlan(plan, { ...PAGE, ascii: true }).split('\n')).toEqual([
    'load plan  shop, to https://staging.example.com (staging). Nothing was sent.',
    '',
    '  cannot be sent  soak: 7270 seconds are planned, and 300 are the limit',
    '',
    '  to watch AWS meanwhile takes cloudwatch:GetMetricData, ecs:DescribeServices',
    '',
    '  told by the spec alone, which is no evidence that a size holds:',
    '  - ecs main/api: It fits.',
    '  ? ecs main/api: It may fit.',
    '  x aurora orders: It does not fit.',
    '',
  ]);
  expect(loadPlanExitCode(plan)).toBe(1);
  expect(loadPlanExitCode({ ...plan, forecasts: [] })).toBe(2);
});

test('texts of the spec steer nothing', () => {
  const plan: LoadPlan = { ...PLAN, deployment: 'a\u001b[31mb\n::error::c' };
  expect(renderLoadPlan(plan, PAGE)).toMatch(/^load plan {2}a\\u\{1b\}\[31mb ::error::c, to/);
});

test('of a search it is said that not all of it need be sent', () => {
  const loads = PLAN.loads.map((load) => ({ ...load, scenario: 'breakpoint', levelsAtMost: 14 }));
  expect(renderLoadPlan({ ...PLAN, loads }, { ...PAGE, width: 200 })).toContain(
    '  of the breakpoint that is the most that it may come to, in 14 levels: which are sent follows from how the ones before them went\n',
  );
});
