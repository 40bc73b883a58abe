import { expect, test } from '@jest/globals';
import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { connectionLimitOf } from '../../../core/aurora-connections.ts';
import { declaredBurst } from '../../plan/burst.ts';
import { planScenario } from '../../plan/load-plan.ts';
import type { ScenarioPlan } from '../../plan/scenario-plan.ts';
import { type Measurement, measurementsOf } from '../measurement.ts';
import { directFold, ranWith } from '../testing/direct-fold.ts';
import { reportedOf, sentAt } from '../testing/reported-deployment.ts';
import { specOf } from '../testing/sent-staircase.ts';
import { simulate, workload, type Simulated } from '../testing/simulated-load.ts';
import { burstRuling } from './burst-rule.ts';
import { connectionsRuling } from './connections-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { sentScenario } from './sent-scenario.ts';
import { sharedLevels } from './shared-level.ts';

const RATE = 20;
const ZERO_AT = '2026-11-29T07:00:23.000Z';
/** The burst comes after a rise, a warm-up and a level of each mix: 10 + 20 + 400 seconds. */
const BURST_AT_MS = Date.parse(ZERO_AT) + 860_000;

interface Burst {
  readonly requests: number;
  readonly seconds?: number;
  readonly drainSeconds?: number;
}

function plan(burst: Burst | undefined, loadRatio: number): ScenarioPlan {
  const planned = planScenario(
    {
      target: {
        ...{ origin: 'http://127.0.0.1:9', environment: 'test', writes: true },
        timeoutMs: 10_000,
      },
      limits: { requests: 1e6, requestsPerSecond: 1000, minutes: 600, virtualUsers: 10_000 },
      workloads: {
        api: {
          ...{ service: 'main/api', requestsPerSecond: RATE },
          requests: {
            work: { method: 'GET', path: '/work' },
            order: { method: 'POST', path: '/orders' },
          },
        },
      },
      scenarios: {
        dbViaApi: {
          ...{ loadRatio, warmUpSeconds: 20, steadySeconds: 400 },
          ...(burst !== undefined && { burst }),
        },
      },
    },
    'db-via-api',
    { seed: 3, marker: 'test' },
  );
  if (planned.kind === 'refused') throw new Error(planned.complaints.join(' '));
  return planned.plan;
}

interface Case {
  readonly burst?: Burst;
  readonly sent?: (simulated: Simulated) => Simulated;
  /** What was open in the minutes from the one of the burst on. */
  readonly after?: (minute: number) => number | null;
  /** What was open in the minutes before that. */
  readonly before?: number;
  readonly connections?: ReportedMetric;
  /** What the spec declares now; what was sent when left out. */
  readonly declared?: Burst | null;
  /** The rate of both mixes, as a share of the declared one, which is the peak. */
  readonly loadRatio?: number;
  /** A workload of the same rate, of which no burst was sent. */
  readonly beside?: string;
}

/** A cluster that takes between 388 and 413 connections, and what it had. */
function loaded({
  burst,
  sent = (same) => same,
  after = () => 20,
  before = 20,
  connections,
  declared = burst ?? null,
  loadRatio = 1,
  beside,
}: Case): LoadedDatabase {
  const asked = plan(burst, loadRatio);
  const seconds = asked.scenarios[0]?.phases.reduce((sum, phase) => sum + phase.seconds, 0) ?? 0;
  const ran = sentAt(
    ranWith('db-via-api', asked, directFold(sent(simulate(asked)))),
    ZERO_AT,
    seconds,
  );
  const record = reportedOf(ran).databases[0];
  const cluster = specOf().aurora?.['db'];
  if (record === undefined || cluster === undefined) throw new Error('There is no database.');
  const burstMinute = Math.floor(BURST_AT_MS / 60_000);
  const reported = record.connections.state === 'reported' ? record.connections.points : [];
  const points = reported.flatMap(({ at }) => {
    const minute = Math.floor(Date.parse(at) / 60_000) - burstMinute;
    const most = minute < 0 ? before : after(minute);
    return most === null ? [] : [{ at, value: most }];
  });
  const measurements = measurementsOf(ran, [workload(RATE)]).flatMap((measurement) => [
    measurement,
    ...(beside === undefined ? [] : [withoutBurst(measurement, beside)]),
  ]);
  const scenarios = [sentScenario(ran, measurements)];
  const workloads = measurements.map((measurement) => measurement.workload);
  return {
    name: 'db',
    capacity: cluster.capacity,
    connectionLimit: connectionLimitOf(cluster),
    peakRequestsPerSecond: RATE,
    scenarios,
    levels: sharedLevels(scenarios),
    declaredBursts: new Map(
      workloads.flatMap((one) => {
        const share = declaredBurst(one, declared ?? undefined, workloads);
        return share === null ? [] : [[one.name, share] as const];
      }),
    ),
    record: {
      ...record,
      connections: connections ?? { state: 'reported', periodSeconds: 60, points },
    },
  };
}

