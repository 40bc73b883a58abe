import type { EcsTask } from '../../collectors/aws/ecs/tasks.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tasks-healthy.ts';
import {
  containerArtifact,
  definitionArtifact,
  serviceArtifact,
  serviceSubject,
  taskArtifact,
} from './testing/fixtures.ts';

const running = (tasks: readonly Partial<EcsTask>[], hasHealthCheck = true) => ({
  services: { 'main/worker': serviceArtifact() },
  tasks: { 'main/worker': tasks.map(taskArtifact) },
  definitions: {
    'main/worker': definitionArtifact({
      containers: [
        containerArtifact({ healthCheck: null }),
        hasHealthCheck ? containerArtifact() : containerArtifact({ healthCheck: null }),
      ],
    }),
  },
});
const UNKNOWN = { healthStatus: 'UNKNOWN' };
const OLD_REVISION = {
  taskDefinition: 'arn:aws:ecs:us-east-1:123456789012:task-definition/worker:6',
};
const YOUNG = '2026-11-23T11:45:00.001Z';
const OLD = '2026-11-23T11:45:00.000Z';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'all are healthy', artifacts: running([{}, {}]), details: [] },
    {
      name: 'a task that is not running yet',
      artifacts: running([{}, { lastStatus: 'PENDING', ...UNKNOWN }]),
    },
    {
      name: 'nothing checks health',
      artifacts: running([UNKNOWN, UNKNOWN], false),
      details: ['No container has a health check, so no task can be unhealthy.'],
    },
  ],
  fail: [
    {
      name: 'the service does not exist',
      artifacts: { ...running([{}]), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    {
      name: 'one is unhealthy, and the service is not seen',
      artifacts: {
        ...running([{ healthStatus: 'UNHEALTHY' }]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      message: 'A running task is unhealthy.',
    },
    {
      name: 'no cluster',
      artifacts: { ...running([]), tasks: { 'main/worker': null } },
      message: 'The cluster does not exist.',
    },
    { name: 'no task', artifacts: running([]), message: 'No task is running.' },
    {
      name: 'no task is running yet',
      artifacts: running([{ lastStatus: 'PENDING' }]),
      message: 'No task is running.',
    },
    {
      name: 'one of two is unhealthy (E8)',
      artifacts: running([{}, { healthStatus: 'UNHEALTHY' }]),
      message: 'A running task is unhealthy.',
      details: ['Task 0f1e is unhealthy.'],
    },
    {
      name: 'one is unhealthy, and the task definition is not seen',
      artifacts: {
        ...running([{ healthStatus: 'UNHEALTHY' }]),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'A running task is unhealthy.',
    },
    {
      name: 'health is checked and not known long after the start',
      artifacts: running([{}, { ...UNKNOWN, startedAt: OLD }]),
      message: 'The health of a running task does not become known.',
      details: ['The health of task 0f1e is not known.'],
    },
    {
      name: 'health is not known, and neither is the start',
      artifacts: running([{ ...UNKNOWN, startedAt: null }]),
      message: 'The health of a running task does not become known.',
    },
    {
      name: 'the service runs no revision',
      artifacts: { ...running([{}]), definitions: { 'main/worker': null } },
      message: 'The service runs no task definition.',
    },
  ],
  unsettled: [
    {
      name: 'a new task',
      artifacts: running([{}, { ...UNKNOWN, startedAt: YOUNG }]),
      message: 'The health of new tasks is not known yet.',
    },
    {
      name: 'a task of the old revision whose checks are not known',
      artifacts: running([{}, { ...UNKNOWN, ...OLD_REVISION, startedAt: OLD }], false),
      message: 'Tasks of another revision are being replaced.',
    },
  ],
  unknown: [
    {
      name: 'ECS leaves out the health',
      artifacts: running([{ healthStatus: null }]),
      message: 'ECS does not give the health of all tasks.',
    },
  ],
  error: [
    {
      name: 'all are healthy, and the service is not seen',
      artifacts: {
        ...running([{}]),
        services: { 'main/worker': denied('ecs:DescribeServices') },
      },
      message: 'Part of what the rule is about could not be seen.',
    },
    {
      name: 'the tasks are denied',
      artifacts: { ...running([]), tasks: { 'main/worker': denied('ecs:DescribeTasks') } },
      message: 'AWS denied ecs:DescribeTasks.',
    },
    {
      name: 'the task definition is denied',
      artifacts: {
        ...running([{}]),
        definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') },
      },
      message: 'AWS denied ecs:DescribeTaskDefinition.',
    },
  ],
});
