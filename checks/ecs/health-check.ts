import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import {
  ecsTaskDefinitions,
  type EcsContainer,
} from '../../collectors/aws/ecs/task-definitions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/health-check',
  title: 'ECS checks the health of the service as declared, and gives new tasks the time to start',
  risk: 'A hung task stays in service, or a slow one is killed before it is ready, over and over.',
  remediation:
    'Register a revision with the declared health checks, and set the grace period of the service.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --health-check-grace-period-seconds <seconds>',
    cdk: 'taskDefinition.addContainer("<name>", { healthCheck: { command: ["CMD-SHELL", "<command>"], interval: Duration.seconds(30), retries: 3 } })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
  ],
  controls: [],
  proves: ['ecs/health-checks'],
  needs: { services: ecsServices, definitions: ecsTaskDefinitions },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services, definitions }) {
    const wanted = Object.entries(declared.task.containers).flatMap(
      ([container, { healthCheck }]): [string, HealthCheckSpec][] =>
        healthCheck === undefined ? [] : [[container, healthCheck]],
    );
    const startSeconds = Math.max(0, ...wanted.map(([, check]) => check.startPeriodSeconds));
    const expected = { healthChecks: Object.fromEntries(wanted), startSeconds };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const definition = definitions.get(name);
    if (definition === null) {
      return fail('The service runs no task definition.', expected, {}, resource);
    }
    const { containers } = definition;
    const isBalanced = service.loadBalancers.length > 0;
    // ECS documents 0 for a service that does not say.
    const graceSeconds = service.gracePeriodSeconds ?? 0;
    const actual = {
      healthChecks: Object.fromEntries(
        containers.map((container) => [container.name, container.healthCheck]),
      ),
      isBalanced,
      graceSeconds,
    };
    const details = wanted.flatMap(([container, check]) =>
      problemsOf(
        container,
        check,
        containers.find((one) => one.name === container),
      ),
    );
    if (details.length > 0) {
      const message = 'The health of a container is not checked as declared.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (!isBalanced && containers.every(({ healthCheck }) => healthCheck === null)) {
      return fail('Nothing checks the health of the tasks.', expected, actual, resource);
    }
    if (isBalanced && graceSeconds < startSeconds) {
      const message = 'The load balancer may give up a task before it has had time to start.';
      return fail(message, expected, actual, resource);
    }
    if (isBalanced && wanted.length === 0) {
      return unknown('The spec does not say how long a task may take to start.');
    }
    return pass(expected, actual, resource);
  },
});

type HealthCheckSpec = NonNullable<ServiceSpec['task']['containers'][string]['healthCheck']>;

/** What ECS does when a task definition does not say: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const DEFAULTS: HealthCheckSpec = {
  intervalSeconds: 30,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 0,
};

function problemsOf(
  name: string,
  wanted: HealthCheckSpec,
  container: EcsContainer | undefined,
): readonly string[] {
  if (container === undefined) return [`Container ${name} is not there.`];
  const { healthCheck } = container;
  if (healthCheck === null) return [`Container ${name} has no health check.`];
  const members = Object.keys(DEFAULTS) as (keyof HealthCheckSpec)[];
  return members.flatMap((member) => {
    const value = healthCheck[member] ?? DEFAULTS[member];
    return value === wanted[member]
      ? []
      : [`Container ${name} has ${member} ${value} and not ${wanted[member]}.`];
  });
}
