import { scalingPolicies } from '../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import { scalingAlarms } from '../../collectors/aws/cloudwatch/scaling-alarms.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { scaledServices } from './subjects.ts';

/** A new alarm has no data yet. */
const SILENT_MINUTES = 60;

export default defineCheck({
  id: 'autoscaling/alarms-intact',
  title: 'The alarms that drive the scaling policies of the service exist, act and have data',
  risk: 'The policy is there, and the service never scales.',
  remediation: 'Put the policy again, which makes its alarms anew; nobody should edit them.',
  fix: {
    cli: 'aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --policy-name <policy> --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration file://<policy>.json',
    cdk: 'scaling.scaleOnCpuUtilization("<id>", { targetUtilizationPercent: 70 })',
  },
  severity: 'high',
  resourceType: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html',
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling', 'sizing/task-range'],
  needs: { policies: scalingPolicies, alarms: scalingAlarms },
  none: NO_SERVICES,
  subjects: scaledServices,

  evaluate({ name }, { policies, alarms }, { takenAt }) {
    const expected = { actionsEnabled: true, withoutDataAtMostMinutes: SILENT_MINUTES };
    const deployed = policies.get(name) ?? [];
    if (deployed.length === 0) return fail('The service has no scaling policy.', expected, {});
    const known = alarms.get(name) ?? {};
    const wanted = deployed.flatMap((policy) => policy.alarms);
    const details = [
      ...deployed
        // A prediction needs none.
        .filter(({ type, alarms: own }) => own.length === 0 && type !== 'PredictiveScaling')
        .map((policy) => `Policy ${policy.name ?? ''} has no alarm.`),
      ...wanted.flatMap((alarm) => {
        const found = known[alarm];
        if (found === undefined) return [`Alarm ${alarm} does not exist.`];
        const since = found.stateSince === null ? takenAt : Date.parse(found.stateSince);
        const isSilent =
          found.state === 'INSUFFICIENT_DATA' && takenAt - since > SILENT_MINUTES * 60_000;
        return [
          ...(found.actionsEnabled === false ? [`Alarm ${alarm} does not act.`] : []),
          ...(isSilent ? [`Alarm ${alarm} has no data.`] : []),
        ];
      }),
    ];
    const actual = { alarms: wanted.length, wrong: details.length };
    if (details.length > 0) {
      return fail('An alarm of a scaling policy does not work.', expected, actual, { details });
    }
    const isUntold = wanted.some((alarm) => {
      const found = known[alarm];
      return (
        found?.actionsEnabled === null ||
        found?.state === null ||
        (found?.state === 'INSUFFICIENT_DATA' && found.stateSince === null)
      );
    });
    return isUntold
      ? unknown('CloudWatch does not give the state of every alarm.')
      : pass(expected, actual);
  },
});
