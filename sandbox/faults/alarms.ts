import {
  DeleteAlarmsCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { putAlarm } from '../deploy/alarms.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { topicArn } from '../deploy/lookup.ts';
import { createTopic, deleteTopic, deployTopics, setTopicPolicy } from '../deploy/topics.ts';
import type { Broken, Fault } from './fault.ts';
import { firstAlarm, must, ratioAlarm } from './pick.ts';

const alarm = (spec: Spec) => firstAlarm(spec).name;
const REQUIRED: Broken = { check: 'alarms/required', subject: alarm };
const ACTIONABLE: Broken = { check: 'alarms/actionable', subject: alarm };
const QUIET: Broken = { check: 'alarms/quiet', subject: alarm };
/** Of the emulator, which has none. */
const COMPOSITE = 'told-with-another';
/** An alarm watches either a metric or a list of queries. */
const WITHOUT_METRIC = {
  Namespace: undefined,
  MetricName: undefined,
  Dimensions: undefined,
  Period: undefined,
  Statistic: undefined,
  ExtendedStatistic: undefined,
};
const TOLD: Broken = { check: 'alarms/actionable', subject: alarmsOfTopic };

export const ALARM_FAULTS: readonly Fault[] = [
  {
    id: 'alarm-gone',
    describes: 'A declared signal raises no alarm.',
    breaks: [REQUIRED, ACTIONABLE, QUIET],
    async apply({ aws, spec }) {
      await aws.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm(spec)] }));
      return null;
    },
    async heal(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared);
    },
  },
  changed({
    id: 'alarm-too-late',
    describes: 'An alarm goes off far beyond the declared threshold.',
    breaks: [REQUIRED, ACTIONABLE, QUIET],
    pick: firstAlarm,
    change: (declared) => ({ ...declared, threshold: declared.threshold * 10 }),
  }),
  different({
    id: 'alarm-after-a-week',
    describes: 'An alarm goes off when a week was beyond the declared threshold.',
    breaks: [REQUIRED, ACTIONABLE, QUIET],
    different: () => ({ Period: 86_400, EvaluationPeriods: 7, DatapointsToAlarm: 7 }),
  }),
  different({
    id: 'alarm-on-nothing-times-the-metric',
    describes: 'An alarm watches an expression over the declared metric that is always nothing.',
    breaks: [REQUIRED, ACTIONABLE, QUIET].map((broken) => ({ ...broken, status: 'unknown' })),
    different: ({ namespace, metric, dimensions }) => ({
      ...WITHOUT_METRIC,
      Metrics: [
        {
          Id: 'm1',
          ReturnData: false,
          MetricStat: {
            Metric: {
              Namespace: namespace,
              MetricName: metric,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
            Period: 60,
            Stat: 'Average',
          },
        },
        { Id: 'e1', Label: 'nothing', Expression: 'm1 * 0', ReturnData: true },
      ],
    }),
  }),
  changed({
    id: 'alarm-on-another-metric',
    describes: 'An alarm has the name of the declared one and watches something else.',
    breaks: [
      REQUIRED,
      ACTIONABLE,
      QUIET,
      // It carries the tags of the scope.
      { check: 'alarms/undeclared-alarms', subject: () => 'alarms' },
    ],
    pick: firstAlarm,
    change: (declared) => ({ ...declared, metric: 'Other' }),
  }),
  changed({
    id: 'alarm-on-a-count',
    describes: 'An alarm that is to watch a ratio watches a count.',
    breaks: ['required', 'actionable', 'quiet'].map((check) => ({
      check: `alarms/${check}`,
      subject: (spec) => ratioAlarm(spec).name,
    })),
    pick: ratioAlarm,
    change: ({ dividedBy: _dividedBy, ...declared }) => declared,
  }),
  {
    id: 'alarm-going-off',
    describes: 'An alarm on a declared signal is going off.',
    breaks: [QUIET],
    apply: (context) => setState(context, 'ALARM'),
    async heal(context) {
      await setState(context, 'OK');
    },
  },
  different({
    id: 'alarm-actions-off',
    describes: 'The actions of an alarm were switched off for the migration, and are off still.',
    breaks: [ACTIONABLE],
    different: () => ({ ActionsEnabled: false }),
  }),
  {
    id: 'alarm-told-only-with-another',
    describes:
      'An alarm tells nobody but by a composite alarm that wants another one to go off too.',
    breaks: [ACTIONABLE],
    async apply(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared, { AlarmActions: [] });
      await context.overlay.setDeviation(COMPOSITE, 'cloudwatch/composite-alarm', {
        alarm: {
          AlarmName: COMPOSITE,
          AlarmArn: `arn:aws:cloudwatch:${context.region}:${context.account}:alarm:${COMPOSITE}`,
          AlarmRule: `ALARM("${name}") AND NOT OK("deployment")`,
          ActionsEnabled: true,
          AlarmActions: [topicArn(context, topicOf(context.spec))],
          StateValue: 'OK',
        },
      });
      return null;
    },
    async heal(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared);
      await context.overlay.clearDeviation(COMPOSITE);
    },
  },
  {
    id: 'alarm-topic-deleted',
    describes: 'The topic that the alarms tell was deleted.',
    breaks: [
      { check: 'alarms/delivery-path', subject: topicOf },
      { check: 'cost/tags', subject: () => 'topics' },
      TOLD,
    ],
    async apply(context) {
      await deleteTopic(context, topicOf(context.spec));
      return null;
    },
    heal: deployTopics,
  },
  {
    id: 'alarm-topic-without-subscription',
    describes: 'Nobody listens to the topic that the alarms tell.',
    breaks: [TOLD],
    async apply(context) {
      const topic = topicOf(context.spec);
      await deleteTopic(context, topic);
      await createTopic(context, topic, { minSubscriptions: 0 });
      return null;
    },
    heal: deployTopics,
  },

  {
    id: 'topic-shut-to-alarms',
    describes: 'The policy of a topic lets only a role publish.',
    breaks: [{ check: 'alarms/delivery-path', subject: topicOf }],
    async apply(context) {
      const role = `arn:aws:iam::${context.account}:role/somebody`;
      await setTopicPolicy(context, topicOf(context.spec), { AWS: role });
      return null;
    },
    heal: (context) => setTopicPolicy(context, topicOf(context.spec), null),
  },
];

