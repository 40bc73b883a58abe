import type { StoppedTask } from '../../collectors/aws/ecs/stopped-tasks.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact, serviceSubject } from './testing/fixtures.ts';
import check from './stopped-tasks.ts';

const task = (facts: Partial<StoppedTask> = {}): StoppedTask => ({
  arn: 'arn:aws:ecs:us-east-1:123456789012:task/main/0f1e',
  stopCode: 'ServiceSchedulerInitiated',
  reason: 'Scaling activity initiated by deployment',
  stoppedAt: '2026-11-23T11:00:00.000Z',
  taskDefinition: null,
  exitCodes: { worker: 0 },
  ...facts,
});
const services = { 'main/worker': serviceArtifact() };
const having = (...tasks: StoppedTask[]) => ({ services, stopped: { 'main/worker': tasks } });
const FAILED = 'A task of the service failed.';

testCheck(
  check,
  { ...serviceSubject() },
  {
    pass: [
      { name: 'none', artifacts: having() },
      { name: 'one that a rollout replaced', artifacts: having(task()) },
      {
        name: 'one that was told to stop, and was killed',
        artifacts: having(task({ exitCodes: { worker: 137 } })),
      },
      { name: 'one that Spot took', artifacts: having(task({ stopCode: 'SpotInterruption' })) },
    ],
    fail: [
      {
        name: 'no service',
        artifacts: { ...having(), services: { 'main/worker': null } },
        message: 'The service does not exist.',
      },
      {
        name: 'one that was not healthy',
        artifacts: having(task({ reason: 'Task failed ELB health checks in (target-group x)' })),
        message: FAILED,
      },
      {
        name: 'no cluster',
        artifacts: { services, stopped: { 'main/worker': null } },
        message: 'The cluster does not exist.',
      },
      {
        name: 'one that could not start',
        artifacts: having(
          task({
            stopCode: 'TaskFailedToStart',
            reason: 'CannotPullContainerError',
            exitCodes: { worker: null },
          }),
        ),
        message: FAILED,
        details: ['Task 0f1e: CannotPullContainerError.'],
      },
      {
        name: 'one whose program ended',
        artifacts: having(
          task(),
          task({
            stopCode: 'EssentialContainerExited',
            reason: 'Essential container in task exited',
            exitCodes: { worker: 1 },
          }),
        ),
        message: FAILED,
        details: ['Task 0f1e: Essential container in task exited. Exit codes: worker 1.'],
      },
      {
        name: 'one without memory',
        artifacts: having(
          task({
            reason: 'OutOfMemoryError: Container killed due to memory usage',
            exitCodes: { worker: 137 },
          }),
        ),
        message: FAILED,
      },
    ],
    unknown: [
      {
        name: 'no code',
        artifacts: having(task({ stopCode: null })),
        message: 'ECS does not say why a task ended.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { services, stopped: { 'main/worker': denied('ecs:ListTasks') } },
        message: 'AWS denied ecs:ListTasks.',
      },
    ],
  },
);
