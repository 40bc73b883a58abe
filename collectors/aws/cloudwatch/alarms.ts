import type { CompositeAlarm, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { present, unseen, type Observation } from '../../../core/observation.ts';
import { goesOffWith, mentionedIn } from './alarm-rule.ts';
import { describeCompositeAlarms, describeMetricAlarms } from './operations.ts';

const Metric = z.strictObject({
  namespace: z.string().nullable(),
  name: z.string().nullable(),
  dimensions: z.record(z.string(), z.string()),
});
type Metric = z.infer<typeof Metric>;

/** One metric or expression that an alarm watches or computes with. */
const Query = z.strictObject({
  id: z.string().nullable(),
  /** Null for a plain metric. */
  expression: z.string().nullable(),
  /** Null for an expression. */
  metric: Metric.nullable(),
  /** Such as `Average` or `p99`. */
  statistic: z.string().nullable(),
  /** What one of its datapoints is about. Null for an expression, which has those of its metrics. */
  periodSeconds: z.int().nullable(),
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

/** The alarms that watch one signal, or compute with it. Null is what AWS left out. */
export const SignalAlarms = z.array(
  z.strictObject({
    ...Actions,
    queries: z.array(Query),
    /** Such as `GreaterThanThreshold`. */
    comparison: z.string().nullable(),
    /** Null where the threshold is a band that CloudWatch learns. */
    threshold: z.number().nullable(),
    /** The datapoints that it looks at. */
    evaluationPeriods: z.int().nullable(),
    /** How many of them must be beyond the threshold; null when AWS leaves it out, which means all. */
    datapointsToAlarm: z.int().nullable(),
    /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
    state: z.string().nullable(),
    /** Since when. */
    stateSince: z.iso.datetime().nullable(),
    /** The composite alarms that go off whenever it does, and those above them that do: their actions are its. */
    parents: z.array(z.strictObject(Actions)),
    /** Names of composite alarms of which that is not known: by rules that cannot be read, or that other alarms may keep from it. */
    uncertainParents: z.array(z.string().nullable()),
    /** Names of all composite alarms that hang on it, by any of its states and through any others. */
    above: z.array(z.string()),
  }),
);
export type SignalAlarms = z.infer<typeof SignalAlarms>;
export type SignalAlarm = SignalAlarms[number];
export type AlarmQuery = z.infer<typeof Query>;

/**
 * For each declared signal, by its name in the spec, the alarms on its metric and dimensions; an empty list when there is
 * none. A load balancer or target group of the declared name is taken for the declared one here, whatever its id.
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
    const found = await alarmsBySignal(context);
    return Object.fromEntries(
      signals.map(([key, { namespace, metric: name, dimensions }]) => [
        key,
        found.state === 'present'
          ? present(found.value.get(keyOf({ namespace, name, dimensions })) ?? [], found.calls)
          : found,
      ]),
    );
  },
});

type AlarmsBySignal = ReadonlyMap<string, SignalAlarms>;

async function alarmsBySignal({ aws }: CollectContext): Promise<Observation<AlarmsBySignal>> {
  const [metrics, composites] = await Promise.all([
    aws.read(describeMetricAlarms, { AlarmTypes: ['MetricAlarm'] }),
    aws.read(describeCompositeAlarms, { AlarmTypes: ['CompositeAlarm'] }),
  ]);
  if (metrics.state === 'failed') return unseen(metrics.cause);
  if (composites.state === 'failed') return unseen(composites.cause);
  if (metrics.state === 'absent') return metrics;
  if (composites.state === 'absent') return composites;

  const listed = composites.value.CompositeAlarms ?? [];
  const hierarchy: Hierarchy = { composites: listed, dependents: dependentsByChild(listed) };
  const bySignal = new Map<string, SignalAlarm[]>();
  for (const alarm of metrics.value.MetricAlarms ?? []) {
    const item = toItem(alarm, hierarchy);
    const keys = item.queries.flatMap(({ metric }) => (metric === null ? [] : [keyOf(metric)]));
    for (const key of new Set(keys)) {
      const members = bySignal.get(key) ?? [];
      bySignal.set(key, members);
      members.push(item);
    }
  }
  return present(bySignal, [...metrics.calls, ...composites.calls]);
}

/** Equal for metrics of the same name and dimensions, so that each signal keeps its own alarms and no others. */
function keyOf({ namespace, name, dimensions }: Metric): string {
  const entries = Object.entries(dimensions)
    .map(([dimension, value]) => [dimension, nameIn(value)])
    .sort(([left = ''], [right = '']) => (left < right ? -1 : left > right ? 1 : 0));
  return JSON.stringify([namespace, name, entries]);
}

/** CloudWatch writes `app/<name>/<id>` and `targetgroup/<name>/<id>` where a spec can only write the name. */
function nameIn(value: string): string {
  return /^(?:app|net|targetgroup)\/([^/]+)\/[^/]+$/.exec(value)?.[1] ?? value;
}

type ByChild = ReadonlyMap<string, readonly CompositeAlarm[]>;

interface Hierarchy {
  readonly composites: readonly CompositeAlarm[];
  readonly dependents: ByChild;
}

/** Composite alarms by the names and ARNs of alarms that their rules mention. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
function dependentsByChild(composites: readonly CompositeAlarm[]): ByChild {
  const dependents = new Map<string, CompositeAlarm[]>();
  for (const composite of composites) {
    for (const child of mentionedIn(composite.AlarmRule ?? '')) {
      dependents.set(child, [...(dependents.get(child) ?? []), composite]);
    }
  }
  return dependents;
}

type Named = Pick<CompositeAlarm, 'AlarmName' | 'AlarmArn'>;

function directlyAbove({ AlarmName, AlarmArn }: Named, byChild: ByChild): Set<CompositeAlarm> {
  const above = [AlarmName, AlarmArn].flatMap((child) =>
    child === undefined ? [] : (byChild.get(child) ?? []),
  );
  return new Set(above);
}

/** CloudWatch lets composite alarms hang on each other in a circle. */
function allAbove(alarm: Named, byChild: ByChild): Set<CompositeAlarm> {
  const found = directlyAbove(alarm, byChild);
  // A set also gives what is added to it meanwhile.
  for (const composite of found) {
    for (const next of directlyAbove(composite, byChild)) found.add(next);
  }
  return found;
}

function toItem(alarm: MetricAlarm, { composites, dependents }: Hierarchy): SignalAlarm {
  const { certain, uncertain } = goingOffWith(alarm, composites);
  return {
    ...actionsOf(alarm),
    queries: queriesOf(alarm),
    comparison: alarm.ComparisonOperator ?? null,
    threshold: alarm.Threshold ?? null,
    evaluationPeriods: alarm.EvaluationPeriods ?? null,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? null,
    state: alarm.StateValue ?? null,
    stateSince:
      (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.toISOString() ?? null,
    parents: certain.map(actionsOf),
    uncertainParents: uncertain.map(({ AlarmName }) => AlarmName ?? null),
    above: [...allAbove(alarm, dependents)].flatMap(({ AlarmName }) => AlarmName ?? []),
  };
}

/** The composite alarms that go off with an alarm, those above them too, and those of which that is not known. */
function goingOffWith(
  alarm: Named,
  composites: readonly CompositeAlarm[],
): Record<'certain' | 'uncertain', readonly CompositeAlarm[]> {
  const certain = new Set<CompositeAlarm>();
  const uncertain = new Set<CompositeAlarm>();
  const below: Named[] = [alarm];
  for (const child of below) {
    for (const composite of composites) {
      const goesOff = goesOffOf(composite, child);
      if (goesOff === 'unless' || goesOff === 'unread') uncertain.add(composite);
      if (goesOff !== 'always' || certain.has(composite)) continue;
      certain.add(composite);
      below.push(composite);
    }
  }
  return {
    certain: [...certain],
    uncertain: [...uncertain].filter((composite) => !certain.has(composite)),
  };
}

function goesOffOf(
  { AlarmRule, ActionsSuppressor }: CompositeAlarm,
  { AlarmName, AlarmArn }: Named,
) {
  // A rule that is left out may be about any alarm.
  if (AlarmRule === undefined) return 'unread';
  const names = [AlarmName, AlarmArn].filter((name) => name !== undefined);
  const goesOff = goesOffWith(AlarmRule, names);
  const mentioned = mentionedIn(AlarmRule);
  const isAbout = names.some(
    (name) => mentioned.has(name) || (goesOff === 'unread' && hasWord(AlarmRule, name)),
  );
  if (!isAbout) return 'never';
  // While its suppressor is in alarm it tells nobody.
  return goesOff === 'always' && ActionsSuppressor !== undefined ? 'unless' : goesOff;
}

/** Whether a rule that cannot be read has a name as a whole, and not as a part of another. */
function hasWord(rule: string, name: string): boolean {
  return new RegExp(`(?<![\\w.:/-])${escaped(name)}(?![\\w.:/-])`).test(rule);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
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
    const periodSeconds = alarm.Period ?? null;
    return [{ id: null, expression: null, metric, statistic, periodSeconds, returnData: true }];
  }
  return alarm.Metrics.map(({ Id, Expression, MetricStat, ReturnData }) => ({
    id: Id ?? null,
    expression: Expression ?? null,
    metric: MetricStat?.Metric === undefined ? null : metricOf(MetricStat.Metric),
    statistic: MetricStat?.Stat ?? null,
    periodSeconds: MetricStat?.Period ?? null,
    returnData: ReturnData ?? null,
  }));
}

interface NamedMetric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly Dimension[] | undefined;
}

function metricOf({ Namespace, MetricName, Dimensions }: NamedMetric): Metric {
  return {
    namespace: Namespace ?? null,
    name: MetricName ?? null,
    dimensions: Object.fromEntries(
      (Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
    ),
  };
}
