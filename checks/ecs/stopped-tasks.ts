import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { stoppedTasks, type StoppedTask } from '../../collectors/aws/ecs/stopped-tasks.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

/** Ends that nobody asked for. */
const FAILURES = ['TaskFailedToStart', 'EssentialContainerExited'];
/** What a container is killed with when its memory is full. */
const KILLED = 137;

/** ECS lists tasks for an hour after their end. */
export default defineCheck({
  id: 'ecs/stopped-tasks',
  title: 'No task of the service failed within the last hour',
  risk: 'Tasks die and come back, and every time some requests and messages are lost.',
  remediation:
    'Read the reason: an image that cannot be pulled, a secret that cannot be read, memory that ran out, or a program that ended.',
  fix: {
    cli: 'aws ecs describe-tasks --cluster <cluster> --tasks <task> --query "tasks[].[stopCode,stoppedReason,containers[].[name,exitCode,reason]]"',
    cdk: 'new ecs.FargateTaskDefinition(this, "<id>", { memoryLimitMiB: <mib> })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html',
  ],
  controls: [],
  proves: ['ecs/container-ready'],
  needs: { services: ecsServices, stopped: stoppedTasks },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name }, { services, stopped }) {
    const expected = { failed: 0 };
    if (services.get(name) === null) return fail('The service does not exist.', expected, {});
    const all = stopped.get(name);
    if (all === null) return fail('The cluster does not exist.', expected, {});
    const failed = all.filter(hasFailed);
    const actual = { stopped: all.length, failed: failed.length };
    if (failed.length > 0) {
      return fail('A task of the service failed.', expected, actual, { details: failed.map(tell) });
    }
    return all.some(({ stopCode }) => stopCode === null)
      ? unknown('ECS does not say why a task ended.')
      : pass(expected, actual);
  },
});

/** A task that is told to stop and does not is killed as well, which is no want of memory. */
function hasFailed({ stopCode, exitCodes, reason }: StoppedTask): boolean {
  if (stopCode !== null && FAILURES.includes(stopCode)) return true;
  // The scheduler stops a task that is not healthy, as it stops one that it has no use for.
  if (/failed .*health checks/i.test(reason ?? '')) return true;
  const isOutOfMemory = /OutOfMemory/i.test(reason ?? '');
  return isOutOfMemory && Object.values(exitCodes).includes(KILLED);
}

function tell({ arn, stopCode, reason, exitCodes }: StoppedTask): string {
  const codes = Object.entries(exitCodes).flatMap(([name, code]) =>
    code === null ? [] : [`${name} ${code}`],
  );
  const exits = codes.length === 0 ? '' : ` Exit codes: ${codes.join(', ')}.`;
  const why = reason ?? stopCode ?? 'an unknown reason';
  return `Task ${arn.slice(arn.lastIndexOf('/') + 1)}: ${why}.${exits}`;
}
