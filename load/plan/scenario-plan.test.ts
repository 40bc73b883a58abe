import { describe, expect, test } from '@jest/globals';
import { isWrite, requestsOf, ScenarioPlan, secondsOf } from './scenario-plan.ts';
import { planFor } from './testing/plans.ts';

const ORIGIN = 'http://127.0.0.1:8080';
const VALID = planFor(ORIGIN, {});
const [BROWSE] = VALID.scenarios;
const [WORK] = BROWSE?.requests ?? [];

function complaints(change: object): string[] {
  const parsed = ScenarioPlan.safeParse({ ...VALID, ...change });
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
}

const withScenario = (change: object) => ({ scenarios: [{ ...BROWSE, ...change }] });
const withRequest = (change: object) => withScenario({ requests: [{ ...WORK, ...change }] });

test('a plan that is in order has no complaints', () => {
  expect(complaints({})).toEqual([]);
});

describe('what could leave for another host is refused', () => {
  test.each([
    ['http://user@127.0.0.1:8080'],
    ['http://127.0.0.1:8080/'],
    ['http://127.0.0.1:8080?a'],
    ['ftp://127.0.0.1'],
    ['127.0.0.1:8080'],
  ])('the origin %s', (origin) => {
    expect(complaints({ origin, allowedOrigins: [origin] })).toContain(
      'an origin looks like https://api.example.com',
    );
  });

  test.each([
    ['//example.com/'],
    ['/\\example.com/'],
    ['@example.com/'],
    ['.example.com/'],
    ['http://example.com/'],
    ['/a b'],
    ['/a\r\nHost: example.com'],
    [''],
  ])('the path %j', (path) => {
    expect(complaints(withRequest({ path }))).toEqual([
      'a path begins with one slash; blanks, # and what is not ASCII are escaped, such as %20',
    ]);
  });

  test('an origin that is not allowed', () => {
    expect(complaints({ allowedOrigins: ['http://127.0.0.1:8081'] })).toEqual([
      'the origin http://127.0.0.1:8080 is not among the allowed ones',
    ]);
  });
});

describe('what exceeds a limit is refused', () => {
  const limits = VALID.limits;
  test.each<[string, object, string]>([
    ['requests', { ...limits, requests: 39 }, '40 requests are planned, and 39 are the limit'],
    [
      'rate',
      { ...limits, requestsPerSecond: 19.5 },
      '20 requests a second at the peak are planned, and 19.5 are the limit',
    ],
    ['time', { ...limits, seconds: 1 }, '2 seconds are planned, and 1 are the limit'],
    [
      'virtual users',
      { ...limits, virtualUsers: 49 },
      '50 virtual users are planned, and 49 are the limit',
    ],
  ])('%s', (_, changed, message) => {
    expect(complaints({ limits: changed })).toEqual([message]);
  });

  test('the peak is that of all scenarios together, at the moment at which it is', () => {
    const ramp = (name: string, phases: readonly object[]) => ({ ...BROWSE, name, phases });
    const scenarios = [
      ramp('up', [{ name: 'a', seconds: 10, requestsPerSecond: 0, endRequestsPerSecond: 100 }]),
      ramp('late', [
        { name: 'b', seconds: 5, requestsPerSecond: 1 },
        { name: 'c', seconds: 2, requestsPerSecond: 60, endRequestsPerSecond: 10 },
      ]),
    ];
    const peakLimit = (requestsPerSecond: number) =>
      complaints({ scenarios, limits: { ...limits, requestsPerSecond } });
    // At 5 s: 50 of the one and 60 of the other.
    expect(peakLimit(110)).toEqual([]);
    expect(peakLimit(109)).toEqual([
      '110 requests a second at the peak are planned, and 109 are the limit',
    ]);
  });
});

test.each([
  [withRequest({ method: 'POST' }), '"work" may change something, and writes are not allowed'],
  [
    withScenario({ phases: [{ name: 'none', seconds: 10, requestsPerSecond: 0.01 }] }),
    'no request is planned',
  ],
  [
    withRequest({ headers: { Authorization: 'Bearer x' } }),
    'Authorization: a plan holds no credentials',
  ],
  [withRequest({ headers: { 'a b': 'x' } }), '"a b" is no name of a header'],
  [withRequest({ headers: { a: 'x\r\ny: z' } }), 'the value of a header is printable'],
  [{ scenarios: [BROWSE, BROWSE] }, 'there are two of the scenario "browse"'],
  [withScenario({ requests: [WORK, WORK] }), 'there are two of the request of browse "work"'],
])('%j is refused', (change, message) => {
  expect(complaints(change)).toEqual([message]);
});

test('rates that change count with their mean', () => {
  const phase = { name: 'ramp', seconds: 10, requestsPerSecond: 10, endRequestsPerSecond: 30 };
  expect(requestsOf(phase)).toBe(200);
  expect(requestsOf({ name: 'flat', seconds: 10, requestsPerSecond: 7 })).toBe(70);
  const { scenarios } = planFor(ORIGIN, { phases: [phase, { ...phase, name: 'b' }] });
  expect(scenarios.map(secondsOf)).toEqual([20]);
});

test.each([
  ['GET', false],
  ['HEAD', false],
  ['OPTIONS', false],
  ['POST', true],
  ['PUT', true],
  ['PATCH', true],
  ['DELETE', true],
] as const)('%s may change something: %s', (method, changes) => {
  expect(isWrite({ method })).toBe(changes);
});

test.each<[string, boolean]>([
  ['https://api.example.com', true],
  ['http://127.0.0.1:8080', true],
  ['http://localhost', true],
  ['http://api.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com:80', false],
  ['http://10.0.0.1', false],
])('headers from the environment are sent to %s: %s', (origin, isSent) => {
  const sent = ScenarioPlan.safeParse({
    ...planFor('http://127.0.0.1:9', {}),
    ...{ origin, allowedOrigins: [origin] },
    headersFromEnvironment: { authorization: 'LANDFALL_LOAD_AUTHORIZATION' },
  });
  expect(sent.error?.issues.map(({ message }) => message) ?? []).toEqual(
    isSent ? [] : ['headers from the environment are sent over https, or to this machine, alone'],
  );
});

test.each([
  [{ authorization: 'AWS_SECRET_ACCESS_KEY' }],
  [{ authorization: 'LANDFALL_LOAD_' }],
  [{ Authorization: 'LANDFALL_LOAD_AUTHORIZATION' }],
])('%j is taken from no environment', (headersFromEnvironment) => {
  const plan = planFor('https://api.example.com', {});
  expect(ScenarioPlan.safeParse({ ...plan, headersFromEnvironment }).success).toBe(false);
});
