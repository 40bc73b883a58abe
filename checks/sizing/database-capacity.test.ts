import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  shuffled,
  withDatabase,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './database-capacity.ts';
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
  STRICT_SPEC,
  OTHER_TASK_SPEC,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = keptOf(SPEC, ran);
const database = (change: Parameters<typeof withDatabase>[1]) => kept(withDatabase(record, change));

testCheck(check, databaseSubject(), {
  pass: [
    {
      name: 'two thirds of it are used',
      artifacts: kept(record),
      details: [
        'In 0 of 5 minutes db used 95 % or more of its 2 ACU; 40 requests a second need 1.3 ACU, and no more than 1.3.',
      ],
    },
  ],
  fail: [
    {
      name: 'all of it is used',
      artifacts: database(({ acuUtilization }) => ({
        acuUtilization: scaled(acuUtilization, 1.5),
      })),
      message: 'In 5 of 5 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be.',
    },
    {
      name: 'the load needs more',
      artifacts: database(({ acu }) => ({ acu: scaled(acu, 1.7) })),
      message: 'In 5 of 5 minutes db used 95 % or more of its 2 ACU, and 10 % of them may be.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_CAPACITY),
    {
      name: 'its service is too slow for its users',
      subject: { ...databaseSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'In 0 of 5 minutes db used 95 % or more of its 2 ACU; 40 requests a second need 1.3 ACU, and no more than 1.3. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'its service has another size now',
      subject: { ...databaseSubject(OTHER_TASK_SPEC) },
      artifacts: kept(record),
      message:
        'In 0 of 5 minutes db used 95 % or more of its 2 ACU; 40 requests a second need 1.3 ACU, and no more than 1.3. That decides nothing: the declared load is not known to have been carried. When the load was sent the declared size was 1 task of 0.5 vCPU, 1 GiB, and now it is 1 task of 1 vCPU, 2 GiB: the load says nothing of that.',
    },
    {
      name: 'a minute is missing',
      artifacts: database(({ acuUtilization }) => ({
        acuUtilization: withoutMinute(acuUtilization, '07:18'),
      })),
      message: 'Nothing was reported of the share of capacity of db at 07:18 UTC.',
    },
    {
      name: 'the share of it is not seen',
      artifacts: database(() => ({ acuUtilization: UNSEEN_METRIC })),
      message: 'The share of capacity of db was not seen. AWS denied it.',
    },
    {
      name: 'the capacity is not seen',
      artifacts: database(() => ({ acu: UNSEEN_METRIC })),
      message: 'The capacity of db was not seen. AWS denied it.',
    },
    {
      name: 'the capacity does not follow the load',
      artifacts: database(({ acu }) => ({ acu: withPoints(acu, shuffled(3)) })),
      message:
        'Over 15 minutes the capacity of db does not rise with the load beyond doubt, so that it is not known to be of this load.',
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
