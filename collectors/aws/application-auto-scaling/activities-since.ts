import type { CallId } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { describeScalingActivities } from './operations.ts';
import { newestActivities, toActivity, type ScalingActivity } from './scaling-activities.ts';

/** An activity whose time is known. */
export type TimedActivity = ScalingActivity & { readonly startedAt: string };

/** Two thousand activities; AWS keeps six weeks of them, and a service that scales more often is not understood by reading on. */
const MAX_PAGES = 40;

/**
 * The activities of one service since a time, in epoch milliseconds, oldest first: as many pages as they take. AWS gives the newest
 * first, so that a page of older ones is the last that is read.
 */
export async function activitiesSince(
  { aws }: Pick<CollectContext, 'aws'>,
  resourceId: string,
  sinceMs: number,
): Promise<Observation<readonly TimedActivity[]>> {
  const found: TimedActivity[] = [];
  const calls: CallId[] = [];
  let token: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await aws.read(describeScalingActivities, {
      ...newestActivities(resourceId),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    if (answer.state === 'failed') return unseen(answer.cause);
    if (answer.state === 'absent') return absent(answer.calls);
    calls.push(...answer.calls);
    const timed = (answer.value.ScalingActivities ?? []).map(toActivity);
    if (!timed.every(hasTime)) {
      return malformed(describeScalingActivities, answer.calls, 'An activity has no time.');
    }
    const since = timed.filter(({ startedAt }) => Date.parse(startedAt) >= sinceMs);
    found.push(...since);
    const next = answer.value.NextToken ?? '';
    if (next === '' || (timed.length > 0 && since.length === 0)) {
      found.sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
      return present(found, calls);
    }
    if (next === token) break;
    token = next;
  }
  return malformed(describeScalingActivities, calls, 'The list has no end.');
}

function hasTime(activity: ScalingActivity): activity is TimedActivity {
  return activity.startedAt !== null;
}
