import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { describeScalingPolicies } from '../application-auto-scaling/operations.ts';
import {
  scalingPolicies,
  type ScalingPolicies,
} from '../application-auto-scaling/scaling-policies.ts';
import { describeMetricAlarms } from './operations.ts';

/** One alarm that AWS keeps for a scaling policy. Null is what CloudWatch left out. */
const ScalingAlarm = z.strictObject({
  actionsEnabled: z.boolean().nullable(),
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  state: z.string().nullable(),
  stateSince: z.iso.datetime().nullable(),
});
type ScalingAlarm = z.infer<typeof ScalingAlarm>;

/** Those alarms of a service's policies that exist, by name. */
export const ScalingAlarms = z.record(z.string(), ScalingAlarm);
export type ScalingAlarms = z.infer<typeof ScalingAlarms>;

/** For every service that is declared to scale; the key is `<cluster>/<service>`. */
export const scalingAlarms = defineCollector<ScalingAlarms>({
  id: 'aws/cloudwatch/scaling-alarms',
  title: 'The alarms that AWS keeps for scaling policies',
  operations: [describeScalingPolicies, describeMetricAlarms],
  item: ScalingAlarms,
  keys: (spec) => scalingPolicies.keys(spec),
  collect: async (context) => {
    const policies = await scalingPolicies.collect(context);
    if (Object.keys(policies).length === 0) return {};
    const alarms = await allAlarms(context);
    return Object.fromEntries(
      Object.entries(policies).map(([key, found]) => [key, alarmsOf(found, alarms)]),
    );
  },
});

type AlarmsByName = ReadonlyMap<string | undefined, MetricAlarm>;

/** All of the region in as few calls as there are pages: other collectors read the same. */
async function allAlarms({ aws }: CollectContext): Promise<Observation<AlarmsByName>> {
  const answer = await aws.read(describeMetricAlarms, { AlarmTypes: ['MetricAlarm'] });
  if (answer.state === 'failed') return unseen(answer.cause);
  if (answer.state === 'absent') return absent(answer.calls);
  const alarms = answer.value.MetricAlarms ?? [];
  return present(new Map(alarms.map((alarm) => [alarm.AlarmName, alarm])), answer.calls);
}

function alarmsOf(
  policies: Observation<ScalingPolicies>,
  alarms: Observation<AlarmsByName>,
): Observation<ScalingAlarms> {
  if (policies.state !== 'present') return policies;
  if (alarms.state !== 'present') return alarms;
  const names = policies.value.flatMap((policy) => policy.alarms);
  const found = names.flatMap((name): [string, ScalingAlarm][] => {
    const alarm = alarms.value.get(name);
    return alarm === undefined ? [] : [[name, toItem(alarm)]];
  });
  return present(Object.fromEntries(found), [...policies.calls, ...alarms.calls]);
}

function toItem(alarm: MetricAlarm): ScalingAlarm {
  return {
    actionsEnabled: alarm.ActionsEnabled ?? null,
    state: alarm.StateValue ?? null,
    stateSince: alarm.StateUpdatedTimestamp?.toISOString() ?? null,
  };
}
