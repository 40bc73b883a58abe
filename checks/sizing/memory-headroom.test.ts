import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './memory-headroom.ts';
import {
  keptOf,
  NOT_SEEN,
  OTHER_TASK,
  scaled,
  serviceSubject,
  SPEC,
  staircase,
  undecided,
  UNSEEN_METRIC,
  withoutMinute,
  STRICT_SPEC,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = keptOf(SPEC, ran);
const service = (change: Parameters<typeof withService>[1]) => kept(withService(record, change));

testCheck(check, serviceSubject(), {
  pass: [
    {
      name: 'three fifths of it are used',
      artifacts: kept(record),
      details: [
        'In 5 minutes the fullest task of main/api used up to 62.1 % of its memory, within 80 %. Whether it grows was not looked at: no soak was sent.',
      ],
    },
  ],
  fail: [
    {
      name: 'more than four fifths are used',
      artifacts: service(({ memoryMaximum }) => ({ memoryMaximum: scaled(memoryMaximum, 1.35) })),
      message:
        'In 5 minutes the fullest task of main/api used up to 83.8 % of its memory, more than 80 %.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_TASK),
    {
      name: 'the service is too slow for its users',
      subject: { ...serviceSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'In 5 minutes the fullest task of main/api used up to 62.1 % of its memory, within 80 %. Whether it grows was not looked at: no soak was sent. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'a minute is missing',
      artifacts: service(({ memoryMaximum }) => ({
        memoryMaximum: withoutMinute(memoryMaximum, '07:18'),
      })),
      message: 'Nothing was reported of the greatest memory of main/api at 07:18 UTC.',
    },
    {
      name: 'the fullest task is not seen',
      artifacts: service(() => ({ memoryMaximum: UNSEEN_METRIC })),
      message: 'The greatest memory of main/api was not seen. AWS denied it.',
    },
    {
      name: 'a task was replaced',
      artifacts: service(({ counts }) => ({
        counts: counts.map((count) =>
          count.at.includes('T07:18:3') ? { ...count, running: 0, pending: 1 } : count,
        ),
      })),
      message:
        'What AWS reported cannot be relied on (A3). At 07:18:30 UTC 0 tasks ran and 1 were wanted, where 1 ran and 1 were wanted before: the service was not at rest.',
    },
    {
      name: 'the load balancer counted other requests',
      artifacts: service(({ requests }) => ({
        requests: requests && withPoints(requests, later(60_000)),
      })),
      message:
        'What AWS reported cannot be relied on (A2). At 07:01 UTC the load balancer of main/api counted 327 requests, and the generator between 568 and 578, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'what AWS reported is of another service',
      artifacts: service(() => ({ service: 'main/worker' })),
      message: 'What AWS reported has nothing of the service main/api.',
    },
  ],
  error: NOT_SEEN,
});
