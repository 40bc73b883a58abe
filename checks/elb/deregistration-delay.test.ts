import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deregistration-delay.ts';
import { groupArtifact, groupSubject } from './testing/fixtures.ts';

const leaving = (seconds?: string) => ({
  groups: { workers: groupArtifact() },
  attributes: {
    workers: seconds === undefined ? {} : { 'deregistration_delay.timeout_seconds': seconds },
  },
});

testCheck(check, groupSubject({ deregistrationDelaySeconds: 30 }), {
  pass: [{ name: 'as declared', artifacts: leaving('30') }],
  fail: [
    {
      name: 'absent',
      artifacts: { ...leaving('30'), groups: { workers: null } },
      message: 'The target group does not exist.',
    },
    {
      name: "AWS's own five minutes",
      artifacts: leaving('300'),
      message: 'Targets go after another time than declared.',
    },
  ],
  unknown: [
    {
      name: 'AWS does not say',
      artifacts: leaving(),
      message: 'AWS does not give the delay of the target group.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: {
        ...leaving(),
        attributes: { workers: denied('elasticloadbalancing:DescribeTargetGroupAttributes') },
      },
      message: 'AWS denied elasticloadbalancing:DescribeTargetGroupAttributes.',
    },
  ],
});
