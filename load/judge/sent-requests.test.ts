import { expect, test } from '@jest/globals';
import type { PlannedRequest } from '../plan/scenario-plan.ts';
import { judgeWorkload } from './judge-workload.ts';
import type { JudgedWorkload } from './judged-workload.ts';
import { measurementsOf } from './measurement.ts';
import { differencesFromSpec } from './sent-requests.ts';
import { directFold, ranWith } from './testing/direct-fold.ts';
import { levelPlan, simulate, workload } from './testing/simulated-load.ts';

const home: PlannedRequest = { name: 'home', weight: 1, method: 'GET', path: '/' };
const orders: PlannedRequest = {
  ...{ name: 'orders', weight: 3, method: 'POST', path: '/orders' },
  ...{ body: '{}', headers: { a: '1', b: '2' } },
};
const LOGIN = { authorization: 'LANDFALL_LOAD_LOGIN', 'x-key': 'LANDFALL_LOAD_KEY' };
const SENT = {
  arrivals: 'poisson',
  requests: [home, orders],
  sending: { timeoutMs: 10_000, headersFromEnvironment: LOGIN },
} as const;
const OTHERS = 'The spec declares other requests of api than those that were sent.';

test.each<[string, Partial<JudgedWorkload>, readonly string[]]>([
  ['the same', {}, []],
  [
    'the same in another order',
    { requests: [{ ...orders, headers: { b: '2', a: '1' } }, home] },
    [],
  ],
  ['a request more', { requests: [home, orders, { ...home, name: 'more' }] }, [OTHERS]],
  ['a request less', { requests: [home] }, [OTHERS]],
  ['another path', { requests: [{ ...home, path: '/report' }, orders] }, [OTHERS]],
  ['another weight', { requests: [{ ...home, weight: 2 }, orders] }, [OTHERS]],
  ['another body', { requests: [home, { ...orders, body: '[]' }] }, [OTHERS]],
  ['another header', { requests: [home, { ...orders, headers: { a: '1', b: '3' } }] }, [OTHERS]],
  [
    'other arrivals',
    { arrivals: 'even' },
    ['The arrivals of api that were sent are poisson, and the spec declares even ones.'],
  ],
  [
    'the same login in another order',
    {
      sending: {
        timeoutMs: 10_000,
        headersFromEnvironment: {
          'x-key': 'LANDFALL_LOAD_KEY',
          authorization: 'LANDFALL_LOAD_LOGIN',
        },
      },
    },
    [],
  ],
  [
    'a time after which they are given up sooner',
    { sending: { timeoutMs: 600, headersFromEnvironment: LOGIN } },
    ['The requests of api were given up after 10000 ms, and the spec declares 600 ms.'],
  ],
  [
    'no login',
    { sending: { timeoutMs: 10_000, headersFromEnvironment: {} } },
    [
      'The requests of api were sent with authorization from LANDFALL_LOAD_LOGIN, x-key from LANDFALL_LOAD_KEY, and the spec declares no header from the environment.',
    ],
  ],
  [
    'the login of somebody else',
    {
      sending: {
        timeoutMs: 10_000,
        headersFromEnvironment: { ...LOGIN, authorization: 'LANDFALL_LOAD_OTHER' },
      },
    },
    [
      'The requests of api were sent with authorization from LANDFALL_LOAD_LOGIN, x-key from LANDFALL_LOAD_KEY, and the spec declares authorization from LANDFALL_LOAD_OTHER, x-key from LANDFALL_LOAD_KEY.',
    ],
  ],
  [
    'no target',
    { sending: null },
    ['The spec declares no target of the load, so that it does not say how api is sent.'],
  ],
])('%s', (_what, change, expected) => {
  const declared = { name: 'api', ...SENT, ...change };
  expect(differencesFromSpec(SENT, declared)).toEqual(expected);
});

test('what was measured of other requests is no evidence for those that are declared', () => {
  const plan = levelPlan(20, { steadySeconds: 300 });
  const ran = ranWith('ramp', plan, directFold(simulate(plan)));
  const verdictOf = (declared: JudgedWorkload) =>
    measurementsOf(ran, [declared]).map((measurement) => judgeWorkload(measurement));
  expect(verdictOf(workload(20))).toMatchObject([{ verdict: 'HOLDS' }]);
  expect(verdictOf(workload(20, { requests: [home] }))).toMatchObject([
    { verdict: 'INVALID', rule: 'V1', reason: `The load was not the planned one. ${OTHERS}` },
  ]);
  // What took two seconds may have been answered when it was sent, and is given up now.
  const sending = { timeoutMs: 600, headersFromEnvironment: LOGIN };
  expect(verdictOf(workload(20, { sending }))).toMatchObject([
    {
      verdict: 'INVALID',
      rule: 'V1',
      reason:
        'The load was not the planned one. The requests of api were given up after 10000 ms, and the spec declares 600 ms. The requests of api were sent with no header from the environment, and the spec declares authorization from LANDFALL_LOAD_LOGIN, x-key from LANDFALL_LOAD_KEY.',
    },
  ]);
});
