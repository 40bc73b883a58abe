import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './latency.ts';
import {
  cachedTest,
  loadTest,
  searchTest,
  watchedTest,
  workloadSubject,
} from './testing/fixtures.ts';

const SIZE = '2 to 4 tasks of 0.5 vCPU, 1 GiB';
const whole = loadTest();

testCheck(check, workloadSubject(), {
  pass: [
    {
      name: 'well below capacity',
      artifacts: { test: { test: whole } },
      details: [
        'In the ramp of api: At 20 requests a second the 95th percentile is 152 ms (147 to 156), within 200 ms.',
      ],
    },
    {
      name: 'as many tasks ran as may, and answered all of it',
      artifacts: { test: { test: watchedTest(4) } },
      details: [
        'In the ramp of api: At 20 requests a second the 95th percentile is 152 ms (147 to 156), within 200 ms.',
      ],
    },
  ],
  fail: [
    {
      name: 'slower than the objective',
      subject: { ...workloadSubject(20, 120) },
      artifacts: { test: { test: whole } },
      message:
        'In the ramp of api: At 20 requests a second the 95th percentile is 152 ms (147 to 156), beyond 120 ms.',
    },
    {
      name: 'more than is served',
      subject: { ...workloadSubject(100) },
      artifacts: { test: { test: loadTest(100) } },
      message:
        'In the ramp of api: Of 100 requests a second, 80.6 were answered. The requests in flight did not settle in the first half of the phase.',
    },
    {
      name: 'the declared rate is carried, and not a fifth more',
      artifacts: { test: { test: searchTest(20) } },
      message:
        'In the breakpoint of api: The objective is kept at 20 requests a second, and not at 22.5. That is less than 1.2 times the declared rate, 24, so that there is no room for more.',
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
      name: 'an error of Landfall ended it after what held',
      artifacts: {
        test: {
          test: {
            ...whole,
            stop: { by: 'error', sentence: 'Landfall could not go on: the disk is full.' },
          },
        },
      },
      message:
        'The load test was not all kept, so that what held in it says nothing for what is deployed. Landfall could not go on: the disk is full.',
    },
    {
      name: 'a guard ended it after what held',
      artifacts: {
        test: {
          test: { ...whole, stop: { by: 'guard', sentence: 'The alarm orders-5xx is in ALARM.' } },
        },
      },
      message:
        'A guard ended the load test, so that what held in it says nothing for what is deployed. The alarm orders-5xx is in ALARM.',
    },
    {
      name: 'too short for an interval',
      artifacts: { test: { test: loadTest(20, { steadySeconds: 30 }) } },
      message:
        'The load test does not decide it. In the ramp of api: At 20 requests a second the 95th percentile has no interval. The phase lasts 30 s, and less than 100 s do not show where the warm-up ends.',
    },
    {
      name: 'of another size than is declared now',
      artifacts: {
        test: {
          test: {
            ...whole,
            sizes: [{ resource: 'ecs main/api', declared: '1 task', declaration: null }],
          },
        },
      },
      message: `When the load was sent the declared size was 1 task, and now it is ${SIZE}: the load says nothing of that.`,
    },
    {
      name: 'of a lower rate than is declared now',
      subject: { ...workloadSubject(21) },
      artifacts: { test: { test: whole } },
      message:
        'The load test does not decide it. In the ramp of api: At 20 requests a second the 95th percentile is 152 ms (147 to 156), within 200 ms. That is at 95.2 % of the declared rate, and says nothing of the size.',
    },
    {
      name: 'some of the plan was never sent',
      artifacts: {
        test: {
          test: loadTest(20, {
            change: ({ requests, droppedAtMs }) => ({ requests: requests.slice(9), droppedAtMs }),
          }),
        },
      },
      message:
        'The load test is invalid. In the ramp of api: The load was not the planned one. 8491 of 8500 planned requests were sent or dropped.',
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
