import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../../core/spec/document.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { loadPlanExitCode } from '../../core/load/load-plan.ts';
import { costOf, mustBeAffordable } from './affordable-load.ts';
import { planLoad } from './plan-load.ts';
import { sendableLoad, sendablePlan } from './sendable-load.ts';
import { databaseMetrics, METRICS_OF, serviceMetrics } from './watch/reported-metrics.ts';

function specWith(limits: string, region = 'us-east-1', messages = '') {
  const overlay = `environments:
  test:
    load:
      target: { origin: "http://127.0.0.1:9", environment: test, writes: true, timeoutMs: 1000, responseBytes: 1000 }
      limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999${limits} }
      workloads: { api: { service: main/api, requestsPerSecond: 5, requests: { work: { method: GET, path: /work } } } }
${messages}
`;
  const parsed = parseSpec(
    { file: 'spec.yaml', text: `${overlay}${WHOLE_SPEC.replaceAll('eu-west-1', region)}` },
    'test',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

test.each<[string, string, string | undefined, readonly RegExp[]]>([
  ['no limit', '', undefined, []],
  ['a limit that is kept', ', usd: 1000, bytes: 1000000000', undefined, []],
  [
    'limits that are exceeded',
    ', usd: 0.001, bytes: 10',
    undefined,
    [
      /^\d+ bytes are planned, and 10 are the limit$/,
      /^up to \d+\.\d\d USD are planned, and 0\.001 are the limit$/,
    ],
  ],
  [
    'a limit in a region of which no price is known',
    ', usd: 1000',
    'eu-west-1',
    [
      /^what it costs is not known, and 1000 USD are the limit: The prices of eu-west-1 are not known\.$/,
    ],
  ],
])('%s, in the plan and before anything is sent', (_what, limits, region, complaints) => {
  const spec = specWith(limits, region);
  const plan = planLoad(spec, ['smoke'], 1);
  const told = plan.refusals.flatMap((refusal) => refusal.complaints);
  expect(told).toEqual(complaints.map((complaint) => expect.stringMatching(complaint)));
  expect(plan.costs).toHaveLength(1);
  expect(loadPlanExitCode({ ...plan, forecasts: [] })).toBe(complaints.length > 0 ? 2 : 0);
  const sent = sendablePlan(sendableLoad(spec), 'smoke', { seed: 1, marker: 'test' });
  const send = () => {
    mustBeAffordable(spec, costOf(spec, 'smoke', sent));
  };
  if (complaints.length === 0) send();
  else {
    // eslint-disable-next-line jest/no-conditional-expect -- what is refused follows from the table
    expect(send).toThrow(
      `The scenario smoke cannot be sent:\n${told.map((line) => `  ${line}\n`).join('')}`,
    );
  }
});

describe('messages', () => {
  const messages = `      messages: { jobs: { queue: jobs, service: main/api, messagesPerSecond: 1, maxAgeSeconds: 60, body: "0123456789" } }`;
  // 12 minutes of which the last two are quiet: 660 messages.
  const bytes = 660 * 1010;

  test.each<[string, string, readonly string[]]>([
    ['without a limit', '', []],
    ['of as many bytes as may be', `, bytes: ${bytes}`, []],
    [
      'of a byte too many',
      `, bytes: ${bytes - 1}`,
      [`${bytes} bytes are planned, and ${bytes - 1} are the limit`],
    ],
    [
      'with a limit of what is not known',
      ', usd: 1000',
      [
        'what it costs is not known, and 1000 USD are the limit: What queues and events cost, and how often each message is taken, is not known.',
      ],
    ],
  ])('%s', (_what, limits, complaints) => {
    const spec = specWith(limits, 'us-east-1', messages);
    const plan = planLoad(spec, ['messaging'], 1);
    expect(plan.refusals).toEqual(
      complaints.length === 0 ? [] : [{ scenario: 'messaging', complaints }],
    );
    expect(plan.costs).toMatchObject([{ scenario: 'messaging', bytes, usd: null }]);
  });
});

test('the looks at the connections of a database that is a fuse are paid for', () => {
  const cloudWatchOf = (fuses: string) =>
    planLoad(specWith('', 'us-east-1', fuses), ['smoke'], 1)
      .costs.flatMap(({ parts }) => parts)
      .find(({ what }) => what === 'CloudWatch')?.usd ?? Number.NaN;
  // 20 s are four looks, of 0.00001 USD each.
  expect(
    cloudWatchOf('      fuses: { alarms: [any], databases: [db] }') - cloudWatchOf(''),
  ).toBeCloseTo(0.00004, 9);
});

test('as many metrics are paid for as are asked for', () => {
  const service = {
    ...{ key: 'main/api', cluster: 'main', name: 'api', isLoaded: true },
    targetGroup: 'api',
  } as Parameters<typeof serviceMetrics>[0];
  expect(Object.keys(serviceMetrics(service, {}))).toHaveLength(METRICS_OF.service);
  expect(Object.keys(databaseMetrics('db'))).toHaveLength(METRICS_OF.database);
});