/** The same of another workload, which went on at its rate. */
function withoutBurst(measurement: Measurement, name: string): Measurement {
  return {
    ...measurement,
    workload: { ...measurement.workload, name },
    phases: measurement.phases.filter(({ phase }) => !phase.name.includes('burst')),
  };
}

const ruled = (given: Case) => said(connectionsRuling(loaded(given)));
const ruledOfBurst = (given: Case) => said(burstRuling(loaded(given)));

function said(ruling: ResourceRuling | null) {
  return ruling === null ? null : { verdict: ruling.verdict, reason: ruling.reason };
}

/** The requests of the burst, changed. */
const ofBurst =
  (change: (request: Simulated['requests'][number]) => Simulated['requests']) =>
  (simulated: Simulated): Simulated => ({
    ...simulated,
    requests: simulated.requests.flatMap((request) =>
      request.phase === 'burst' ? change(request) : [request],
    ),
  });
const burst = { requests: 200 };
const STEADY = 'In 10 minutes db had up to 20 connections, and it takes between 388 and 413';

test.each<[string, Case, ReturnType<typeof ruled>]>([
  ['no burst is declared', {}, { verdict: 'HOLDS', reason: `${STEADY}.` }],
  [
    'pools open what they may, and some are left',
    { burst, after: (minute) => (minute === 1 ? 300 : 40) },
    {
      verdict: 'HOLDS',
      reason: `${STEADY}. After 220 requests at once db had up to 300 connections.`,
    },
  ],
  [
    'nearly all are open, in the minute of the burst alone',
    { burst, after: (minute) => (minute === 0 ? 400 : 20) },
    {
      verdict: 'UNDERSIZED',
      reason:
        'After 220 requests at once db had up to 400 connections: that is more than 90 % of the 413 that it takes.',
    },
  ],
  [
    'that may be too many',
    { burst, after: () => 360 },
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'After 220 requests at once db had up to 360 connections: whether that is more than 90 % of what it takes is not known, as the spec does not say it (maxConnections).',
    },
  ],
  [
    'the minute of the burst was not reported',
    { burst, after: (minute) => (minute === 0 ? null : 20) },
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'What a burst of requests opened is not known. Nothing was reported of the number of connections of db at 07:14 UTC.',
    },
  ],
  [
    'the minute after a burst, in which pools still open, was not reported as nothing was sent any more',
    { burst: { ...burst, drainSeconds: 10 }, after: (minute) => (minute === 1 ? null : 20) },
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'What a burst of requests opened is not known. Nothing was reported of the number of connections of db at 07:15 UTC.',
    },
  ],
  [
    'the declared burst was not sent',
    { declared: burst },
    {
      verdict: 'INCONCLUSIVE',
      reason: 'The declared burst was not sent: --scenario db-via-api sends it.',
    },
  ],
  [
    'none of the burst was answered as it should be',
    { burst, sent: ofBurst((request) => [{ ...request, outcome: 'server-error' }]) },
    {
      verdict: 'INCONCLUSIVE',
      reason:
        'After 220 requests at once db had up to 20 connections, and 220 of the requests were not answered as they should be: those may have opened none.',
    },
  ],
  [
    'the metric is unseen',
    { burst, connections: { state: 'unseen', why: 'AWS denied it.' } },
    {
      verdict: 'INCONCLUSIVE',
      reason: 'The number of connections of db was not seen. AWS denied it.',
    },
  ],
  [
    'nearly all are open at half of the declared rate',
    { loadRatio: 0.5, before: 380, after: () => 380 },
    {
      verdict: 'UNDERSIZED',
      reason:
        'In 6 minutes at 10 requests a second, less than is declared, db had up to 380 connections, and it takes between 388 and 413: that is more than 90 %.',
    },
  ],
  [
    'few are open at half of the declared rate, and what is at the declared one was not sent',
    { loadRatio: 0.5 },
    { verdict: 'INCONCLUSIVE', reason: 'No level of the declared rate was sent.' },
  ],
  [
    'half of the burst was not sent',
    {
      burst,
      sent: ofBurst((request) => (request.intendedMs % 2 === 0 ? [request] : [])),
      after: () => 20,
    },
    { verdict: 'INCONCLUSIVE', reason: expect.stringMatching(/were to come at once/) as never },
  ],
  [
    'the burst was sent late',
    { burst, sent: ofBurst((request) => [{ ...request, latenessMs: 3_000 }]) },
    {
      verdict: 'INCONCLUSIVE',
      reason: expect.stringMatching(/10 ms are the limit: they did not come at once\.$/) as never,
    },
  ],
])('%s', (_, given, expected) => {
  expect(ruled(given)).toEqual(expected);
});

