import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deployment-settled.ts';
import {
  deploymentArtifact,
  serviceArtifact,
  serviceSubject,
  taskSetArtifact,
} from './testing/fixtures.ts';

type Deployment = Parameters<typeof deploymentArtifact>[0];
type TaskSet = Parameters<typeof taskSetArtifact>[0];

const service = (facts: Partial<EcsService>) => ({
  services: { 'main/worker': serviceArtifact(facts) },
});
const rolling = (...deployments: Deployment[]) =>
  service({ deployments: deployments.map(deploymentArtifact) });
const blueGreen = (...taskSets: TaskSet[]) =>
  service({
    deploymentController: 'CODE_DEPLOY',
    deployments: [],
    taskSets: taskSets.map(taskSetArtifact),
  });

const YOUNG = '2026-11-23T11:45:00.001Z';
const OLD = '2026-11-23T11:45:00.000Z';
const UNDER_WAY = 'A rollout is under way.';
const TOO_LONG = 'A rollout lasts longer than it may.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'one deployment, complete', artifacts: rolling({}) },
    {
      name: 'AWS leaves the controller out (E5)',
      artifacts: service({ deploymentController: null }),
    },
    {
      name: 'no list of task sets, which the rolling controller has none of',
      artifacts: service({ taskSets: null }),
    },
    { name: 'CODE_DEPLOY with one steady task set (E10)', artifacts: blueGreen({}) },
  ],
  fail: [
    {
      name: 'absent from ECS',
      artifacts: { services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'never deployed',
      artifacts: rolling(),
      message: 'The service has no primary deployment.',
    },
    {
      name: 'no deployment is the primary one',
      artifacts: rolling({ status: 'ACTIVE' }),
      message: 'The service has no primary deployment.',
    },
    {
      name: 'the rollout failed',
      artifacts: rolling({
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      }),
      message: 'A rollout failed.',
      details: ['ECS deployment circuit breaker: tasks failed to start.'],
    },
    {
      name: 'rolled back, and the failed deployment is still there (E1)',
      artifacts: rolling({}, { status: 'ACTIVE', rolloutState: 'FAILED' }),
      message: 'A rollout failed.',
    },
    {
      name: 'in progress for as long as it may last',
      artifacts: rolling({ rolloutState: 'IN_PROGRESS', createdAt: OLD }),
      message: TOO_LONG,
    },
    {
      name: 'an old revision is left over',
      artifacts: rolling({ createdAt: OLD }, { status: 'ACTIVE' }),
      message: TOO_LONG,
    },
    {
      name: 'complete, but with failed tasks',
      artifacts: rolling({ failedTasks: 1 }),
      message: 'Tasks of the primary deployment failed.',
    },
    {
      name: 'CODE_DEPLOY without a primary task set',
      artifacts: blueGreen({ status: 'ACTIVE' }),
      message: 'The service has no primary task set.',
    },
    {
      name: 'a task set does not become stable',
      artifacts: blueGreen({ stabilityStatus: 'STABILIZING', createdAt: OLD }),
      message: TOO_LONG,
    },
    {
      name: 'the task set of the old revision is left over',
      artifacts: blueGreen({ createdAt: OLD }, { status: 'ACTIVE' }),
      message: TOO_LONG,
    },
  ],
  unsettled: [
    {
      name: 'a young rollout',
      artifacts: rolling({ rolloutState: 'IN_PROGRESS', createdAt: YOUNG }),
      message: UNDER_WAY,
    },
    {
      name: 'the old revision is being drained',
      artifacts: rolling({ createdAt: YOUNG }, { status: 'ACTIVE' }),
      message: UNDER_WAY,
    },
    {
      name: 'a young task set',
      artifacts: blueGreen({ stabilityStatus: 'STABILIZING', createdAt: YOUNG }),
      message: UNDER_WAY,
    },
    {
      name: 'two task sets share the traffic',
      artifacts: blueGreen({ createdAt: YOUNG }, { status: 'ACTIVE' }),
      message: UNDER_WAY,
    },
  ],
  unknown: [
    {
      name: 'no list of task sets under another controller (E10)',
      artifacts: service({ deploymentController: 'CODE_DEPLOY', deployments: [], taskSets: null }),
      message: 'ECS gives no list of task sets.',
    },
    {
      name: 'no list of deployments',
      artifacts: service({ deployments: null }),
      message: 'ECS gives no list of deployments.',
    },
    {
      name: 'no rollout state',
      artifacts: rolling({ rolloutState: null }),
      message: 'ECS reports no rollout state of the service.',
    },
    {
      name: 'a rollout state that is new to us',
      artifacts: rolling({ rolloutState: 'PAUSED' }),
      message: 'ECS reports a rollout state of another kind.',
    },
    {
      name: 'no count of failed tasks',
      artifacts: rolling({ failedTasks: null }),
      message: 'ECS does not count the failed tasks of the rollout.',
    },
    ...[
      rolling({ rolloutState: 'IN_PROGRESS', createdAt: null }),
      blueGreen({ stabilityStatus: 'STABILIZING', createdAt: null }),
    ].map((artifacts, index) => ({
      name: `a rollout without a time, ${['rolling', 'blue and green'][index] ?? ''}`,
      artifacts,
      message: 'ECS does not say when the rollout began.',
    })),
    {
      name: 'no stability of the task set',
      artifacts: blueGreen({ stabilityStatus: null }),
      message: 'ECS reports no stability of the task set.',
    },
    {
      name: 'a stability that is new to us',
      artifacts: blueGreen({ stabilityStatus: 'PAUSED' }),
      message: 'ECS reports a stability of another kind.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
