import { expect, test } from '@jest/globals';
import { renderedWith } from '../testing/rendered.ts';

const TARGET = 'target: { origin: https://a.example.com, environment: test, timeoutMs: 1000 }';
const LIMITS = 'limits: { requestsPerSecond: 9, requests: 99, minutes: 9, virtualUsers: 9 }';

function workload(facts: string): string {
  return `load: { ${TARGET}, ${LIMITS}, workloads: { web: { service: main/api, requestsPerSecond: 5, ${facts} } } }`;
}

test('a load that says all that sending it takes is valid', () => {
  const login = workload('requests: { home: { method: GET, path: / } }').replace(
    'https://a.example.com,',
    'https://a.example.com, headersFromEnvironment: { authorization: LANDFALL_LOAD_AUTHORIZATION },',
  );
  expect(renderedWith(login)).toBeNull();
  expect(renderedWith(workload('requests: { home: { method: GET, path: / } }'))).toBeNull();
});

test('a burst of ten seconds is valid', () => {
  const scenarios = 'scenarios: { dbViaApi: { burst: { requests: 200, seconds: 10 } } }';
  expect(renderedWith(`load: { ${scenarios} }`)).toBeNull();
});

test('fuses that are declared are valid, and so is an alarm by the name that AWS has for it', () => {
  const fuses = 'fuses: { alarms: [any], deadLetterQueues: [jobs-dead], databases: [db] }';
  expect(renderedWith(`load: { ${fuses} }`)).toBeNull();
});

/** What is wrong with a load, without the code frame. */
function complaints(overlay: string): readonly string[] {
  return (renderedWith(overlay) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('spec.yaml'))
    .map((line) => line.replace(/^\S+ {2}error {2}/, ''));
}

test.each([
  [
    'a load test that ended before it started',
    'load: { tested: { startedAt: 2026-11-23T12:00:00Z, endedAt: 2026-11-23T11:00:00Z } }',
    ['load.tested.endedAt: the load test ended before it started'],
  ],
  [
    'levels of connections out of order',
    'load: { connections: { base: 5, standard: 2, peak: 3 } }',
    ['load.connections.base: base is greater than standard'],
  ],
  [
    'workloads that go nowhere and have no bounds',
    'load: { workloads: { web: { service: main/api, requestsPerSecond: 5, requests: { home: { method: GET, path: / } } } } }',
    ['load.workloads: workloads need a target', 'load.workloads: workloads need limits'],
  ],
  [
    'a workload of a service that nobody declares',
    `load: { ${TARGET}, ${LIMITS}, workloads: { web: { service: main/apy, requestsPerSecond: 5, requests: { home: { method: GET, path: / } } } } }`,
    ['load.workloads.web.service: there is no service "main/apy" — did you mean "main/api"?'],
  ],
  [
    'a peak below the rate',
    workload('peakRequestsPerSecond: 4, requests: { home: { method: GET, path: / } }'),
    [
      'load.workloads.web.peakRequestsPerSecond: the peak is lower than the rate that it is the peak of',
    ],
  ],
  [
    'a workload without requests',
    workload('requests: {}'),
    ['load.workloads.web.requests: the workload has no request'],
  ],
  [
    'a write that the target does not allow',
    workload('requests: { order: { method: POST, path: /orders } }'),
    [
      'load.workloads.web.requests.order.method: POST may change something, and the target does not allow it',
    ],
  ],
  [
    'a credential',
    workload('requests: { home: { method: GET, path: /, headers: { Authorization: x } } }'),
    ['load.workloads.web.requests.home.headers.Authorization: a spec holds no credentials'],
  ],
  [
    'a login that others on the way could read',
    workload('requests: { home: { method: GET, path: / } }').replace(
      'https://a.example.com,',
      'http://a.example.com, headersFromEnvironment: { authorization: LANDFALL_LOAD_AUTHORIZATION },',
    ),
    [
      'load.target.headersFromEnvironment: headers from the environment are sent over https alone, or by http to this machine',
    ],
  ],
  [
    'a login from a variable that is not for it',
    workload('requests: { home: { method: GET, path: / } }').replace(
      'https://a.example.com,',
      'https://a.example.com, headersFromEnvironment: { authorization: AWS_SECRET_ACCESS_KEY },',
    ),
    [
      'load.target.headersFromEnvironment.authorization: a variable is named LANDFALL_LOAD_…, in capital letters',
    ],
  ],
  [
    'a path that names a host',
    workload('requests: { home: { method: GET, path: //evil.example/ } }'),
    [
      'load.workloads.web.requests.home.path: a path begins with one slash; blanks, # and what is not ASCII are escaped, such as %20, not "//evil.example/"',
    ],
  ],
  ...['/a#b', '/a%2', '/ö', '/a\\\\b'].map((path): [string, string, string[]] => [
    `the path ${path}, which is not what would be sent`,
    workload(`requests: { home: { method: GET, path: "${path}" } }`),
    [
      `load.workloads.web.requests.home.path: a path begins with one slash; blanks, # and what is not ASCII are escaped, such as %20, not ${JSON.stringify(path.replace('\\\\', '\\'))}`,
    ],
  ]),
  [
    'a timeout within which no request can be too slow',
    workload('slo: { p95Ms: 1000, errorRatio: 0 }, requests: { home: { method: GET, path: / } }'),
    ['load.target.timeoutMs: requests of web are given up after 1000 ms, and may take 1000 ms'],
  ],
  [
    'an origin with a password',
    'load: { target: { origin: "https://u:p@a.example.com", environment: test, timeoutMs: 1000 } }',
    [
      'load.target.origin: an origin looks like https://api.example.com, not "[redacted]a.example.com"',
    ],
  ],
  [
    'a ramp that leaves out the declared rate',
    'load: { scenarios: { ramp: { loadRatios: [0.5, 0.9] } } }',
    ['load.scenarios.ramp.loadRatios: the declared rate itself is not among the levels'],
  ],
  [
    'a burst that goes on for minutes',
    'load: { scenarios: { dbViaApi: { burst: { requests: 200, seconds: 120 } } } }',
    ['load.scenarios.dbViaApi.burst.seconds: what comes over more than 10 s does not come at once'],
  ],
  [
    'a pool of a service and to a database that nobody declares',
    'load: { databasePools: { main/apy: { aurora: dd, connectionsPerTask: 3 } } }',
    [
      'load.databasePools["main/apy"]: there is no service "main/apy" — did you mean "main/api"?',
      'load.databasePools["main/apy"].aurora: there is no Aurora cluster "dd" — did you mean "db"?',
    ],
  ],
  [
    'a fuse that nobody declares',
    'load: { fuses: { deadLetterQueues: [jobs-ded], databases: [dd] } }',
    [
      'load.fuses.deadLetterQueues[0]: there is no queue "jobs-ded" — did you mean "jobs-dead"?',
      'load.fuses.databases[0]: there is no Aurora cluster "dd" — did you mean "db"?',
    ],
  ],
  [
    'a queue that work goes through as a fuse',
    'load: { fuses: { deadLetterQueues: [jobs-dead, jobs] } }',
    ['load.fuses.deadLetterQueues[1]: no queue and no rule has jobs for its dead letters'],
  ],
])('%s is refused', (_what, overlay, messages) => {
  expect(complaints(overlay)).toEqual(messages);
});
