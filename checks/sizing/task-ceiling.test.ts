import { testCheck } from '../../core/testing/test-check.ts';
import {
  later,
  reportedOf,
  withPoints,
  withService,
} from '../../load/judge/testing/reported-deployment.ts';
import check from './task-ceiling.ts';
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
/** At a moment of the declared rate, when it has run for minutes. */
const inVain = {
  at: '2026-11-29T07:18:00.000Z',
  status: 'Failed',
  description: null,
  cause: null,
  notScaled: ['AlreadyAtMaxCapacity'],
};

testCheck(check, serviceSubject(), {
  pass: [
    {
      name: 'one task carries it',
      artifacts: kept(record),
      details: [
        'A request takes 5.76 ms of a vCPU (5.4 to 6.11), so that 40 requests a second need 1 task at 83.3 % of CPU, and main/api may have 1.',
      ],
    },
  ],
  fail: [
    {
      name: 'it takes more tasks than may run',
      artifacts: cpuBy(1.9),
      message:
        'A request takes 10.9 ms of a vCPU (10.3 to 11.6), so that 40 requests a second need 2 tasks at 83.3 % of CPU, and main/api may have 1.',
    },
    {
      name: 'it was to scale out and could not',
      artifacts: service(() => ({ decisions: [inVain] })),
      message:
        'At 07:18:00 UTC main/api was to scale out and did not: it already had its 1 task (AlreadyAtMaxCapacity).',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_TASK),
    {
      name: 'the service is too slow for its users',
      subject: { ...serviceSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'A request takes 5.76 ms of a vCPU (5.4 to 6.11), so that 40 requests a second need 1 task at 83.3 % of CPU, and main/api may have 1. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'it takes about as many tasks as may run',
      artifacts: cpuBy(1.7),
      message:
        'A request takes 9.79 ms of a vCPU (9.19 to 10.4), so that 40 requests a second need 1 to 2 tasks at 83.3 % of CPU, and main/api may have 1: whether that is enough is not decided.',
    },
    {
      name: 'whether it was to scale out in vain is not seen',
      artifacts: service(() => ({ decisions: null, unseen: ['AWS denied it.'] })),
      message:
        'A request takes 5.76 ms of a vCPU (5.4 to 6.11), so that 40 requests a second need 1 task at 83.3 % of CPU, and main/api may have 1. Whether it wanted more in vain was not seen. AWS denied it.',
    },
    {
      name: 'a minute is missing',
      artifacts: service(({ cpuAverage }) => ({ cpuAverage: withoutMinute(cpuAverage, '07:18') })),
      message: 'Nothing was reported of the average CPU of main/api at 07:18 UTC.',
    },
    {
      name: 'the average CPU is not seen',
      artifacts: service(() => ({ cpuAverage: UNSEEN_METRIC })),
      message: 'The average CPU of main/api was not seen. AWS denied it.',
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
