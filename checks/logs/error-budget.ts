import {
  errorBudgets,
  fatalEvents,
  type ErrorBudget,
} from '../../collectors/aws/cloudwatch-logs/fatal-events.ts';
import { latestEvents } from '../../collectors/aws/cloudwatch-logs/latest-events.ts';
import { logGroups } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';

const DAY_MS = 24 * 60 * 60_000;
const ABSENT = 'The log group does not exist.';
const NO_CUTOVER = 'The spec declares no time of the cutover.';

interface BudgetSubject extends Subject, Pick<ErrorBudget, 'group' | 'pattern' | 'atMost'> {
  readonly cutoverAt: string | null;
}

/** Findings have counts and names of streams: a log line may hold a secret. */
export default defineCheck({
  id: 'logs/error-budget',
  title: 'The log group has no more fatal events since the cutover than its budget allows',
  risk: 'The application fails under real traffic, and the cutover is taken for a success.',
  remediation: 'Read the events in the streams that are named, and mend what they tell of.',
  fix: {
    cli: 'aws logs filter-log-events --log-group-name <group> --filter-pattern <pattern> --start-time <cutover>',
    cdk: 'logGroup.addMetricFilter("<id>", { filterPattern: logs.FilterPattern.literal("<pattern>"), metricNamespace: "<namespace>", metricName: "<metric>" })',
  },
  severity: 'high',
  resourceType: 'AWS::Logs::LogGroup',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
  ],
  controls: [],
  proves: [],
  needs: { fatal: fatalEvents, events: latestEvents, groups: logGroups },
  none: 'The spec declares no error budget.',
  subjects: budgets,

  evaluate({ name, group, pattern, atMost, cutoverAt }, { fatal, events, groups }, { takenAt }) {
    const expected = { pattern, atMost, since: cutoverAt };
    if (cutoverAt === null) return unknown(NO_CUTOVER);
    const since = Date.parse(cutoverAt);
    if (since > takenAt) return unknown('The declared cutover is to come.');

    const found = fatal.get(name);
    if (found === null) return fail(ABSENT, expected, {});
    const { count, isWhole, streams } = found;
    const actual = { count, isWhole };
    // A lower bound that is over the budget is over it.
    if (count > atMost) {
      return fail('More fatal events were logged than the budget allows.', expected, actual, {
        details: [
          ...streams.map((stream) => `${stream.count} in the stream ${stream.name}.`),
          ...(isWhole ? [] : ['The events were not counted to the end: there may be more.']),
        ],
      });
    }
    if (!isWhole) {
      return unknown(
        'The log group has more to search than was read: there may be more fatal events.',
      );
    }
    const deployed = groups.get(group);
    if (deployed === null) return fail(ABSENT, expected, actual);
    const { retentionDays, createdAt } = deployed;
    if (createdAt === null) return unknown('AWS does not say when the log group was created.');
    if (Date.parse(createdAt) > since) {
      return unknown(
        'The log group was created after the cutover: what an earlier one had is gone.',
      );
    }
    if (retentionDays !== null && takenAt - since > retentionDays * DAY_MS) {
      return unknown('The first events since the cutover have expired, uncounted.');
    }
    // A group that gets nothing has no fatal events either.
    const latest = events.get(group);
    if (latest === null) return fail(ABSENT, expected, actual);
    if (latest.at === null || Date.parse(latest.at) < since) {
      return unknown('The log group is not known to have got any event since the cutover.');
    }
    return pass(expected, { ...actual, latestEvent: latest.at });
  },
});

function budgets(spec: Spec): readonly BudgetSubject[] {
  return errorBudgets(spec).map(({ key, group, budget, pattern, atMost }) => ({
    name: key,
    path: ['logGroups', group, 'errorBudget', budget],
    group,
    pattern,
    atMost,
    cutoverAt: spec.cutoverAt ?? null,
    ...(spec.phase === 'pre-cutover' && {
      notApplicable: 'Before the cutover no user makes the application fail.',
    }),
  }));
}
