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
      artifacts: swaying(60),
    },
  ],
  fail: [
    {
      name: 'it goes up and down again and again',
      artifacts: swaying(30),
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
      name: 'a minute of counted requests is missing',
      artifacts: service(({ requests }) => ({
        requests: requests && withoutMinute(requests, '07:04'),
      })),
      message:
        'What AWS reported cannot be relied on (A2). At 07:04 UTC the load balancer of main/api counted 0 requests, and the generator between 3612 and 3697, which is more than 1 % apart: others send to it, or what AWS reported is of another time.',
    },
    {
      name: 'what AWS reported is of another service',
      artifacts: service(() => ({ service: 'main/worker' })),
      message: 'What AWS reported has nothing of the service main/api.',
    },
  ],
  error: NOT_SEEN,
});
