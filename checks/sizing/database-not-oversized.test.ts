import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  withDatabase,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './database-not-oversized.ts';
import {
  databaseSubject,
  keptOf,
  NOT_SEEN,
  OTHER_CAPACITY,
  scaled,
  SPEC,
  staircase,
  undecided,
  UNSEEN_METRIC,
  withoutMinute,
  withPeak,
  STRICT_SPEC,
  OTHER_TASK_SPEC,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = keptOf(SPEC, ran);
const database = (change: Parameters<typeof withDatabase>[1]) => kept(withDatabase(record, change));
/** Two fifths of the capacity that is used, and so many times the connections. */
const little = (by: number) =>
  database(({ acu, acuUtilization, connections }) => ({
    acu: scaled(acu, 0.4),
    acuUtilization: scaled(acuUtilization, 0.4),
    connections: scaled(connections, by),
  }));

testCheck(check, databaseSubject(), {
  pass: [
    {
      name: 'more than half of it is used',
      artifacts: kept(record),
      details: ['db used up to 1.32 of its 2 ACU.'],
    },
    {
      name: 'with less it would not take the connections',
      artifacts: little(10),
      details: [
        'db used up to 0.526 of its 2 ACU, but with 1 ACU it would take 183 connections, and had 200.',
      ],
    },
  ],
  fail: [
    {
      name: 'less than half of it is used',
      artifacts: little(1),
      message: 'db used up to 0.526 of its 2 ACU: 1 would do, with a fifth more.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_CAPACITY),
    {
      name: 'its service is too slow for its users',
      subject: { ...databaseSubject(STRICT_SPEC) },
      artifacts: little(1),
      message:
        'db used up to 0.526 of its 2 ACU: 1 would do, with a fifth more. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'its service has another size now',
      subject: { ...databaseSubject(OTHER_TASK_SPEC) },
      artifacts: little(1),
      message:
        'db used up to 0.526 of its 2 ACU: 1 would do, with a fifth more. That decides nothing: the declared load is not known to have been carried. When the load was sent the declared size was 1 task of 0.5 vCPU, 1 GiB, and now it is 1 task of 1 vCPU, 2 GiB: the load says nothing of that.',
    },
    {
      name: 'nothing was sent at the peak',
      subject: { ...databaseSubject(withPeak(60, SPEC)) },
      artifacts: kept(record),
      message: 'No level of the peak was sent.',
    },
    {
      name: 'a minute is missing',
      artifacts: database(({ acu }) => ({ acu: withoutMinute(acu, '07:18') })),
      message: 'Nothing was reported of the capacity of db at 07:18 UTC.',
    },
    {
      name: 'the capacity is not seen',
      artifacts: database(() => ({ acu: UNSEEN_METRIC })),
      message: 'The capacity of db was not seen. AWS denied it.',
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
