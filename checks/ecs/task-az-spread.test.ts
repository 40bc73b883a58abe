import { expect, test } from '@jest/globals';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { EcsTask } from '../../collectors/aws/ecs/tasks.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './task-az-spread.ts';
import { serviceArtifact, serviceSubject, taskArtifact } from './testing/fixtures.ts';

const A = { availabilityZone: 'us-east-1a' };
const B = { availabilityZone: 'us-east-1b' };
const running = (tasks: readonly Partial<EcsTask>[], service: Partial<EcsService> = {}) => ({
  tasks: { 'main/worker': tasks.map(taskArtifact) },
  services: { 'main/worker': serviceArtifact(service) },
});
const critical = { declared: { ...serviceSubject().declared, critical: true } };
const TOO_FEW = 'The tasks stand in too few zones.';

testCheck(check, serviceSubject(), {
  pass: [
    { name: 'two tasks in two zones', artifacts: running([A, B]), details: [] },
    { name: 'three tasks in two zones', artifacts: running([A, B, A]) },
    { name: 'one task runs now', artifacts: running([A]) },
    {
      name: 'ECS does not rebalance',
      artifacts: running([A, B], { availabilityZoneRebalancing: 'DISABLED' }),
      details: ['ECS does not spread the tasks again when a zone returns.'],
    },
    {
      name: 'one zone is left out, and the others are enough',
      artifacts: running([A, B, { availabilityZone: null }]),
    },
  ],
  fail: [
    {
      name: 'no cluster',
      artifacts: { ...running([]), tasks: { 'main/worker': null } },
      message: 'The cluster does not exist.',
    },
    { name: 'no task', artifacts: running([]), message: 'No task is running.' },
    { name: 'two tasks in one zone', artifacts: running([A, A]), message: TOO_FEW },
    {
      name: 'a second zone in which the task does not run yet',
      artifacts: running([A, A, { ...B, lastStatus: 'PENDING' }]),
      message: TOO_FEW,
    },
    {
      name: 'one task of a critical service',
      artifacts: running([A]),
      subject: critical,
      message: TOO_FEW,
    },
    {
      name: 'the service does not exist',
      artifacts: { ...running([A, B]), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
  ],
  unknown: [
    {
      name: 'the zone of a task is left out',
      artifacts: running([A, { availabilityZone: null }]),
      message: 'ECS does not give the zone of every task.',
    },
  ],
  error: [
    {
      name: 'the tasks are denied',
      artifacts: { ...running([]), tasks: { 'main/worker': denied('ecs:ListTasks') } },
      message: 'AWS denied ecs:ListTasks.',
    },
  ],
});

test('a single declared task is not judged, unless the service is critical', () => {
  const { declared } = serviceSubject({ desiredCount: 1 });
  const services = { one: declared, critical: { ...declared, critical: true } };
  const spec = { clusters: { main: { containerInsights: true, services } } } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['main/one', 'The spec declares a single task of the service.'],
    ['main/critical', undefined],
  ]);
});
