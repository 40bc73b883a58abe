import { controllerOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import { ecsServices, type EcsService } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled, type Judgement } from '../../core/judgement.ts';
import { isWithin } from './settling.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/deployment-settled',
  title: 'The last rollout of the ECS service is complete, and no other revision is left',
  risk: 'Two revisions serve at once, or a rollout that never ends is taken for a finished one.',
  remediation:
    'Wait for the rollout, or roll back and fix the revision that does not become stable.',
  fix: {
    cli: 'aws ecs describe-services --cluster <cluster> --services <service> --query "services[].[deployments,events[:10]]"',
    cdk: 'new ecs.FargateService(this, "<id>", { circuitBreaker: { enable: true, rollback: true } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html',
  ],
  controls: [],
  proves: ['ecs/released-revision', 'ecs/safe-rollouts'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services }, { takenAt }) {
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', { deployments: 1 }, {});
    const { settleMinutes } = declared.deployment;
    // ECS reports deployments for its own controller only, and task sets for the others (E10).
    return controllerOf(service) === 'ECS'
      ? judgeDeployments(service, settleMinutes, takenAt)
      : judgeTaskSets(service, settleMinutes, takenAt);
  },
});

function judgeDeployments(service: EcsService, settleMinutes: number, takenAt: number): Judgement {
  const { deployments } = service;
  const expected = { deployments: 1, rolloutState: 'COMPLETED', failedTasks: 0, settleMinutes };
  if (deployments === null) return unknown('ECS gives no list of deployments.');
  const resource = { resource: service.arn };
  const primary = deployments.find(({ status }) => status === 'PRIMARY');
  if (primary === undefined) {
    return fail(
      'The service has no primary deployment.',
      expected,
      { deployments: deployments.length },
      resource,
    );
  }
  const { rolloutState, failedTasks, createdAt } = primary;
  const actual = { deployments: deployments.length, rolloutState, failedTasks, createdAt };
  const told = {
    ...resource,
    details: deployments.flatMap(({ rolloutStateReason }) => rolloutStateReason ?? []),
  };

  if (deployments.some((deployment) => deployment.rolloutState === 'FAILED')) {
    return fail('A rollout failed.', expected, actual, told);
  }
  if (rolloutState === null) return unknown('ECS reports no rollout state of the service.');
  if (rolloutState === 'IN_PROGRESS' || deployments.length > 1) {
    if (createdAt === null) return unknown('ECS does not say when the rollout began.');
    if (isWithin(createdAt, settleMinutes, takenAt)) {
      return unsettled('A rollout is under way.', expected, actual, told);
    }
    return fail('A rollout lasts longer than it may.', expected, actual, told);
  }
  if (rolloutState !== 'COMPLETED') return unknown('ECS reports a rollout state of another kind.');
  if (failedTasks === null) return unknown('ECS does not count the failed tasks of the rollout.');
  if (failedTasks > 0) {
    return fail('Tasks of the primary deployment failed.', expected, actual, told);
  }
  return pass(expected, actual, resource);
}

function judgeTaskSets(service: EcsService, settleMinutes: number, takenAt: number): Judgement {
  const { taskSets } = service;
  const expected = { taskSets: 1, stabilityStatus: 'STEADY_STATE', settleMinutes };
  if (taskSets === null) return unknown('ECS gives no list of task sets.');
  const resource = { resource: service.arn };
  const primary = taskSets.find(({ status }) => status === 'PRIMARY');
  if (primary === undefined) {
    return fail(
      'The service has no primary task set.',
      expected,
      { taskSets: taskSets.length },
      resource,
    );
  }
  const { stabilityStatus, createdAt } = primary;
  const actual = { taskSets: taskSets.length, stabilityStatus, createdAt };

  if (stabilityStatus === null) return unknown('ECS reports no stability of the task set.');
  if (stabilityStatus === 'STABILIZING' || taskSets.length > 1) {
    if (createdAt === null) return unknown('ECS does not say when the rollout began.');
    if (isWithin(createdAt, settleMinutes, takenAt)) {
      return unsettled('A rollout is under way.', expected, actual, resource);
    }
    return fail('A rollout lasts longer than it may.', expected, actual, resource);
  }
  if (stabilityStatus !== 'STEADY_STATE') {
    return unknown('ECS reports a stability of another kind.');
  }
  return pass(expected, actual, resource);
}