async function setState({ aws, spec }: SandboxContext, StateValue: StateValue): Promise<null> {
  await aws.cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: alarm(spec), StateValue, StateReason: 'A fault.' }),
  );
  return null;
}

/** The topic of the first alarm. */
function topicOf(spec: Spec): string {
  return must(firstAlarm(spec).declared.topic, 'alarm with a topic');
}

function alarmsOfTopic(spec: Spec): readonly string[] {
  return Object.entries(spec.alarms ?? {})
    .filter(([, { topic }]) => topic === topicOf(spec))
    .map(([name]) => name);
}

interface Picked {
  readonly name: string;
  readonly declared: AlarmSpec;
}

/** A fault of the first alarm, which is as declared but for some of what AWS is told. */
function different(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  different: (declared: AlarmSpec) => Partial<PutMetricAlarmCommandInput>;
}): Fault {
  const { id, describes, breaks } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared, fault.different(declared));
      return null;
    },
    async heal(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared);
    },
  };
}

/** A fault of an alarm that is put with something other than declared. */
function changed(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  pick: (spec: Spec) => Picked;
  change: (declared: AlarmSpec) => AlarmSpec;
}): Fault {
  const { id, describes, breaks, pick, change } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const { name, declared } = pick(context.spec);
      await putAlarm(context, name, change(declared));
      return null;
    },
    async heal(context) {
      const { name, declared } = pick(context.spec);
      await putAlarm(context, name, declared);
    },
  };
}
