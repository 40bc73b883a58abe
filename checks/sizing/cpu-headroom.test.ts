import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  shuffled,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './cpu-headroom.ts';
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
/** So many times the CPU, of the average and the busiest task. */
const cpuBy = (by: number) =>
  service(({ cpuAverage, cpuMaximum }) => ({
    cpuAverage: scaled(cpuAverage, by),
    cpuMaximum: scaled(cpuMaximum, by),
  }));

testCheck(check, serviceSubject(), {
  pass: [
    {
      name: 'half of it is used',
      artifacts: kept(record),
      details: [
        'In 5 minutes the busiest task of main/api used up to 52.1 % of its CPU, and a fifth more is 62.5 %.',
      ],
    },
    {
      name: 'just a fifth is left',
      artifacts: cpuBy(1.5),
      details: [
        'In 5 minutes the busiest task of main/api used up to 78.1 % of its CPU, and a fifth more is 93.7 %.',
      ],
    },
  ],
  fail: [
    {
      name: 'less than a fifth is left',
      artifacts: cpuBy(1.7),
      message:
        'In 5 minutes the busiest task of main/api used up to 88.5 % of its CPU, and a fifth more would be 106 %: there is no headroom.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_TASK),
    {
      name: 'the service is too slow for its users',
      subject: { ...serviceSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'In 5 minutes the busiest task of main/api used up to 52.1 % of its CPU, and a fifth more is 62.5 %. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'a minute is missing',
      artifacts: service(({ cpuMaximum }) => ({ cpuMaximum: withoutMinute(cpuMaximum, '07:18') })),
      message: 'Nothing was reported of the greatest CPU of main/api at 07:18 UTC.',
    },
    {
      name: 'the busiest task is not seen',
      artifacts: service(() => ({ cpuMaximum: UNSEEN_METRIC })),
      message: 'The greatest CPU of main/api was not seen. AWS denied it.',
    },
    {
      name: 'the busiest task does not follow the load',
      artifacts: service(({ cpuMaximum }) => ({ cpuMaximum: withPoints(cpuMaximum, shuffled(3)) })),
      message:
        'What AWS reported cannot be relied on (A4). At 07:05 UTC the greatest CPU of main/api is below the average, which cannot be.',
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
