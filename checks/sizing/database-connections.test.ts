import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  withDatabase,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './database-connections.ts';
import {
  databaseSubject,
  keptOf,
  NOT_SEEN,
  OTHER_CAPACITY,
  scaled,
  SCALING_SPEC,
  SPEC,
  staircase,
  undecided,
  UNSEEN_METRIC,
  withBurst,
  withCluster,
  withoutMinute,
  STRICT_SPEC,
  OTHER_TASK_SPEC,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = keptOf(SPEC, ran);
const database = (change: Parameters<typeof withDatabase>[1]) => kept(withDatabase(record, change));
/** So many times the twenty connections, of a test that was sent by this spec. */
const open = (by: number, spec = SPEC) =>
  keptOf(
    spec,
    ran,
  )(withDatabase(record, ({ connections }) => ({ connections: scaled(connections, by) })));
const DECLARED_SPEC = withCluster({ maxConnections: 400 });
const BURST_SPEC = withBurst(200);
/** One to four tasks of 110 connections each, of which one ran. */
const POOLS_SPEC = {
  ...SCALING_SPEC,
  load: {
    ...SCALING_SPEC.load,
    databasePools: { 'main/api': { aurora: 'db', connectionsPerTask: 110 } },
  },
};
const TOO_MANY =
  'At their greatest numbers of tasks the services hold 440 connections (main/api 4 x 110), and 10 are reserved; at 2 ACU the cluster takes at most 413: 2.5 ACU would take them, or smaller pools.';
const DECLARED = databaseSubject(DECLARED_SPEC);

testCheck(check, databaseSubject(), {
  pass: [
    {
      name: 'twenty are open',
      artifacts: kept(record),
      details: ['In 5 minutes db had up to 20 connections, and it takes between 388 and 413.'],
    },
    {
      name: 'nine in ten of those that are declared are open',
      subject: { ...DECLARED },
      artifacts: open(18, DECLARED_SPEC),
      details: ['In 5 minutes db had up to 360 connections, and it takes 400.'],
    },
  ],
  fail: [
    {
      name: 'nearly all are open',
      artifacts: open(20),
      message:
        'In 5 minutes db had up to 400 connections, and it takes between 388 and 413: that is more than 90 %.',
    },
    {
      name: 'more than nine in ten of those that are declared are open',
      subject: { ...DECLARED },
      artifacts: open(18.1, DECLARED_SPEC),
      message:
        'In 5 minutes db had up to 362 connections, and it takes 400: that is more than 90 %.',
    },
    {
      name: 'few are open, and the pools of all tasks do not fit',
      subject: { ...databaseSubject(POOLS_SPEC) },
      artifacts: keptOf(POOLS_SPEC, ran)(record),
      message: TOO_MANY,
    },
    {
      name: 'the pools of all tasks do not fit, and there is no load test',
      subject: { ...databaseSubject(POOLS_SPEC) },
      artifacts: { test: { test: null } },
      message: TOO_MANY,
    },
  ],
  unknown: [
    {
      name: 'another number of connections is declared now',
      subject: { ...DECLARED },
      artifacts: open(1),
      message:
        'When the load was sent the scaling or the connections of aurora db were declared otherwise: the load says nothing of it as it is declared now.',
    },
    {
      name: 'no pooler is declared any more',
      subject: { ...databaseSubject(withCluster({ pooler: 'none', poolMode: undefined })) },
      artifacts: open(1),
      message:
        'When the load was sent the scaling or the connections of aurora db were declared otherwise: the load says nothing of it as it is declared now.',
    },
    ...undecided(kept, record, OTHER_CAPACITY),
    {
      name: 'a burst is declared now, and none was sent',
      subject: { ...databaseSubject(BURST_SPEC) },
      artifacts: kept(record),
      message: 'The declared burst was not sent: --scenario db-via-api sends it.',
    },
    {
      name: 'its service is too slow for its users',
      subject: { ...databaseSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'In 5 minutes db had up to 20 connections, and it takes between 388 and 413. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'its service has another size now',
      subject: { ...databaseSubject(OTHER_TASK_SPEC) },
      artifacts: kept(record),
      message:
        'In 5 minutes db had up to 20 connections, and it takes between 388 and 413. That decides nothing: the declared load is not known to have been carried. When the load was sent the declared size was 1 task of 0.5 vCPU, 1 GiB, and now it is 1 task of 1 vCPU, 2 GiB: the load says nothing of that.',
    },
    {
      name: 'whether nearly all are open is not known',
      artifacts: open(18),
      message:
        'In 5 minutes db had up to 360 connections, and it takes between 388 and 413: whether that is more than 90 % is not known, as the spec does not say it (maxConnections).',
    },
    {
      name: 'a minute is missing',
      artifacts: database(({ connections }) => ({
        connections: withoutMinute(connections, '07:18'),
      })),
      message: 'Nothing was reported of the number of connections of db at 07:18 UTC.',
    },
    {
      name: 'the connections are not seen',
      artifacts: database(() => ({ connections: UNSEEN_METRIC })),
      message: 'The number of connections of db was not seen. AWS denied it.',
    },
    {
      name: 'the requests that its service counted are not those of the load',
      artifacts: kept(
        withService(record, ({ requests }) => ({
          requests: requests && withPoints(requests, later(60_000)),
        })),
      ),
      message:
        'What AWS reported cannot be relied on (A2). At 07:01 UTC the load balancer of main/api counted 327 requests, and the generator between 568 and 578, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'what AWS reported is of another cluster',
      artifacts: database(() => ({ cluster: 'other' })),
      message: 'What AWS reported has nothing of the cluster db.',
    },
  ],
  error: NOT_SEEN,
});
