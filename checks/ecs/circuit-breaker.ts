import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/circuit-breaker',
  title: 'A failed rollout of the ECS service is stopped and rolled back by itself',
  risk: 'A bad revision keeps replacing tasks until nobody serves, and nothing brings the old one back.',
  remediation:
    'Update the service with deploymentCircuitBreaker enable and rollback set, or with deployment alarms that roll back.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --deployment-configuration "deploymentCircuitBreaker={enable=true,rollback=true}"',
    cdk: 'new ecs.FargateService(this, "<id>", { circuitBreaker: { enable: true, rollback: true } })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
  ],
  controls: [],
  proves: ['ecs/safe-rollouts'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: (spec) =>
    declaredServices(spec).map((subject) =>
      subject.declared.deployment.controller === 'ECS'
        ? subject
        : {
            ...subject,
            notApplicable:
              'The spec declares another deployment controller, which has no circuit breaker.',
          },
    ),

  evaluate({ name }, { services }) {
    const expected = { enable: true, rollback: true };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const resource = { resource: service.arn };
    // AWS leaves the controller out when it is the rolling one.
    const controller = service.deploymentController ?? 'ECS';
    if (controller !== 'ECS') {
      return fail(
        'The service has another deployment controller than the declared one.',
        { ...expected, deploymentController: 'ECS' },
        { deploymentController: controller },
        resource,
      );
    }
    const actual = {
      circuitBreaker: service.circuitBreaker,
      deploymentAlarms: service.deploymentAlarms,
    };
    const guards = [service.circuitBreaker, service.deploymentAlarms];
    if (!guards.some((guard) => guard?.enable === true && guard.rollback)) {
      return fail('No failed rollout is rolled back.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
