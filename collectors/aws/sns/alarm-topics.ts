import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, observe, present, unseen, type Observation } from '../../../core/observation.ts';
import { describeCompositeAlarms, describeMetricAlarms } from '../cloudwatch/operations.ts';
import { signalAlarms, type SignalAlarms } from '../cloudwatch/alarms.ts';
import { listSubscriptionsByTopic } from './operations.ts';

/** The topics that the alarms on a signal tell, or the composite alarms above them. */
export const AlarmTopics = z.array(
  z.strictObject({
    arn: z.string(),
    /** Null when there is no such topic. */
    subscriptions: z.strictObject({ confirmed: z.int(), pending: z.int() }).nullable(),
  }),
);
export type AlarmTopics = z.infer<typeof AlarmTopics>;

/** For each declared signal, by its name in the spec. */
export const alarmTopics = defineCollector<AlarmTopics>({
  id: 'aws/sns/alarm-topics',
  title: 'The SNS topics that alarms tell, and their subscriptions',
  operations: [describeMetricAlarms, describeCompositeAlarms, listSubscriptionsByTopic],
  item: AlarmTopics,
  keys: (spec) => Object.keys(spec.alarms ?? {}),
  collect: async (context) => {
    const alarms = await signalAlarms.collect(context);
    const entries = await Promise.all(
      Object.entries(alarms).map(
        async ([signal, found]): Promise<[string, Observation<AlarmTopics>]> => [
          signal,
          await topicsOf(context, found),
        ],
      ),
    );
    return Object.fromEntries(entries);
  },
});

async function topicsOf(
  context: CollectContext,
  found: Observation<SignalAlarms>,
): Promise<Observation<AlarmTopics>> {
  if (found.state === 'unseen') return found;
  if (found.state === 'absent') return absent(found.calls);
  const actions = found.value.flatMap((alarm) =>
    [alarm, ...alarm.parents].flatMap(({ alarmActions }) => alarmActions ?? []),
  );
  const arns = [...new Set(actions)].filter((arn) => /^arn:[^:]+:sns:/.test(arn)).sort();
  const topics: AlarmTopics = [];
  const calls = [...found.calls];
  for (const [arn, subscriptions] of await subscriptionsOf(context, arns)) {
    if (subscriptions.state === 'unseen') return unseen(subscriptions.cause);
    calls.push(...subscriptions.calls);
    topics.push({
      arn,
      subscriptions: subscriptions.state === 'absent' ? null : subscriptions.value,
    });
  }
  return present(topics, calls);
}

function subscriptionsOf({ aws }: CollectContext, arns: readonly string[]) {
  return Promise.all(
    arns.map(async (TopicArn) => {
      const answer = await aws.read(listSubscriptionsByTopic, { TopicArn });
      const counted = observe(answer, ({ Subscriptions = [] }) => {
        // Until somebody confirms it, a subscription has words in the place of its ARN.
        const confirmed = Subscriptions.filter(({ SubscriptionArn }) =>
          SubscriptionArn?.startsWith('arn:'),
        ).length;
        return { confirmed, pending: Subscriptions.length - confirmed };
      });
      return [TopicArn, counted] as const;
    }),
  );
}
