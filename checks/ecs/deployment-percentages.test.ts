import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deployment-percentages.ts';
import { serviceArtifact, serviceSubject } from './testing/fixtures.ts';

const service = (facts: Partial<EcsService> = {}) => ({
  services: { 'main/worker': serviceArtifact(facts) },
});
const declaring = (minimumHealthyPercent: number, maximumPercent: number) => {
  const { declared } = serviceSubject();
  return {
    declared: {
      ...declared,
      deployment: { ...declared.deployment, minimumHealthyPercent, maximumPercent },
    },
  };
};
const OTHER = 'The percentages are not the declared ones.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'the declared percentages', artifacts: service(), details: [] },
    {
      name: 'half of three tasks are two',
      artifacts: service({ desiredCount: 3, minimumHealthyPercent: 50 }),
      subject: declaring(50, 200),
      details: [],
    },
    {
      name: 'a rollout may stop all tasks, as declared',
      artifacts: service({ minimumHealthyPercent: 0, maximumPercent: 100 }),
      subject: declaring(0, 100),
      details: [
        'As declared, a rollout may stop all tasks before a new one serves.',
        'As declared, a rollout starts no task before one stops.',
      ],
    },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'fewer stay healthy',
      artifacts: service({ minimumHealthyPercent: 0 }),
      message: OTHER,
    },
    { name: 'fewer are added', artifacts: service({ maximumPercent: 100 }), message: OTHER },
    {
      name: 'fewer stay healthy, and AWS leaves the other out',
      artifacts: service({ minimumHealthyPercent: 0, maximumPercent: null }),
      message: OTHER,
    },
    {
      name: 'fewer are added, and AWS leaves the other out',
      artifacts: service({ minimumHealthyPercent: null, maximumPercent: 100 }),
      message: OTHER,
    },
    {
      name: 'another controller than declared',
      artifacts: service({ deploymentController: 'EXTERNAL' }),
      message: 'The service has another deployment controller than the declared one.',
    },
  ],
  unknown: [
    { minimumHealthyPercent: null },
    { maximumPercent: null },
    { minimumHealthyPercent: null, maximumPercent: null },
  ].map((facts) => ({
    name: `AWS leaves out ${Object.keys(facts).join(' and ')}, which are 100 and 200 only by default`,
    artifacts: service(facts),
    message: 'ECS does not give the percentages of a rollout.',
  })),
  error: [
    {
      name: 'denied',
      artifacts: { services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
