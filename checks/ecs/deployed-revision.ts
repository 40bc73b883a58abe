import {
  controllerOf,
  generationsOf,
  revisionInUse,
} from '../../collectors/aws/ecs/revision-in-use.ts';
import {
  DEPLOYMENT_HISTORY_DAYS,
  ecsServiceDeployments,
} from '../../collectors/aws/ecs/service-deployments.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { isWithin, rolloutBegan } from './settling.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

const MINUTES_PER_DAY = 24 * 60;

/** Stable is not deployed: after a rollback a service is stable too, on the revision that was to be replaced (E1). */
export default defineCheck({
  id: 'ecs/deployed-revision',
  title: 'The ECS service runs the released revision, and its last deployment was not rolled back',
  risk: 'The service looks stable, but a rollback left the old revision in place, and that one takes the traffic.',
  remediation:
    'Read why the last deployment was rolled back or stopped, fix that, and deploy the released revision again.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <family>:<revision>',
    cdk: 'new ecs.FargateService(this, "<id>", { taskDefinition: ecs.TaskDefinition.fromTaskDefinitionArn(this, "<id>", "<arn>") })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html',
  ],
  controls: [],
  proves: ['ecs/released-revision'],
  needs: { services: ecsServices, history: ecsServiceDeployments },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services, history }, { takenAt }) {
    const { family, revision } = declared.task;
    const taskDefinition = `${family}:${revision}`;
    const expected = { taskDefinition, lastDeployment: 'SUCCESSFUL' };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const resource = { resource: service.arn };
    const isRolling = controllerOf(service) === 'ECS';
    if (generationsOf(service) === null) {
      const list = isRolling ? 'deployments' : 'task sets';
      return unknown(`ECS gives no list of ${list}.`);
    }
    const inUse = revisionInUse(service);
    if (inUse === null) return fail('The service has no primary revision.', expected, {}, resource);
    const running = { taskDefinition: nameOf(inUse) };
    if (running.taskDefinition !== taskDefinition) {
      // The wrong revision is a fact, whether or not the history that explains it was seen.
      const last = isRolling ? history.look(name) : null;
      const reason = last?.state === 'present' ? last.value.statusReason : null;
      return fail('Another revision than the released one is deployed.', expected, running, {
        ...resource,
        details: reason === null ? [] : [reason],
      });
    }
    // Other controllers keep no such history; a rollback of theirs makes the old task set the primary one again.
    const last = isRolling ? history.get(name) : null;
    const actual = { ...running, lastDeployment: last?.status ?? null };
    // ECS forgets deployments after a time; until then each one is on record.
    const began = rolloutBegan(service);
    const historyMinutes = DEPLOYMENT_HISTORY_DAYS * MINUTES_PER_DAY;
    if (
      isRolling &&
      last === null &&
      (began === null || isWithin(began, historyMinutes, takenAt))
    ) {
      return unknown('ECS has no record of the deployment that is in place.');
    }
    if (last !== null) {
      const { status, statusReason } = last;
      const told = { ...resource, details: statusReason === null ? [] : [statusReason] };
      if (status === null) return unknown('ECS gives no status of the last deployment.');
      if (status.startsWith('ROLLBACK_')) {
        return fail('The last deployment was rolled back.', expected, actual, told);
      }
      if (status === 'STOPPED') {
        return fail('The last deployment was stopped.', expected, actual, told);
      }
      if (status === 'PENDING' || status === 'IN_PROGRESS' || status === 'STOP_REQUESTED') {
        return unsettled('A deployment is under way.', expected, actual, told);
      }
      if (status !== 'SUCCESSFUL') return unknown('ECS gives a status of another kind.');
    }
    return pass(expected, actual, resource);
  },
});

/** `family:revision` of a task definition's ARN. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
