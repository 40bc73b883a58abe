import {
  eventSubscriptions,
  type EventSubscription,
} from '../../collectors/aws/rds/event-subscriptions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredClusters, NO_CLUSTERS } from './subjects.ts';

const CATEGORIES = ['failure', 'failover', 'maintenance'];

export default defineCheck({
  id: 'aurora/events',
  title: 'Somebody is told of failures, failovers and maintenance of the Aurora cluster',
  risk: 'A failover at night is found out from the complaints of users.',
  remediation: 'Subscribe a topic to the events of clusters.',
  fix: {
    cli: 'aws rds create-event-subscription --subscription-name <name> --sns-topic-arn <topic-arn> --source-type db-cluster --event-categories failure failover maintenance',
    cdk: 'new rds.CfnEventSubscription(this, "<id>", { snsTopicArn: topic.topicArn, sourceType: "db-cluster", eventCategories: ["failure", "failover", "maintenance"] })',
  },
  severity: 'low',
  resourceType: 'AWS::RDS::EventSubscription',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-19',
  ],
  controls: ['Security Hub 2026-08 RDS.19'],
  proves: ['security/observability', 'aurora/maintenance'],
  needs: { subscriptions: eventSubscriptions },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name }, { subscriptions }) {
    const expected = { categories: CATEGORIES };
    const all = subscriptions.get('all') ?? [];
    const about = all.filter((each) => isAbout(each, name));
    const telling = about.filter(({ enabled, status }) => enabled === true && status === 'active');
    const told = CATEGORIES.filter((category) =>
      telling.some(({ categories }) => categories.length === 0 || categories.includes(category)),
    );
    const missing = CATEGORIES.filter((category) => !told.includes(category));
    const actual = { subscriptions: telling.map((each) => each.name), categories: told };
    if (missing.length === 0) return pass(expected, actual);
    return about.some(({ enabled, status }) => enabled === null || status === null)
      ? unknown('RDS does not say whether every subscription is in use.')
      : fail('Nobody is told of every event that matters.', expected, actual, {
          details: missing.map((category) => `Nobody is told of ${category}.`),
        });
  },
});

/** What a subscription leaves out it is about in general: kinds, sources and categories (A7). */
function isAbout({ sourceType, sources }: EventSubscription, cluster: string): boolean {
  return (
    (sourceType === null || sourceType === 'db-cluster') &&
    (sources.length === 0 || sources.includes(cluster.toLowerCase()))
  );
}
