import type { ScalableTargetItem } from '../../collectors/aws/application-auto-scaling/scalable-targets.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './not-suspended.ts';
import { scaledSubject, targetArtifact } from './testing/fixtures.ts';

const running = { scaleIn: false, scaleOut: false, scheduled: false };
const state = (suspended: ScalableTargetItem['suspended']) => ({
  targets: { 'main/worker': targetArtifact({ suspended }) },
});
const SUSPENDED = 'Scaling is suspended.';

testCheck(check, scaledSubject(), {
  pass: [
    { name: 'nothing is suspended', artifacts: state(running) },
    { name: 'AWS leaves the state out, which means that', artifacts: state(null) },
  ],
  fail: [
    {
      name: 'nothing is registered',
      artifacts: { targets: { 'main/worker': null } },
      message: 'The service has no scalable target.',
    },
    {
      name: 'scaling out (E11)',
      artifacts: state({ ...running, scaleOut: true }),
      message: SUSPENDED,
      details: ['Scaling out is suspended.'],
    },
    {
      name: 'scaling in',
      artifacts: state({ ...running, scaleIn: true }),
      message: SUSPENDED,
      details: ['Scaling in is suspended.'],
    },
    {
      name: 'scheduled scaling',
      artifacts: state({ ...running, scheduled: true }),
      message: SUSPENDED,
      details: ['Scheduled scaling is suspended.'],
    },
  ],
  unknown: [
    {
      name: 'no scaling is declared, which the plan keeps from being judged',
      artifacts: state(running),
      subject: { scaling: null },
      message: 'The spec declares no scaling of the service.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        targets: { 'main/worker': denied('application-autoscaling:DescribeScalableTargets') },
      },
      message: 'AWS denied application-autoscaling:DescribeScalableTargets.',
    },
  ],
});