const WELL = 'had up to 20 connections';
const TOO_MANY = 'db had up to 400 connections: that is more than 90 % of the 413 that it takes.';
const allOpen = () => 400;
const onlyInTheFirst = (minute: number) => (minute === 0 ? 400 : 20);

test.each<[string, Case, ReturnType<typeof ruledOfBurst>]>([
  ['none is declared, and none was sent', {}, null],
  [
    'it was as much as is declared, in half of the time',
    { burst: { ...burst, seconds: 0.5 }, declared: { ...burst, seconds: 1 } },
    { verdict: 'HOLDS', reason: `After 210 requests at once db ${WELL}.` },
  ],
  [
    'it was more than is declared',
    { burst: { requests: 400 }, declared: burst },
    { verdict: 'HOLDS', reason: `After 420 requests at once db ${WELL}.` },
  ],
  [
    'it was as fast as is declared, and for longer',
    { burst: { requests: 400, seconds: 2 }, declared: burst },
    { verdict: 'HOLDS', reason: `After 440 requests at once db ${WELL}.` },
  ],
  [
    'it was less than is declared now',
    { burst, declared: { requests: 300 } },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once db ${WELL}. Less of api came at once than is declared: 220 requests within 1 s instead of 320.`,
    },
  ],
  [
    'it was slower than is declared now',
    { burst: { ...burst, seconds: 4 }, declared: burst },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 280 requests at once db ${WELL}. Less of api came at once than is declared: 70 requests within 1 s instead of 220.`,
    },
  ],
  [
    'it was of more requests than is declared, and slower',
    { burst: { requests: 300, seconds: 4 }, declared: burst },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 380 requests at once db ${WELL}. Less of api came at once than is declared: 95 requests within 1 s instead of 220.`,
    },
  ],
  [
    'the rate went on for less time after it',
    { burst: { ...burst, drainSeconds: 100 }, declared: burst },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once db ${WELL}. After it the rate of api went on for 100 s instead of the declared 180 s.`,
    },
  ],
  [
    'a workload sent none while another did',
    { burst, beside: 'feed' },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once db ${WELL}. Nothing of feed came at once: 120 requests within 1 s are declared.`,
    },
  ],
  [
    'less than is declared now is too much already',
    { burst, declared: { requests: 300 }, after: allOpen },
    { verdict: 'UNDERSIZED', reason: `After 220 requests at once ${TOO_MANY}` },
  ],
  [
    'more than is declared is too much',
    { burst: { requests: 400 }, declared: burst, after: allOpen },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 420 requests at once ${TOO_MANY} More of api came at once than is declared: 420 requests within 1 s instead of 220.`,
    },
  ],
  [
    'as much as is declared in half of the time is too much',
    { burst: { ...burst, seconds: 0.5 }, declared: burst, after: allOpen },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 210 requests at once ${TOO_MANY} More of api came at once than is declared: 210 requests within 0.5 s instead of 110.`,
    },
  ],
  [
    'what is no longer declared is too much',
    { burst, declared: null, after: allOpen },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once ${TOO_MANY} No burst is declared.`,
    },
  ],
  // The minute of the burst is mostly of the load before it. Within the peak either of them speaks against the size.
  [
    'too many were open in its first minute, of which the declared load was most',
    { burst, after: onlyInTheFirst },
    { verdict: 'UNDERSIZED', reason: `After 220 requests at once ${TOO_MANY}` },
  ],
  [
    'too many were open in its first minute, of which less than the declared load was most',
    { burst, loadRatio: 0.5, after: onlyInTheFirst },
    { verdict: 'UNDERSIZED', reason: `After 220 requests at once ${TOO_MANY}` },
  ],
  [
    'too many were open in its first minute, of which more than the peak was most',
    { burst, loadRatio: 1.5, after: onlyInTheFirst },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once ${TOO_MANY} Around it up to 30 requests a second of api were sent, more than its peak of 20.`,
    },
  ],
  [
    'too many were open before it as well',
    { burst, before: 380, after: allOpen },
    {
      verdict: 'INCONCLUSIVE',
      reason: `After 220 requests at once ${TOO_MANY} Before it 380 were open already, which it did not open.`,
    },
  ],
  [
    'more than the peak was sent before it, and few were open',
    { burst, loadRatio: 1.5 },
    { verdict: 'HOLDS', reason: `After 220 requests at once db ${WELL}.` },
  ],
])('of a burst alone: %s', (_, given, expected) => {
  expect(ruledOfBurst(given)).toEqual(expected);
});

test('what was open before a burst, under the declared load, speaks against the size', () => {
  expect(ruled({ burst, before: 380, after: allOpen })).toEqual({
    verdict: 'UNDERSIZED',
    reason:
      'In 6 minutes db had up to 380 connections, and it takes between 388 and 413: that is more than 90 %.',
  });
});
