import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { isWithin } from './settling.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

const WINDOW_MINUTES = 60;
const STEADY = 'has reached a steady state';
/** The notes that mean trouble: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
const TROUBLE =
  /unable to (?:place|start|consistently start|assume)|is unhealthy|was unhealthy|failed .*health check|deregistered .* failed|deployment .* failed|rolling back|operations are being throttled/i;

export default defineCheck({
  id: 'ecs/service-events',
  title: 'ECS notes no trouble of the service, and a steady state last',
  risk: 'Tasks come and go behind a count that looks right.',
  remediation:
    'Act on the note: capacity, the health check, or the registration with the load balancer.',
  fix: {
    cli: 'aws ecs describe-services --cluster <cluster> --services <service> --query "services[].events[:20]"',
    cdk: 'new ecs.FargateService(this, "<id>", { circuitBreaker: { enable: true, rollback: true } })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html',
  ],
  controls: [],
  proves: ['ecs/container-ready'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services }, { takenAt }) {
    const expected = { troubles: [], last: 'a steady state' };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const { events } = service;
    if (events === null) return unknown('ECS does not give the events of the service.');
    const [newest] = events;
    if (newest === undefined) return unknown('ECS has noted nothing of the service.');
    const recent = events.filter(({ at }) => isWithin(at, WINDOW_MINUTES, takenAt));
    const troubles = recent.filter(({ message }) => TROUBLE.test(message));
    const actual = { troubles: troubles.length, last: newest.message };
    if (troubles.length > 0) {
      return fail('ECS has noted trouble of the service within the hour.', expected, actual, {
        ...resource,
        details: [...new Set(troubles.map(({ message }) => message))],
      });
    }
    if (!newest.message.includes(STEADY)) {
      // A rollout is noted step by step.
      return isWithin(newest.at, declared.deployment.settleMinutes, takenAt)
        ? unsettled('The service has not reached a steady state yet.', expected, actual, resource)
        : fail('The service does not reach a steady state.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
