import { scalableTargets } from '../../collectors/aws/application-auto-scaling/scalable-targets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { scaledServices } from './subjects.ts';

/** What a suspended state suspends when AWS leaves it out. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_SuspendedState.html */
const NOTHING = { scaleIn: false, scaleOut: false, scheduled: false };

export default defineCheck({
  id: 'autoscaling/not-suspended',
  title: 'No scaling of the ECS service is suspended',
  risk: 'Scaling was frozen for the migration and stays frozen, so the service does not grow with the traffic.',
  remediation: 'Register the scalable target with a SuspendedState in which nothing is suspended.',
  fix: {
    cli: 'aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --suspended-state DynamicScalingInSuspended=false,DynamicScalingOutSuspended=false,ScheduledScalingSuspended=false',
    cdk: 'new appscaling.CfnScalableTarget(this, "<id>", { suspendedState: { dynamicScalingInSuspended: false, dynamicScalingOutSuspended: false, scheduledScalingSuspended: false } })',
  },
  severity: 'high',
  resourceType: 'AWS::ApplicationAutoScaling::ScalableTarget',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling'],
  needs: { targets: scalableTargets },
  none: NO_SERVICES,
  subjects: scaledServices,

  evaluate({ name, scaling }, { targets }) {
    if (scaling === null) return unknown('The spec declares no scaling of the service.');
    const expected = { suspended: NOTHING };
    const target = targets.get(name);
    if (target === null) return fail('The service has no scalable target.', expected, {});

    const suspended = target.suspended ?? NOTHING;
    const actual = { suspended };
    const resource = target.arn === null ? {} : { resource: target.arn };
    const details = [
      ...(suspended.scaleOut ? ['Scaling out is suspended.'] : []),
      ...(suspended.scaleIn ? ['Scaling in is suspended.'] : []),
      ...(suspended.scheduled ? ['Scheduled scaling is suspended.'] : []),
    ];
    if (details.length > 0) {
      return fail('Scaling is suspended.', expected, actual, { ...resource, details });
    }
    return pass(expected, actual, resource);
  },
});
