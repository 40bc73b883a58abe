import {
  containerLogGroups,
  latestEvents,
} from '../../collectors/aws/cloudwatch-logs/latest-events.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

/** CloudWatch Logs tells of the last event up to an hour late. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html */
const MAX_AGE_MINUTES = 120;

export default defineCheck({
  id: 'logs/flowing',
  title: 'The log group of the containers has got events within the last hours',
  risk: 'The first fault after the cutover leaves no trace.',
  remediation:
    'Give the execution role logs:CreateLogStream and logs:PutLogEvents, and look at what the log driver says in the reason of stopped tasks.',
  fix: {
    cli: 'aws logs describe-log-streams --log-group-name <group> --order-by LastEventTime --descending --limit 1',
    cdk: 'taskDefinition.addContainer("<name>", { logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: "<prefix>" }) })',
  },
  severity: 'high',
  resourceType: 'AWS::Logs::LogGroup',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  ],
  controls: [],
  proves: ['ecs/logging', 'security/observability'],
  needs: { events: latestEvents },
  none: 'The spec declares no container that logs.',
  subjects: (spec) =>
    containerLogGroups(spec).map((name) => ({
      name,
      path: spec.logGroups?.[name] === undefined ? ['clusters'] : ['logGroups', name],
    })),

  evaluate({ name }, { events }, { takenAt }) {
    const expected = { maxAgeMinutes: MAX_AGE_MINUTES };
    const latest = events.get(name);
    if (latest === null) return fail('The log group does not exist.', expected, {});
    const actual = { streams: latest.streams, latest: latest.at };
    // CloudWatch Logs tells of a stream's first event up to an hour late.
    if (latest.at === null && latest.streams > 0) {
      return unknown('CloudWatch Logs does not say yet when the log group got an event.');
    }
    if (latest.at === null) return fail('The log group has never got an event.', expected, actual);
    return takenAt - Date.parse(latest.at) <= MAX_AGE_MINUTES * 60_000
      ? pass(expected, actual)
      : fail('The log group gets no more events.', expected, actual);
  },
});
