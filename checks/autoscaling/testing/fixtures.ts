// The scalable target and the policies of a healthy service, for the tables of the checks that read them.
import type { ScalableTargetItem } from '../../../collectors/aws/application-auto-scaling/scalable-targets.ts';

export function targetArtifact(facts: Partial<ScalableTargetItem> = {}): ScalableTargetItem {
  return {
    arn: 'arn:aws:application-autoscaling:us-east-1:123456789012:scalable-target/1',
    minCapacity: 2,
    maxCapacity: 10,
    suspended: { scaleIn: false, scaleOut: false, scheduled: false },
    ...facts,
  };
}
