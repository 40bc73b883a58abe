import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { scalingPolicies } from '../../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import { batchesOf } from '../../../collectors/aws/batches.ts';
import { describeMetricAlarms } from '../../../collectors/aws/cloudwatch/operations.ts';
import type { CollectContext } from '../../../core/collector.ts';
import { whyUnseen, type Gaps } from './gaps.ts';
import type { WatchedParts, WatchedService } from './watched-parts.ts';

/** Names that one DescribeAlarms call takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const MAX_ALARM_NAMES = 100;

/** What is known of the alarms of a service's scaling policies. */
export interface SeenAlarm {
  /** When one was first seen to want more tasks, as ISO 8601. */
  alarmAt: string | null;
  readonly gaps: Gaps;
}

/**
 * Looks once at the alarms that AWS keeps for the scaling policies of the services for which none was seen yet. An alarm that watches
 * for a value above its threshold is one that wants more tasks: what falls when tasks are added is what policies follow.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 */
export async function lookAtAlarms(
  context: CollectContext,
  { services }: WatchedParts,
  {
    startedMs,
    seenOf,
  }: { readonly startedMs: number; readonly seenOf: (service: WatchedService) => SeenAlarm },
): Promise<void> {
  const quiet = services.filter((service) => seenOf(service).alarmAt === null);
  if (quiet.length === 0) return;
  const policies = await scalingPolicies.collect(context);
  const wanted = quiet.flatMap((service) => {
    const found = policies[service.key];
    if (found === undefined) return [];
    if (found.state === 'unseen') {
      seenOf(service).gaps.note(
        'The alarms of its scaling policies were',
        whyUnseen(found.cause),
        new Date(),
      );
    }
    if (found.state !== 'present') return [];
    return [{ service, names: found.value.flatMap(({ alarms }) => alarms) }];
  });
  for (const names of batchesOf(
    wanted.flatMap((each) => each.names),
    MAX_ALARM_NAMES,
  )) {
    const answer = await context.aws.read(describeMetricAlarms, {
      AlarmTypes: ['MetricAlarm'],
      AlarmNames: [...names],
    });
    const at = new Date();
    for (const { service, names: own } of wanted) {
      const seen = seenOf(service);
      if (!own.some((name) => names.includes(name))) continue;
      if (answer.state === 'failed') {
        seen.gaps.note('The alarms of its scaling policies were', whyUnseen(answer.cause), at);
      }
      if (answer.state !== 'answered') continue;
      const since = (answer.value.MetricAlarms ?? [])
        .filter(({ AlarmName }) => own.includes(AlarmName ?? ''))
        .filter(wantsMoreTasks)
        .map(({ StateTransitionedTimestamp, StateUpdatedTimestamp }) =>
          momentOf(StateTransitionedTimestamp ?? StateUpdatedTimestamp, startedMs, at),
        )
        .sort();
      seen.alarmAt ??= since[0] ?? null;
    }
  }
}

function wantsMoreTasks({ StateValue, ComparisonOperator }: MetricAlarm): boolean {
  return StateValue === 'ALARM' && ComparisonOperator?.startsWith('GreaterThan') === true;
}

/** AWS's own time of it; of one that was in alarm before, when it was looked at. */
function momentOf(since: Date | undefined, startedMs: number, at: Date): string {
  return (since !== undefined && since.getTime() >= startedMs ? since : at).toISOString();
}
