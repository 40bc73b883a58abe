import { testCheck } from '../../core/testing/test-check.ts';
import { reportedOf, withService } from '../../load/judge/testing/reported-deployment.ts';
import { specOf } from '../../load/judge/testing/sent-staircase.ts';
import check from './tasks-not-oversized.ts';
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
  withPeak,
  STRICT_SPEC,
} from './testing/fixtures.ts';

const ran = staircase();
const record = reportedOf(ran);
const kept = keptOf(SPEC, ran);
const service = (change: Parameters<typeof withService>[1]) => kept(withService(record, change));
/** A task that is twice as large and more, of a service that may be slower. */
const LARGE = {
  ...specOf(undefined, 'cpuUnits: 1024, memoryMiB: 4096'),
  slo: { p95Ms: 300, errorRatio: 0.01 },
};
const STRICT = { ...LARGE, slo: { p95Ms: 200, errorRatio: 0.01 } };
const littleUsed = keptOf(
  LARGE,
  ran,
)(
  withService(record, ({ cpuAverage, cpuMaximum, memoryMaximum }) => ({
    cpuAverage: scaled(cpuAverage, 0.6),
    cpuMaximum: scaled(cpuMaximum, 0.6),
    memoryMaximum: scaled(memoryMaximum, 0.3),
  })),
);

testCheck(check, serviceSubject(), {
  pass: [
    {
      name: 'half of the CPU is used',
      artifacts: kept(record),
      details: [
        'At the peak the busiest task of main/api used 52.1 % of its CPU and the fullest 62.1 % of its memory, and no smaller task has a fifth more than that.',
      ],
    },
    {
      name: 'a smaller one would be too slow',
      subject: { ...serviceSubject(STRICT) },
      artifacts: littleUsed,
      details: [
        'At the peak the busiest task of main/api used 31.2 % of its CPU and the fullest 18.6 % of its memory; a task of 0.5 vCPU, 1 GiB would hold that, but is predicted to be too slow for the objective.',
      ],
    },
  ],
  fail: [
    {
      name: 'less than half of it is used',
      subject: { ...serviceSubject(LARGE) },
      artifacts: littleUsed,
      message:
        'At the peak the busiest task of main/api used 31.2 % of its CPU and the fullest 18.6 % of its memory: a task of 0.5 vCPU, 1 GiB would do, with a fifth more of each.',
    },
  ],
  unknown: [
    ...undecided(kept, record, OTHER_TASK),
    {
      name: 'the service is too slow for its users',
      subject: { ...serviceSubject(STRICT_SPEC) },
      artifacts: kept(record),
      message:
        'At the peak the busiest task of main/api used 52.1 % of its CPU and the fullest 62.1 % of its memory, and no smaller task has a fifth more than that. That decides nothing: the declared load is not known to have been carried. In the ramp of api: At 40 requests a second the 95th percentile is 120 ms (120 to 120), beyond 100 ms.',
    },
    {
      name: 'nothing was sent at the peak',
      subject: { ...serviceSubject(withPeak(60, SPEC)) },
      artifacts: kept(record),
      message: 'No level of the peak was sent.',
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
      name: 'what AWS reported is of another service',
      artifacts: service(() => ({ service: 'main/worker' })),
      message: 'What AWS reported has nothing of the service main/api.',
    },
  ],
  error: NOT_SEEN,
});
