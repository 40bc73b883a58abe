import { scalableTargets } from '../../collectors/aws/application-auto-scaling/scalable-targets.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { isWithin, rolloutBegan } from './settling.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

/** Running is what is desired, and what is desired is what is declared. */
export default defineCheck({
  id: 'ecs/running-count',
  title: 'The ECS service runs as many tasks as are desired, and as many as are declared',
  risk: 'Fewer tasks than planned take the load of the cutover, or none at all.',
  remediation:
    'Read the events of the service and the reasons of its stopped tasks, then fix capacity, image or health check.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <count>',
    cdk: 'new ecs.FargateService(this, "<id>", { desiredCount: <count> })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
  ],
  controls: [],
  proves: ['ecs/container-ready', 'sizing/task-range'],
  needs: { services: ecsServices, targets: scalableTargets },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services, targets }, { takenAt }) {
    const range = declaredRange(declared);
    const expected = { ...range, pendingCount: 0 };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const { desiredCount, runningCount, pendingCount } = service;
    if (desiredCount === null || runningCount === null || pendingCount === null) {
      return unknown('ECS does not give all of the counts of tasks.');
    }
    const resource = { resource: service.arn };
    const counts = { desiredCount, runningCount, pendingCount };
    // Fargate runs replicas only, and AWS leaves the strategy out or says REPLICA.
    if (service.schedulingStrategy !== null && service.schedulingStrategy !== 'REPLICA') {
      return fail('The service does not run as replicas.', expected, counts, resource);
    }
    if (desiredCount < 1) return fail('The service desires no task.', expected, counts, resource);
    if (runningCount !== desiredCount || pendingCount > 0) {
      if (isWithin(rolloutBegan(service), declared.deployment.settleMinutes, takenAt)) {
        return unsettled('The tasks of a rollout are starting.', expected, counts, resource);
      }
      if (isMoving(counts)) {
        // Whether this is scaling hangs on the target, so one that is not seen leaves it open.
        const moved = targets.get(name);
        if (moved?.minCapacity === null) return unknown('The scalable target has no range.');
        if (moved !== null && runningCount >= moved.minCapacity) {
          return unsettled('The number of tasks is being scaled.', expected, counts, resource);
        }
      }
      return fail('The running tasks are not the desired ones.', expected, counts, resource);
    }

    const target = targets.get(name);
    const { minCapacity, maxCapacity } = target ?? { minCapacity: 1, maxCapacity: Infinity };
    if (minCapacity === null || maxCapacity === null) {
      return unknown('The scalable target has no range.');
    }
    const actual = { ...counts, ...(target === null ? {} : { minCapacity, maxCapacity }) };
    if (desiredCount < minCapacity || desiredCount > maxCapacity) {
      return fail(
        'The desired number of tasks is outside the range of its scalable target.',
        expected,
        actual,
        resource,
      );
    }
    // Under scaling the desired number moves within minutes, so a fixed one is not compared (E3).
    const isCompared = target === null || declared.scaling !== undefined;
    if (isCompared && !isInRange(desiredCount, range)) {
      return fail('The desired number of tasks is not as declared.', expected, actual, resource);
    }
    const details = isCompared ? [] : NOTES;
    return pass(expected, actual, { ...resource, details });
  },
});

const NOTES = [
  'The service is scaled, so deploying it with a fixed number of tasks would resize it.',
];

interface Range {
  readonly minTasks: number;
  readonly maxTasks: number | null;
}

function declaredRange({ scaling, desiredCount }: ServiceSpec): Range {
  if (scaling !== undefined) return { minTasks: scaling.minTasks, maxTasks: scaling.maxTasks };
  return { minTasks: desiredCount ?? 1, maxTasks: desiredCount ?? null };
}

function isInRange(count: number, { minTasks, maxTasks }: Range): boolean {
  return count >= minTasks && (maxTasks === null || count <= maxTasks);
}

interface Counts {
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

/**
 * On its way to a new size, which is no loss of tasks as long as there are no fewer than scaling ever leaves: all that
 * are desired run or start.
 */
function isMoving({ desiredCount, runningCount, pendingCount }: Counts): boolean {
  return runningCount + pendingCount >= desiredCount;
}
