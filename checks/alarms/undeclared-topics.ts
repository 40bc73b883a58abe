import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allTopics } from '../../collectors/aws/sns/all-topics.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'alarms/undeclared-topics',
  title: 'No topic in the scope is undeclared',
  risk: 'What nobody planned tells somebody whom nobody named, and outlives the migration unseen.',
  remediation: 'Declare the topic, or delete it.',
  fix: {
    cli: 'aws sns delete-topic --topic-arn <arn>',
    cdk: 'new sns.Topic(this, "<id>", { topicName: "<name>" })',
  },
  severity: 'low',
  resourceType: 'AWS::SNS::Topic',
  references: ['https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html'],
  controls: [],
  proves: ['security/observability'],
  needs: { topics: allTopics, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'topics', Object.keys(spec.topics ?? {})),

  evaluate(subject, { topics, tagged }) {
    return judgeUndeclared({ one: 'A topic', many: 'topics' }, subject, topics.get(ALL), tagged);
  },
});
