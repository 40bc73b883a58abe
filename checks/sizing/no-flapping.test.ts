import { testCheck } from '../../core/testing/test-check.ts';
import { reportedOf, withService } from '../../load/judge/testing/reported-deployment.ts';
import check from './no-flapping.ts';
import {
  keptOf,
  NOT_SEEN,
  OTHER_RANGE,
  scaledOut,
  SCALING_SPEC,
  serviceSubject,
  spike,
  staircase,
  undecided,
  withDesired,
  withoutCounts,
  withoutMinute,
} from './testing/fixtures.ts';

const ran = spike(100);
const record = scaledOut(ran);
const kept = keptOf(SCALING_SPEC, ran);
const service = (change: Parameters<typeof withService>[1]) => kept(withService(record, change));
const ramp = staircase();
const short = spike(0, 15);
/** Up and down by a task, each for so many seconds. */
const swaying = (seconds: number) =>
  kept(withDesired(record, (after) => (Math.floor(after / seconds) % 2 === 0 ? 1 : 2)));

testCheck(check, serviceSubject(SCALING_SPEC), {
  pass: [
    {
      name: 'it goes up once',
      artifacts: kept(record),
      details: ['Under one rate main/api did not go up and down.'],
    },
    {
      name: 'it goes up and down once',
      artifacts: swaying(250),
      details: ['Under one rate main/api went no more than once up and down.'],
    },
  ],
  fail: [
    {
      name: 'it goes up and down again and again',
      artifacts: swaying(100),
      message:
        'Under one rate main/api scaled out and in again 2 times: its policies work against each other, or wait too short a time.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_RANGE),
    {
      name: 'no spike was sent',
      artifacts: keptOf(SCALING_SPEC, ramp)(reportedOf(ramp)),
      message: 'Whether main/api goes up and down was not looked at: no spike was sent.',
    },
    {
      name: 'how many tasks there were is not seen for 20 s',
      artifacts: kept(withoutCounts(record, 100)),
      message: 'How many tasks there were was not seen from 07:04:10 UTC on for 25 s.',
    },
    {
      name: 'how many tasks there were is not seen when the load is over',
      artifacts: kept(withoutCounts(record, 601)),
      message: 'How many tasks there were was not seen from 07:12:33 UTC on for 20 s.',
    },
    {
      name: 'the step is too short for it',
      artifacts: keptOf(SCALING_SPEC, short)(reportedOf(short)),
      message:
        'The step lasted 15 s, and must last 600 s to show how it is taken (load.scenarios.spike.holdSeconds).',
    },
    {
      name: 'it is not scaled in to the end',
      artifacts: kept(withDesired(record, (after) => (after < 60 ? 1 : 2))),
      message:
        'How main/api scales in was not seen: 2 tasks were wanted to the end, and 1 when the step came. After the step the load must go on for 1200 s (load.scenarios.spike.afterSeconds).',
    },
    {
      name: 'a minute of counted requests is missing',
      artifacts: service(({ requests }) => ({
        requests: requests && withoutMinute(requests, '07:04'),
      })),
      message:
        'What AWS reported cannot be relied on (A2). At 07:04 UTC the load balancer of main/api counted 0 requests, and the generator between 3637 and 3713, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'what AWS reported is of another service',
      artifacts: service(() => ({ service: 'main/worker' })),
      message: 'What AWS reported has nothing of the service main/api.',
    },
  ],
  error: NOT_SEEN,
});
