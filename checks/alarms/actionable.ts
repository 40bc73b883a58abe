import { signalAlarms, type SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { alarmTopics, type AlarmTopics } from '../../collectors/aws/sns/alarm-topics.ts';
import { defineCheck, type SpecPath } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredSignals, NO_SIGNALS, type SignalSubject } from './subjects.ts';
import {
  declaredWatchers,
  NONE_AS_DECLARED,
  NOTHING_TO_WATCH,
  resolved,
  UNREAD,
} from './watchers.ts';

interface ListenedSubject extends SignalSubject {
  readonly minSubscriptions: number;
}

/** At least one alarm on the signal tells somebody, itself or by a composite alarm above it. */
export default defineCheck({
  id: 'alarms/actionable',
  title: 'An alarm on the declared signal tells the declared topic, and somebody listens to it',
  risk: 'The alarm goes off, and nobody is told.',
  remediation:
    'Enable the actions of the alarm, name the topic among them, and confirm a subscription of it.',
  fix: {
    cli: 'aws cloudwatch enable-alarm-actions --alarm-names <alarm> && aws sns subscribe --topic-arn <topic-arn> --protocol email --notification-endpoint <address>',
    cdk: 'alarm.addAlarmAction(new cloudwatchActions.SnsAction(topic)); topic.addSubscription(new subscriptions.EmailSubscription("<address>"))',
  },
  severity: 'high',
  resourceType: 'AWS::CloudWatch::Alarm',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15',
    'https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html',
  ],
  controls: ['Security Hub 2026-08 CloudWatch.15', 'Security Hub 2026-08 CloudWatch.17'],
  proves: ['security/observability'],
  needs: {
    alarms: signalAlarms,
    balancers: loadBalancers,
    groups: targetGroups,
    topics: alarmTopics,
  },
  none: NO_SIGNALS,
  subjects: (spec): readonly ListenedSubject[] =>
    declaredSignals(spec).map((subject) => ({
      ...subject,
      alsoAt: topicPath(subject),
      minSubscriptions: minSubscriptionsOf(subject, spec.topics),
    })),

  evaluate(subject, { alarms, balancers, groups, topics }) {
    const { name, declared, minSubscriptions } = subject;
    const expected = {
      actionsEnabled: true,
      ...(declared.topic !== undefined && { topic: declared.topic }),
      confirmedSubscriptionsAtLeast: minSubscriptions,
    };
    const signal = resolved(subject, { balancers, groups });
    if (signal === null) return fail(NOTHING_TO_WATCH, expected, {});
    const { watching: judged, isUnread } = declaredWatchers(signal, alarms.get(name));
    if (judged.length === 0) {
      return isUnread ? unknown(UNREAD) : fail(NONE_AS_DECLARED, expected, { alarms: [] });
    }

    const resource = judged[0]?.arn ?? null;
    const told = resource === null ? {} : { resource };
    const enabled = judged
      .flatMap((alarm): readonly Teller[] => [alarm, ...alarm.parents])
      .filter(({ actionsEnabled }) => actionsEnabled !== false);
    const actions = enabled.flatMap(({ alarmActions }) => alarmActions ?? []).filter(isTelling);
    const actual = { actionsEnabled: enabled.length > 0, actions };
    const isTold = actions.some((arn) => isWanted(arn, declared.topic));
    if (!isTold && judged.some(({ uncertainParents }) => uncertainParents.length > 0)) {
      return unknown('Whether a composite alarm above the alarm goes off with it is not known.');
    }
    if (enabled.length === 0) {
      return fail('The actions of the alarm are switched off.', expected, actual, told);
    }
    const wanted = actions.filter((arn) => isWanted(arn, declared.topic));
    if (wanted.length === 0) {
      // A list that CloudWatch left out may have named the topic.
      if (enabled.some(({ alarmActions }) => alarmActions === null)) {
        return unknown('CloudWatch does not give the actions of the alarm.');
      }
      return fail(actions.length === 0 ? NO_ACTION : OTHER_TOPIC, expected, actual, told);
    }
    const known = topics.get(name) ?? [];
    // An incident or a function is told without a subscription.
    if (wanted.some((arn) => !isTopic(arn))) return pass(expected, actual, told);

    const listening = wanted.map((arn) => known.find((topic) => topic.arn === arn));
    const listened = { ...actual, subscriptions: listening.flatMap(countsOf) };
    if (listening.some((topic) => (topic?.subscriptions?.confirmed ?? 0) >= minSubscriptions)) {
      return pass(expected, listened, told);
    }
    if (listening.includes(undefined)) {
      return unknown('Nobody asked for the subscriptions of the topic.');
    }
    if (listening.every((topic) => topic?.subscriptions === null)) {
      return fail('The topic that the alarm tells does not exist.', expected, listened, told);
    }
    return fail('Too few confirmed subscriptions listen to the topic.', expected, listened, told);
  },
});

type Teller = Pick<SignalAlarm, 'actionsEnabled' | 'alarmActions'>;

const NO_ACTION = 'The alarm tells nobody.';
const OTHER_TOPIC = 'The alarm tells another topic than the declared one.';

/** Alarms also scale services and stop instances, which tells nobody. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function isTelling(arn: string): boolean {
  return /^arn:[^:]+:(?:sns|ssm|ssm-incidents|lambda):/.test(arn);
}

function isWanted(arn: string, topic: string | undefined): boolean {
  return topic === undefined || arn.endsWith(`:${topic}`);
}

function isTopic(arn: string): boolean {
  return /^arn:[^:]+:sns:/.test(arn);
}

function countsOf(topic: AlarmTopics[number] | undefined) {
  if (topic === undefined) return [];
  const { arn, subscriptions } = topic;
  return [{ topic: arn, ...(subscriptions ?? { confirmed: null, pending: null }) }];
}

/** One at least: a topic to which nobody listens is no alarm. */
function minSubscriptionsOf(
  { declared }: SignalSubject,
  topics: Readonly<Record<string, { readonly minSubscriptions: number }>> = {},
): number {
  const topic = declared.topic === undefined ? undefined : topics[declared.topic];
  return Math.max(1, topic?.minSubscriptions ?? 1);
}

function topicPath({ declared: { topic } }: SignalSubject): readonly SpecPath[] {
  return topic === undefined ? [] : [['topics', topic, 'minSubscriptions']];
}
