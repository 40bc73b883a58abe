import { scalableTargets } from '../../collectors/aws/application-auto-scaling/scalable-targets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { scaledServices } from './subjects.ts';

/** A service that must not fail has a task left when another one is lost. */
const CRITICAL_MINIMUM = 2;

export default defineCheck({
  id: 'autoscaling/target-registered',
  title: 'The ECS service is registered for scaling with the declared range of tasks',
  risk: 'The service stays at its size under load, or is scaled in to fewer tasks than planned.',
  remediation: 'Register the scalable target with the declared minimum and maximum.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --min-capacity <min> --max-capacity <max>',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <min>, maxCapacity: <max> })',
  },
  severity: 'high',
  resourceType: 'AWS::ApplicationAutoScaling::ScalableTarget',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTarget.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling', 'sizing/task-range'],
  needs: { targets: scalableTargets },
  none: NO_SERVICES,
  subjects: scaledServices,

  evaluate({ name, scaling, declared }, { targets }) {
    if (scaling === null) return unknown('The spec declares no scaling of the service.');
    const expected = { minCapacity: scaling.minTasks, maxCapacity: scaling.maxTasks };
    const target = targets.get(name);
    if (target === null) return fail('The service has no scalable target.', expected, {});

    const { minCapacity, maxCapacity } = target;
    if (minCapacity === null || maxCapacity === null) {
      return unknown('The scalable target has no range.');
    }
    const actual = { minCapacity, maxCapacity };
    const resource = target.arn === null ? {} : { resource: target.arn };
    if (minCapacity !== expected.minCapacity || maxCapacity !== expected.maxCapacity) {
      return fail('The range of tasks is not the declared one.', expected, actual, resource);
    }
    if (declared.critical === true && minCapacity < CRITICAL_MINIMUM) {
      return fail(
        'A critical service may be scaled in to a single task.',
        { ...expected, minCapacity: CRITICAL_MINIMUM },
        actual,
        resource,
      );
    }
    const details =
      minCapacity === maxCapacity
        ? ['The declared range is a single number, so the service does not scale.']
        : [];
    return pass(expected, actual, { ...resource, details });
  },
});
