import { denied, testCheck } from '../../core/testing/test-check.ts';
import type { Simulated } from '../../load/judge/testing/simulated-load.ts';
import check from './errors.ts';
import { cachedTest, loadTest, watchedTest, workloadSubject } from './testing/fixtures.ts';

/** Every n-th request is answered with 500. */
const failing =
  (every: number) =>
  ({ requests, droppedAtMs }: Simulated): Simulated => ({
    requests: requests.map((request, index) =>
      index % every === 0 ? { ...request, outcome: 'server-error' } : request,
    ),
    droppedAtMs,
  });

testCheck(check, workloadSubject(), {
  pass: [
    {
      name: 'none fails',
      artifacts: { test: { test: loadTest() } },
      details: ['In the ramp of api: 0 of 8000 requests failed (0 % to 0.048 %), within 1 %.'],
    },
    {
      name: 'slower than the objective, which is another check',
      subject: { ...workloadSubject(20, 120) },
      artifacts: { test: { test: loadTest() } },
    },
    {
      name: 'as many tasks ran as may, and answered all of it',
      artifacts: { test: { test: watchedTest(4) } },
      details: ['In the ramp of api: 0 of 8000 requests failed (0 % to 0.048 %), within 1 %.'],
    },
  ],
  fail: [
    {
      name: 'one in twenty fails',
      artifacts: { test: { test: loadTest(20, { change: failing(20) }) } },
      message:
        'In the ramp of api: 400 of 8000 requests failed (4.54 % to 5.5 %), more than 1 %: 400 answered with 5xx.',
    },
  ],
  unknown: [
    {
      name: 'there is none',
      artifacts: { test: { test: null } },
      message: 'There is no load test.',
    },
    {
      name: 'something else answers nine in ten requests',
      artifacts: { test: { test: cachedTest() } },
      message:
        'The load test does not decide it. In the ramp of api: At 07:00 UTC the load balancer of main/api counted 112 requests, and the generator between 1089 and 1160, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'more tasks ran than may',
      artifacts: { test: { test: watchedTest(20) } },
      message:
        'The load test does not decide it. In the ramp of api: 20 tasks of main/api ran, and no more than 4 are declared: what carried the load is not what is declared.',
    },
    {
      name: 'about as many as may',
      artifacts: { test: { test: loadTest(20, { change: failing(100) }) } },
      message:
        'The load test does not decide it. In the ramp of api: 80 of 8000 requests failed (0.804 % to 1.24 %), and 1 % lie in between: more requests would decide it.',
    },
  ],
  error: [
    {
      name: 'nobody was given one',
      artifacts: { test: { test: denied('load:Test') } },
      message: 'AWS denied load:Test.',
    },
  ],
});
