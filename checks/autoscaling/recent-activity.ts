import { scalingActivities } from '../../collectors/aws/application-auto-scaling/scaling-activities.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { scaledServices } from './subjects.ts';

const WINDOW_HOURS = 24;
/** Reasons not to scale that somebody has to do something about. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_NotScaledReason.html */
const HOLDING_BACK = ['AlreadyAtMaxCapacity', 'TargetServicePutResourceAsUnscalable'];

/** Only the first page of activities is looked at, which has the newest. */
export default defineCheck({
  id: 'autoscaling/recent-activity',
  title: 'No scaling of the service failed within the last day, and its range did not hold it back',
  risk: 'The service stays as small as it is, whatever the load.',
  remediation: 'Read the message of the activity; raise the range or the quota, or mend the role.',
  fix: {
    cli: 'aws application-autoscaling describe-scaling-activities --service-namespace ecs --resource-id service/<cluster>/<service> --include-not-scaled-activities',
    cdk: 'service.autoScaleTaskCount({ minCapacity: <min>, maxCapacity: <max> })',
  },
  severity: 'medium',
  resourceType: 'AWS::ApplicationAutoScaling::ScalableTarget',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html',
    'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scaling-activities.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling'],
  needs: { activities: scalingActivities },
  none: NO_SERVICES,
  subjects: scaledServices,

  evaluate({ name }, { activities }, { takenAt }) {
    const expected = { windowHours: WINDOW_HOURS, failed: 0, heldBack: 0 };
    const found = activities.get(name);
    if (found === null) return unknown('AWS gave no list of the scaling activities.');
    const { isWhole, activities: all } = found;
    const recent = all.filter(
      ({ startedAt }) =>
        startedAt === null || takenAt - Date.parse(startedAt) <= WINDOW_HOURS * 60 * 60_000,
    );
    // One that was not needed is told as failed, with the reason why not.
    const failed = recent.filter(
      ({ status, notScaled }) =>
        notScaled.length === 0 && (status === 'Failed' || status === 'Unfulfilled'),
    );
    const heldBack = recent.filter(({ notScaled }) =>
      notScaled.some((code) => HOLDING_BACK.includes(code)),
    );
    const actual = { activities: recent.length, failed: failed.length, heldBack: heldBack.length };
    if (failed.length > 0) {
      return fail('A scaling of the service failed.', expected, actual, {
        details: failed.map(
          ({ startedAt, message }) =>
            `${startedAt ?? 'At an unknown time'}: ${message ?? 'no message'}`,
        ),
      });
    }
    if (heldBack.length > 0) {
      return fail('The service was to scale, and could not.', expected, actual, {
        details: [...new Set(heldBack.flatMap(({ notScaled }) => notScaled))],
      });
    }
    // What is missing of a list is older than all that is there.
    if (!isWhole && recent.length === all.length) {
      return unknown('The service has scaled more often than was read.');
    }
    return recent.some(({ status, startedAt }) => status === null || startedAt === null)
      ? unknown('AWS leaves out when, or how, a scaling went.')
      : pass(expected, actual);
  },
});
