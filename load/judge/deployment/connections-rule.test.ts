import { expect, test } from '@jest/globals';
import type { ReportedMetric } from '../../../core/load/deployment-record.ts';
import { connectionLimitOf } from '../../../core/aurora-connections.ts';
import { planScenario } from '../../plan/load-plan.ts';
import type { ScenarioPlan } from '../../plan/scenario-plan.ts';
import { measurementsOf } from '../measurement.ts';
import { directFold, ranWith } from '../testing/direct-fold.ts';
import { reportedOf, sentAt } from '../testing/reported-deployment.ts';
import { specOf } from '../testing/sent-staircase.ts';
import { simulate, workload, type Simulated } from '../testing/simulated-load.ts';
import { connectionsRuling } from './connections-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { sentScenario } from './sent-scenario.ts';
import { sharedLevels } from './shared-level.ts';

const RATE = 20;
const ZERO_AT = '2026-11-29T07:00:23.000Z';
/** The burst comes after a rise, a warm-up and a level of each mix: 10 + 20 + 400 seconds. */
const BURST_AT_MS = Date.parse(ZERO_AT) + 860_000;

interface Burst {
  readonly requests: number;
  readonly drainSeconds?: number;
}

function plan(burst: Burst | undefined): ScenarioPlan {
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
        dbViaApi: { warmUpSeconds: 20, steadySeconds: 400, ...(burst !== undefined && { burst }) },
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
  /** What was open in the minutes from the burst on; 20 before. */
  readonly after?: (minute: number) => number | null;
  readonly connections?: ReportedMetric;
  readonly declaresBurst?: boolean;
}

/** What a cluster that takes between 388 and 413 connections had. */
function ruled({
  burst,
  sent = (same) => same,
  after = () => 20,
  connections,
  declaresBurst = false,
}: Case) {
  const asked = plan(burst);
  const seconds = asked.scenarios[0]?.phases.reduce((sum, phase) => sum + phase.seconds, 0) ?? 0;
  const ran = sentAt(
    ranWith('db-via-api', asked, directFold(sent(simulate(asked)))),
    ZERO_AT,
    seconds,
  );
  const record = reportedOf(ran).databases[0];
  const declared = specOf().aurora?.['db'];
  if (record === undefined || declared === undefined) throw new Error('There is no database.');
  const burstMinute = Math.floor(BURST_AT_MS / 60_000);
  const reported = record.connections.state === 'reported' ? record.connections.points : [];
  const points = reported.flatMap(({ at, value }) => {
    const minute = Math.floor(Date.parse(at) / 60_000) - burstMinute;
    const most = minute < 0 ? value : after(minute);
    return most === null ? [] : [{ at, value: most }];
  });
  const scenarios = [sentScenario(ran, measurementsOf(ran, [workload(RATE)]))];
  const database: LoadedDatabase = {
    name: 'db',
    capacity: declared.capacity,
    connectionLimit: connectionLimitOf(declared),
    peakRequestsPerSecond: RATE,
    scenarios,
    levels: sharedLevels(scenarios),
    declaresBurst,
    record: {
      ...record,
      connections: connections ?? { state: 'reported', periodSeconds: 60, points },
    },
  };
  const { verdict, reason } = connectionsRuling(database);
  return { verdict, reason };
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
    { declaresBurst: true },
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
