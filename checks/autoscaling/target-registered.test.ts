import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './target-registered.ts';
import { scaledSubject, targetArtifact } from './testing/fixtures.ts';

const registered = (facts: Parameters<typeof targetArtifact>[0] = {}) => ({
  targets: { 'main/worker': targetArtifact(facts) },
});
const WRONG = 'The range of tasks is not the declared one.';

testCheck(check, scaledSubject(), {
  pass: [
    { name: 'the declared range', artifacts: registered(), details: [] },
    {
      name: 'a critical service of two tasks or more',
      artifacts: registered(),
      subject: { declared: { ...scaledSubject().declared, critical: true } },
    },
    {
      name: 'a fixed size, as declared (E11)',
      artifacts: registered({ minCapacity: 3, maxCapacity: 3 }),
      subject: { scaling: { minTasks: 3, maxTasks: 3, policies: {} } },
      details: ['The declared range is a single number, so the service does not scale.'],
    },
  ],
  fail: [
    {
      name: 'nothing is registered',
      artifacts: { targets: { 'main/worker': null } },
      message: 'The service has no scalable target.',
    },
    { name: 'another minimum', artifacts: registered({ minCapacity: 1 }), message: WRONG },
    { name: 'another maximum', artifacts: registered({ maxCapacity: 11 }), message: WRONG },
    {
      name: 'it cannot scale, and a range is declared (E11)',
      artifacts: registered({ maxCapacity: 2 }),
      message: WRONG,
    },
    {
      name: 'a critical service that may shrink to one task, as declared',
      artifacts: registered({ minCapacity: 1 }),
      subject: {
        declared: { ...scaledSubject().declared, critical: true },
        scaling: { minTasks: 1, maxTasks: 10, policies: {} },
      },
      message: 'A critical service may be scaled in to a single task.',
    },
  ],
  unknown: [
    ...(['minCapacity', 'maxCapacity'] as const).map((fact) => ({
      name: `AWS leaves out ${fact}`,
      artifacts: registered({ [fact]: null }),
      message: 'The scalable target has no range.',
    })),
    {
      name: 'no scaling is declared, which the plan keeps from being judged',
      artifacts: registered(),
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
