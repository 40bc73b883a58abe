import type { CompositeAlarm, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { describeCompositeAlarms, describeMetricAlarms } from './operations.ts';

/** One metric or expression that an alarm watches or computes with. */
const Query = z.strictObject({
  id: z.string().nullable(),
  /** Null for a plain metric. */
  expression: z.string().nullable(),
  /** Null for an expression. */
  metric: z
    .strictObject({
      namespace: z.string().nullable(),
      name: z.string().nullable(),
      dimensions: z.record(z.string(), z.string()),
    })
    .nullable(),
  /** Such as `Average` or `p99`. */
  statistic: z.string().nullable(),
  /** Whether it is what the alarm watches. Null when AWS leaves it out, which means that it is. */
  returnData: z.boolean().nullable(),
});

const Actions = {
  name: z.string().nullable(),
  arn: z.string().nullable(),
  /** Null when AWS leaves it out, which means true. */
  actionsEnabled: z.boolean().nullable(),
  /** ARNs of what is told when the alarm goes off. Null when AWS left out the list. */
  alarmActions: z.array(z.string()).nullable(),
};

/** The alarms that watch one metric, or compute with it. Null is what AWS left out. */
export const SignalAlarms = z.array(
  z.strictObject({
    ...Actions,
    queries: z.array(Query),
    /** Such as `GreaterThanThreshold`. */
    comparison: z.string().nullable(),
    /** Null where the threshold is a band that CloudWatch learns. */
    threshold: z.number().nullable(),
    /** The composite alarms that it is a child of: their actions can be its. */
    parents: z.array(z.strictObject(Actions)),
  }),
);
export type SignalAlarms = z.infer<typeof SignalAlarms>;
export type SignalAlarm = SignalAlarms[number];
export type AlarmQuery = z.infer<typeof Query>;

/**
 * For each declared signal, by its name in the spec, all alarms of the region on its metric, of whatever dimensions; an
 * empty list when there is none.
 */
export const signalAlarms = defineCollector<SignalAlarms>({
  id: 'aws/cloudwatch/alarms',
  title: 'Metric alarms on the declared signals, with the composite alarms above them',
  operations: [describeMetricAlarms, describeCompositeAlarms],
  item: SignalAlarms,
  keys: (spec) => Object.keys(spec.alarms ?? {}),
  collect: async (context) => {
    const signals = Object.entries(context.spec.alarms ?? {});
    if (signals.length === 0) return {};
    const found = await alarmsByMetric(context);
    return Object.fromEntries(
      signals.map(([key, { namespace, metric }]) => [
        key,
        found.state === 'present'
          ? present(found.value.get(metricKey(namespace, metric)) ?? [], found.calls)
          : found,
      ]),
    );
  },
});

type AlarmsByMetric = ReadonlyMap<string, SignalAlarms>;

async function alarmsByMetric({ aws }: CollectContext): Promise<Observation<AlarmsByMetric>> {
  const [metrics, composites] = await Promise.all([
    aws.read(describeMetricAlarms, { AlarmTypes: ['MetricAlarm'] }),
    aws.read(describeCompositeAlarms, { AlarmTypes: ['CompositeAlarm'] }),
  ]);
  if (metrics.state === 'failed') return unseen(metrics.cause);
  if (composites.state === 'failed') return unseen(composites.cause);
  if (metrics.state === 'absent') return metrics;
  if (composites.state === 'absent') return composites;

  const parents = parentsByChild(composites.value.CompositeAlarms ?? []);
  const byMetric = new Map<string, SignalAlarm[]>();
  for (const alarm of metrics.value.MetricAlarms ?? []) {
    const item = toItem(alarm, parents);
    const keys = item.queries.flatMap(({ metric }) =>
      metric === null ? [] : [metricKey(metric.namespace, metric.name)],
    );
    for (const key of new Set(keys)) {
      const members = byMetric.get(key) ?? [];
      byMetric.set(key, members);
      members.push(item);
    }
  }
  return present(byMetric, [...metrics.calls, ...composites.calls]);
}

function metricKey(namespace: string | null, name: string | null): string {
  return JSON.stringify([namespace, name]);
}

/** Composite alarms by the names and ARNs of alarms that their rules mention. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
function parentsByChild(
  composites: readonly CompositeAlarm[],
): ReadonlyMap<string, readonly CompositeAlarm[]> {
  const parents = new Map<string, CompositeAlarm[]>();
  for (const composite of composites) {
    const mentions = (composite.AlarmRule ?? '').matchAll(
      /ALARM\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^\s()"']+))\s*\)/g,
    );
    for (const [, double, single, bare] of mentions) {
      const child = double ?? single ?? bare ?? '';
      parents.set(child, [...(parents.get(child) ?? []), composite]);
    }
  }
  return parents;
}

function toItem(
  alarm: MetricAlarm,
  parents: ReadonlyMap<string, readonly CompositeAlarm[]>,
): SignalAlarm {
  const above = [alarm.AlarmName, alarm.AlarmArn].flatMap((child) =>
    child === undefined ? [] : (parents.get(child) ?? []),
  );
  return {
    ...actionsOf(alarm),
    queries: queriesOf(alarm),
    comparison: alarm.ComparisonOperator ?? null,
    threshold: alarm.Threshold ?? null,
    parents: [...new Set(above)].map(actionsOf),
  };
}

function actionsOf({ AlarmName, AlarmArn, ActionsEnabled, AlarmActions }: CompositeAlarm) {
  return {
    name: AlarmName ?? null,
    arn: AlarmArn ?? null,
    actionsEnabled: ActionsEnabled ?? null,
    alarmActions: AlarmActions ?? null,
  };
}

/** AWS writes a single metric beside the list of queries; here it is a list of one. */
function queriesOf(alarm: MetricAlarm): AlarmQuery[] {
  if (alarm.Metrics === undefined || alarm.Metrics.length === 0) {
    const metric = metricOf(alarm);
    const statistic = alarm.Statistic ?? alarm.ExtendedStatistic ?? null;
    return [{ id: null, expression: null, metric, statistic, returnData: true }];
  }
  return alarm.Metrics.map(({ Id, Expression, MetricStat, ReturnData }) => ({
    id: Id ?? null,
    expression: Expression ?? null,
    metric: MetricStat?.Metric === undefined ? null : metricOf(MetricStat.Metric),
    statistic: MetricStat?.Stat ?? null,
    returnData: ReturnData ?? null,
  }));
}

interface NamedMetric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly Dimension[] | undefined;
}

function metricOf({ Namespace, MetricName, Dimensions }: NamedMetric) {
  return {
    namespace: Namespace ?? null,
    name: MetricName ?? null,
    dimensions: Object.fromEntries(
      (Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
    ),
  };
}
