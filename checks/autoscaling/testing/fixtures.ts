// The scalable target and the policies of a healthy service, for the tables of the checks that read them.
import type { ScalableTargetItem } from '../../../collectors/aws/application-auto-scaling/scalable-targets.ts';
import type { ScalingPolicyItem } from '../../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import type { ScalingPolicySpec } from '../../../core/spec/sections/clusters.ts';
import { serviceSubject } from '../../ecs/testing/fixtures.ts';
import type { ScaledSubject } from '../subjects.ts';

export function scaledSubject(
  policies: Readonly<Record<string, ScalingPolicySpec>> = {},
): ScaledSubject {
  const scaling = { minTasks: 2, maxTasks: 10, policies };
  return { ...serviceSubject({ scaling }), scaling };
}

export function targetArtifact(facts: Partial<ScalableTargetItem> = {}): ScalableTargetItem {
  return {
    arn: 'arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/1',
    minCapacity: 2,
    maxCapacity: 10,
    suspended: { scaleIn: false, scaleOut: false, scheduled: false },
    ...facts,
  };
}

type Tracking = NonNullable<ScalingPolicyItem['targetTracking']>;

/** A target-tracking policy on CPU utilisation. */
export function policyArtifact(facts: Partial<Tracking> = {}): ScalingPolicyItem {
  return {
    arn: 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1',
    name: 'aws-policy',
    type: 'TargetTrackingScaling',
    alarms: ['aws-policy-AlarmHigh', 'aws-policy-AlarmLow'],
    targetTracking: {
      targetValue: 70,
      scaleOutCooldownSeconds: 60,
      scaleInCooldownSeconds: 300,
      disableScaleIn: false,
      predefined: { metric: 'ECSServiceAverageCPUUtilization', resourceLabel: null },
      customized: null,
      ...facts,
    },
  };
}
