import { testCheck } from '../../core/testing/test-check.ts';
import { reportedOf, withService } from '../../load/judge/testing/reported-deployment.ts';
import type { Spec } from '../../core/spec/spec.ts';
import check from './task-floor.ts';
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
  withoutCounts,
  withoutMinute,
  withPeak,
} from './testing/fixtures.ts';

const ran = spike(100);
const record = scaledOut(ran);
const kept = keptOf(SCALING_SPEC, ran);
const service = (change: Parameters<typeof withService>[1]) => kept(withService(record, change));
const [quick, slow, short] = [spike(0), spike(600), spike(0, 15)];
const withSlo = (slo: Spec['slo']) => serviceSubject({ ...SCALING_SPEC, slo });
const ramp = staircase();

testCheck(check, serviceSubject(SCALING_SPEC), {
  pass: [
    {
      name: 'the objective is kept again in time',
      artifacts: kept(record),
      details: [
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s, within 120 s.',
      ],
    },
    {
      name: 'the objective is kept throughout',
      artifacts: keptOf(SCALING_SPEC, quick)(scaledOut(quick)),
      details: [
        'The step to 60 requests a second found 1 task of main/api, and the objective was kept throughout.',
      ],
    },
  ],
  fail: [
    {
      name: 'the objective is kept again too late',
      subject: { ...withSlo({ p95Ms: 200, errorRatio: 0.01, scaleOutHealthySeconds: 60 }) },
      artifacts: kept(record),
      message:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s, where 60 s are allowed.',
    },
    {
      name: 'the objective is not kept again',
      artifacts: keptOf(SCALING_SPEC, slow)(scaledOut(slow)),
      message:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and not kept again within 600 s.',
    },
    {
      name: 'the objective is not kept again beyond the declared peak',
      subject: { ...serviceSubject(withPeak(40, SCALING_SPEC)) },
      artifacts: keptOf(SCALING_SPEC, slow)(scaledOut(slow)),
      message:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and not kept again within 600 s. That step is beyond the declared peak.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_RANGE),
    {
      name: 'no spike was sent',
      artifacts: keptOf(SCALING_SPEC, ramp)(reportedOf(ramp)),
      message: 'How main/api scales out was not looked at: no spike was sent.',
    },
    {
      name: 'the spec does not say within which time',
      subject: { ...withSlo({ p95Ms: 200, errorRatio: 0.01 }) },
      artifacts: kept(record),
      message:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s; the spec does not say within which time (slo.scaleOutHealthySeconds).',
    },
    {
      name: 'how many tasks the step found is not seen',
      artifacts: kept(withoutCounts(record, -18)),
      message: 'How many tasks of main/api ran at the step was not seen.',
    },
    {
      name: 'how many tasks there were since is not seen',
      artifacts: service(({ counts }) => ({
        counts: counts.filter(({ at }) => at <= '2026-11-29T07:02:33'),
      })),
      message:
        'The step to 60 requests a second found 1 task of main/api: the objective was broken, and kept again after 110 s, within 120 s. How many tasks there were was not seen from 07:02:33 UTC on for 600 s.',
    },
    {
      name: 'the step is too short for it',
      artifacts: keptOf(SCALING_SPEC, short)(reportedOf(short)),
      message:
        'The step to 60 requests a second found 1 task of main/api, and the objective was kept throughout. The step lasted 15 s, and must last 600 s to show how it is taken (load.scenarios.spike.holdSeconds).',
    },
    {
      name: 'the step found more than the fewest',
      artifacts: service(({ counts }) => ({
        counts: counts.map((count) => ({ ...count, desired: 3, running: 3, healthy: 3 })),
      })),
      message:
        'The step found more tasks of main/api than the 1 that it may have at the least, and what fewer would have done is not known.',
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
