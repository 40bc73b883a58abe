import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './policy-sees-load.ts';
import {
  keptOf,
  NOT_SEEN,
  OTHER_RANGE,
  overload,
  scaled,
  SCALING_SPEC,
  serviceSubject,
  staircase,
  undecided,
  UNSEEN_METRIC,
  withoutMinute,
  withPeak,
} from './testing/fixtures.ts';

/** To the declared peak. */
const ran = staircase([0.5, 1, 1.5]);
const record = reportedOf(ran);
const kept = keptOf(SCALING_SPEC, ran);
const service = (change: Parameters<typeof withService>[1]) => kept(withService(record, change));
/** A load that is too much for the service, and is declared to be its peak. */
const PEAK_SPEC = withPeak(100, SCALING_SPEC);
const overloaded = overload();
const oneLevel = staircase([1]);
const reported = reportedOf(overloaded);
/** The service waits for something else than its CPU. */
const waiting = withService(reported, ({ cpuAverage, cpuMaximum }) => ({
  cpuAverage: scaled(cpuAverage, 0.4),
  cpuMaximum: scaled(cpuMaximum, 0.4),
}));
const keptOverload = keptOf(PEAK_SPEC, overloaded);

testCheck(check, serviceSubject(SCALING_SPEC), {
  pass: [
    {
      name: 'what is answered grows with the load to its peak',
      artifacts: kept(record),
      details: ['What main/api answers grew with the load over 3 levels.'],
    },
  ],
  fail: [
    {
      name: 'nothing more is answered, and the CPU is far below the target',
      subject: { ...serviceSubject(PEAK_SPEC) },
      artifacts: keptOverload(waiting),
      message:
        'From 70 to 100 requests a second the answers of main/api grew from 70 to 81 a second and latencies rose, while the busiest task used no more than 49.7 % of its CPU: the policy, which waits for 60 %, is blind to what is at its end, such as an event loop, a pool or a database.',
    },
    {
      name: 'the same beyond the declared peak',
      subject: { ...serviceSubject(SCALING_SPEC) },
      artifacts: keptOverload(waiting),
      message:
        'From 70 to 100 requests a second the answers of main/api grew from 70 to 81 a second and latencies rose, while the busiest task used no more than 49.7 % of its CPU: the policy, which waits for 60 %, is blind to what is at its end, such as an event loop, a pool or a database. That is beyond the declared peak.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_RANGE),
    {
      name: 'only one level was sent',
      artifacts: keptOf(SCALING_SPEC, oneLevel)(reportedOf(oneLevel)),
      message: 'No staircase of two levels was sent, which would show a plateau.',
    },
    {
      name: 'nothing more is answered, and a minute of the CPU is missing',
      subject: { ...serviceSubject(PEAK_SPEC) },
      artifacts: keptOverload(
        withService(waiting, ({ cpuMaximum }) => ({
          cpuMaximum: withoutMinute(cpuMaximum, '07:06'),
        })),
      ),
      message: 'Nothing was reported of the greatest CPU of main/api at 07:06 UTC.',
    },
    {
      name: 'nothing more is answered, and the CPU is not seen',
      subject: { ...serviceSubject(PEAK_SPEC) },
      artifacts: keptOverload(withService(waiting, () => ({ cpuMaximum: UNSEEN_METRIC }))),
      message: 'The greatest CPU of main/api was not seen. AWS denied it.',
    },
    {
      name: 'nothing more is answered at the target, of which the CPU is not shown to follow the load',
      subject: { ...serviceSubject(PEAK_SPEC) },
      artifacts: keptOverload(reported),
      message:
        'What AWS reported cannot be relied on (A4). The steady time from 07:02 UTC lasts 100 s, in which the average CPU of main/api has 0 whole periods of 60 s: it must last 180 s.',
    },
    {
      name: 'the load balancer counted other requests',
      artifacts: service(({ requests }) => ({
        requests: requests && withPoints(requests, later(60_000)),
      })),
      message:
        'What AWS reported cannot be relied on (A2). At 07:01 UTC the load balancer of main/api counted 634 requests, and the generator between 1171 and 1181, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'what AWS reported is of another service',
      artifacts: service(() => ({ service: 'main/worker' })),
      message: 'What AWS reported has nothing of the service main/api.',
    },
  ],
  error: NOT_SEEN,
});
