import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { ecsTaskDefinitions } from '../../collectors/aws/ecs/task-definitions.ts';
import { ecsTasks, type EcsTask } from '../../collectors/aws/ecs/tasks.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { isWithin } from './settling.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/tasks-healthy',
  title: 'No running task of the ECS service is unhealthy',
  risk: 'Tasks that count as running do not serve.',
  remediation: 'Fix the application or its health check, by what the check prints in the task.',
  fix: {
    cli: 'aws ecs describe-tasks --cluster <cluster> --tasks <task> --query "tasks[].containers[].[name,healthStatus,reason]"',
    cdk: 'taskDefinition.addContainer("<name>", { healthCheck: { command: ["CMD-SHELL", "<command>"], interval: Duration.seconds(30), retries: 3 } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
  ],
  controls: [],
  proves: ['ecs/container-ready', 'ecs/health-checks'],
  needs: { services: ecsServices, tasks: ecsTasks, definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services, tasks, definitions }, { takenAt }) {
    const expected = { unhealthy: 0 };
    // An unhealthy task is a fact, whether or not its service was seen.
    const service = services.look(name);
    if (service.state === 'absent') return fail('The service does not exist.', expected, {});
    const resource = service.state === 'present' ? { resource: service.value.arn } : {};
    const all = tasks.get(name);
    if (all === null) return fail('The cluster does not exist.', expected, {}, resource);
    const running = all.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    const unhealthy = running.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const untold = running.filter(({ healthStatus }) => healthStatus !== 'HEALTHY');
    const actual = {
      running: running.length,
      healthy: running.length - untold.length,
      unhealthy: unhealthy.length,
    };
    if (unhealthy.length > 0) {
      return fail('A running task is unhealthy.', expected, actual, {
        ...resource,
        details: unhealthy.map(({ arn }) => `Task ${idOf(arn)} is unhealthy.`),
      });
    }
    if (running.length === 0) return fail('No task is running.', expected, actual, resource);

    const definition = definitions.get(name);
    if (definition === null) {
      return fail('The service runs no task definition.', expected, actual, resource);
    }
    const isChecked = definition.containers.some(({ healthCheck }) => healthCheck !== null);
    // Health that nobody checks is UNKNOWN for ever; health that somebody checks is not.
    const silent = untold.filter(
      ({ taskDefinition }) => isChecked || taskDefinition !== definition.arn,
    );
    const told = {
      ...resource,
      details: silent.map(({ arn }) => `The health of task ${idOf(arn)} is not known.`),
    };
    const isYoung = ({ startedAt }: EcsTask) =>
      isWithin(startedAt, declared.deployment.settleMinutes, takenAt);
    if (silent.some(({ healthStatus }) => healthStatus === null)) {
      return unknown('ECS does not give the health of all tasks.');
    }
    if (silent.some(({ taskDefinition }) => taskDefinition !== definition.arn)) {
      return unsettled('Tasks of another revision are being replaced.', expected, actual, told);
    }
    if (silent.length > 0 && silent.every(isYoung)) {
      return unsettled('The health of new tasks is not known yet.', expected, actual, told);
    }
    if (silent.length > 0) {
      return fail('The health of a running task does not become known.', expected, actual, told);
    }
    return pass(expected, actual, {
      ...resource,
      details: isChecked ? [] : ['No container has a health check, so no task can be unhealthy.'],
    });
  },
});

function idOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
