import {
  scalingActivities,
  type ScalingActivity,
} from '../../collectors/aws/application-auto-scaling/scaling-activities.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { stepsOf, type ScalingStep } from './scaling-steps.ts';
import { scaledServices, type ScaledSubject } from './subjects.ts';

interface LoadedSubject extends ScaledSubject {
  /** When the load test ran; null when the spec declares none, and then the subject is not judged. */
  readonly tested: { readonly startedAt: string; readonly endedAt: string } | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** Application Auto Scaling keeps activities for six weeks. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html */
const KEPT_MS = 42 * DAY_MS;
const UNTOLD = 'AWS leaves out when a scaling was, why, or to how many tasks.';

/** Other traffic makes a service grow as well, and what was sent is not seen here: it is the checks of a load test that judge the size. */
const AT_ITS_WORD =
  'That load was sent then is what the spec says (load.tested): whether it was, and how much, is not seen here.';

export default defineCheck({
  id: 'autoscaling/scaled-under-load',
  title:
    'When the spec says that load was sent the service grew in time, below its limit, and shrank again',
  risk: 'Users wait under the load of the cutover, or the load is paid for long after it is gone.',
  remediation: 'Tune the target value, the cooldowns or the greatest number of tasks.',
  fix: {
    cli: 'aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --policy-name <policy> --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration file://<policy>.json',
    cdk: 'scaling.scaleOnCpuUtilization("<id>", { targetUtilizationPercent: <percent>, scaleOutCooldown: Duration.seconds(<seconds>) })',
  },
  severity: 'high',
  resourceType: 'AWS::ApplicationAutoScaling::ScalableTarget',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling'],
  needs: { activities: scalingActivities, services: ecsServices },
  none: NO_SERVICES,
  subjects: loadedServices,

  evaluate({ name, scaling, tested }, { activities, services }, { takenAt }) {
    const underLoad = scaling?.underLoad;
    if (scaling === null || underLoad === undefined || tested === null) {
      return unknown('The spec declares no load under which the service scales.');
    }
    const { riseSeconds, returnMinutes } = underLoad;
    const { maxTasks, minTasks } = scaling;
    const expected = { ...tested, riseSeconds, returnMinutes, belowTasks: maxTasks };
    const start = Date.parse(tested.startedAt);
    const end = Date.parse(tested.endedAt);
    if (end > takenAt) return unknown('The declared load test has not ended.');

    const found = activities.get(name);
    if (found === null) return unknown('AWS gave no list of the scaling activities.');
    const { isWhole, activities: all } = found;
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const steps = stepsOf(all);
    const during = (steps ?? []).filter(({ at }) => at >= start && at <= end);
    // How the service stood when the load began.
    const standing = (steps ?? []).findLast(({ at }) => at < start)?.desiredCount ?? null;
    const peakTasks = Math.max(standing ?? 0, ...during.map(({ desiredCount }) => desiredCount));
    const counts = { peakTasks, desiredCount: service.desiredCount };
    if (peakTasks >= maxTasks || all.some((activity) => isAtLimit(activity, start, end))) {
      return fail('The service reached its limit under the load.', expected, counts, resource);
    }
    // The newest come first: what is missing is older than the last of them.
    const oldest = all.at(-1)?.startedAt ?? null;
    const isCut = !isWhole && !(oldest !== null && Date.parse(oldest) < start);
    if (isCut) return unknown('The service has scaled more often since the load than was read.');
    if (takenAt - start > KEPT_MS) {
      return unknown('AWS no longer keeps what scaled under the load.');
    }
    if (steps === null || during.some(({ direction }) => direction === null)) {
      return unknown(UNTOLD);
    }

    const rise = during.find(({ direction }) => direction === 'out');
    if (rise === undefined) {
      return fail('The service did not grow under the load.', expected, counts, resource);
    }
    const actual = { ...counts, roseAfterSeconds: (rise.at - start) / 1000 };
    if (actual.roseAfterSeconds > riseSeconds) {
      return fail('The service grew later than declared.', expected, actual, resource);
    }

    // An alarm for more says nothing of whether there are more.
    const previous = steps[steps.indexOf(rise) - 1];
    if (previous !== undefined && rise.desiredCount <= previous.desiredCount) {
      return unknown('The service is not known to have had fewer tasks before it grew.');
    }

    // What has changed since then did not begin there.
    const before = standing !== null && standing < rise.desiredCount ? standing : null;
    const deadline = end + returnMinutes * 60_000;
    const last = steps.findLast(({ at }) => at <= Math.min(deadline, takenAt)) ?? rise;
    // Without a step before the load its baseline is somewhere from the least number to what the first step left behind.
    if (last.desiredCount > (before ?? rise.desiredCount - 1)) {
      return takenAt < deadline
        ? unsettled('The service has yet to shrink.', expected, actual, resource)
        : fail('The service did not shrink in time after the load.', expected, actual, resource);
    }
    if (last.desiredCount > (before ?? minTasks)) {
      return unknown('How many tasks the service had before the load is not known.');
    }
    return isExplained(service.desiredCount, steps, last)
      ? pass(expected, actual, { ...resource, details: [AT_ITS_WORD] })
      : unknown('The desired number of tasks is not what scaling has made it.');
  },
});

/** Whether the service was to grow during the load, and had no more room. */
function isAtLimit({ startedAt, notScaled }: ScalingActivity, start: number, end: number): boolean {
  if (startedAt === null || !notScaled.includes('AlreadyAtMaxCapacity')) return false;
  return Date.parse(startedAt) >= start && Date.parse(startedAt) <= end;
}

/** What is desired now is no more than the service came back to, or what the newest step made it. */
function isExplained(
  desiredCount: number | null,
  steps: readonly ScalingStep[],
  last: ScalingStep,
): boolean {
  if (desiredCount === null) return false;
  return desiredCount <= last.desiredCount || desiredCount === steps.at(-1)?.desiredCount;
}

function loadedServices(spec: Spec): readonly LoadedSubject[] {
  const tested = spec.load?.tested ?? null;
  return scaledServices(spec).map((subject) => {
    const loaded = { ...subject, tested };
    if (subject.notApplicable !== undefined) return loaded;
    if (tested === null) return { ...loaded, notApplicable: 'The spec declares no load test.' };
    return subject.scaling?.underLoad === undefined
      ? {
          ...loaded,
          notApplicable: 'The spec does not declare that the load makes the service grow.',
        }
      : loaded;
  });
}
