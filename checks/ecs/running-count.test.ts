import { denied, testCheck } from '../../core/testing/test-check.ts';
import { targetArtifact } from '../autoscaling/testing/fixtures.ts';
import check from './running-count.ts';
import { deploymentArtifact, serviceArtifact, serviceSubject } from './testing/fixtures.ts';

const running = (
  facts: Parameters<typeof serviceArtifact>[0] = {},
  target: Parameters<typeof targetArtifact>[0] | null = null,
) => ({
  services: { 'main/worker': serviceArtifact(facts) },
  targets: { 'main/worker': target === null ? null : targetArtifact(target) },
});
const counts = (desiredCount: number, runningCount: number, pendingCount: number) => ({
  desiredCount,
  runningCount,
  pendingCount,
});
const primary = (createdAt: string | null) => ({
  deployments: [deploymentArtifact({ createdAt })],
});
const fixed = serviceSubject();
const scaled = serviceSubject({ scaling: { minTasks: 2, maxTasks: 10, policies: {} } });
const undeclared = serviceSubject().declared;
Reflect.deleteProperty(undeclared, 'desiredCount');

const WRONG = 'The running tasks are not the desired ones.';

testCheck(check, fixed, {
  pass: [
    { name: 'the declared number runs', artifacts: running(), details: [] },
    {
      name: 'no number is declared',
      artifacts: running(counts(1, 1, 0)),
      subject: { declared: undeclared },
    },
    {
      name: 'scaling moved the desired number within the range (E3)',
      artifacts: running(counts(7, 7, 0), {}),
      subject: { declared: scaled.declared },
    },
    {
      name: 'a fixed number is declared, but the service is scaled (E3)',
      artifacts: running(counts(4, 4, 0), {}),
      details: [
        'The service is scaled, so deploying it with a fixed number of tasks would resize it.',
      ],
    },
    {
      name: 'scaling is declared, nothing is registered, and the number is in the range',
      artifacts: running(counts(3, 3, 0)),
      subject: { declared: scaled.declared },
    },
    {
      name: 'AWS leaves the scheduling strategy out (E5)',
      artifacts: running({ schedulingStrategy: null }),
    },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { ...running(), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'nothing is desired, and nothing runs',
      artifacts: running(counts(0, 0, 0)),
      message: 'The service desires no task.',
    },
    {
      name: 'a daemon service',
      artifacts: running({ schedulingStrategy: 'DAEMON' }),
      message: 'The service does not run as replicas.',
    },
    { name: 'one is missing', artifacts: running(counts(2, 1, 0)), message: WRONG },
    { name: 'one is too many', artifacts: running(counts(2, 3, 0)), message: WRONG },
    {
      name: 'one is pending long after the rollout',
      artifacts: running(counts(2, 2, 1)),
      message: WRONG,
    },
    {
      name: 'the rollout began longer ago than it may last',
      artifacts: running({ ...counts(2, 0, 2), ...primary('2026-11-23T11:45:00.000Z') }),
      message: WRONG,
    },
    {
      name: 'the rollout has no time',
      artifacts: running({ ...counts(2, 0, 2), ...primary(null) }),
      message: WRONG,
    },
    {
      name: 'tasks are missing, and the scalable target is not seen',
      artifacts: {
        ...running(counts(2, 1, 0)),
        targets: { 'main/worker': denied('application-autoscaling:DescribeScalableTargets') },
      },
      message: WRONG,
    },
    {
      name: 'a scaled service has lost tasks below its minimum',
      artifacts: running(counts(4, 1, 3), {}),
      subject: { declared: scaled.declared },
      message: WRONG,
    },
    {
      name: 'a scaled service has lost tasks, and none of them starts',
      artifacts: running(counts(4, 3, 0), {}),
      subject: { declared: scaled.declared },
      message: WRONG,
    },
    {
      name: 'another number than the declared one is desired',
      artifacts: running(counts(3, 3, 0)),
      message: 'The desired number of tasks is not as declared.',
    },
    {
      name: 'nothing is registered, and the number is outside the declared range',
      artifacts: running(counts(11, 11, 0)),
      subject: { declared: scaled.declared },
      message: 'The desired number of tasks is not as declared.',
    },
    ...[1, 5].map((count) => ({
      name: `${count} tasks are outside the registered range`,
      artifacts: running(counts(count, count, 0), { minCapacity: 2, maxCapacity: 4 }),
      message: 'The desired number of tasks is outside the range of its scalable target.',
    })),
    {
      name: 'the registered range is another, and its number is outside the declared one',
      artifacts: running(counts(1, 1, 0), { minCapacity: 1 }),
      subject: { declared: scaled.declared },
      message: 'The desired number of tasks is not as declared.',
    },
  ],
  unsettled: [
    {
      name: 'a young rollout',
      artifacts: running({ ...counts(2, 0, 2), ...primary('2026-11-23T11:45:00.001Z') }),
      message: 'The tasks of a rollout are starting.',
    },
    {
      name: 'scaling out (E3)',
      artifacts: running(counts(4, 3, 1), {}),
      subject: { declared: scaled.declared },
      message: 'The number of tasks is being scaled.',
    },
    {
      name: 'scaling in (E3)',
      artifacts: running(counts(3, 4, 0), {}),
      subject: { declared: scaled.declared },
      message: 'The number of tasks is being scaled.',
    },
  ],
  unknown: [
    ...(['desiredCount', 'runningCount', 'pendingCount'] as const).map((fact) => ({
      name: `ECS leaves out ${fact}`,
      artifacts: running({ [fact]: null }),
      message: 'ECS does not give all of the counts of tasks.',
    })),
    {
      name: 'scaling would explain the missing tasks, and the target has no minCapacity',
      artifacts: running(counts(4, 3, 1), { minCapacity: null }),
      subject: { declared: scaled.declared },
      message: 'The scalable target has no range.',
    },
    ...(['minCapacity', 'maxCapacity'] as const).map((fact) => ({
      name: `the target has no ${fact}`,
      artifacts: running({}, { [fact]: null }),
      message: 'The scalable target has no range.',
    })),
  ],
  error: [
    {
      name: 'the scalable targets are denied, so it is not known what is to be compared',
      artifacts: {
        ...running(),
        targets: { 'main/worker': denied('application-autoscaling:DescribeScalableTargets') },
      },
      message: 'AWS denied application-autoscaling:DescribeScalableTargets.',
    },
    ...[counts(4, 3, 1), counts(3, 4, 0)].map((moving) => ({
      name: `${moving.runningCount} of ${moving.desiredCount} run, which scaling would explain, and the target is denied`,
      artifacts: {
        ...running(moving),
        targets: { 'main/worker': denied('application-autoscaling:DescribeScalableTargets') },
      },
      subject: { declared: scaled.declared },
      message: 'AWS denied application-autoscaling:DescribeScalableTargets.',
    })),
    {
      name: 'the services are denied',
      artifacts: { ...running(), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
