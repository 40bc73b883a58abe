import { metricKey, ruleQueries } from '../../collectors/aws/cloudwatch/metric-queries.ts';
import { metricSeries } from '../../collectors/aws/cloudwatch/metrics.ts';
import { sumOf } from '../../collectors/aws/cloudwatch/series.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredRules, NO_RULES } from './subjects.ts';

export default defineCheck({
  id: 'eventbridge/failed-invocations',
  title: 'The EventBridge rule matched events and delivered all of them in the last hour',
  risk: 'Events are matched and then lost or parked, while the rule looks as declared.',
  remediation: 'Mend the permission or the key of the target, then redrive the dead-letter queue.',
  fix: {
    cli: 'aws events put-targets --event-bus-name <bus> --rule <rule> --targets Id=<id>,Arn=<target-arn>,RoleArn=<role-arn>,DeadLetterConfig={Arn=<queue-arn>}',
    cdk: 'rule.addTarget(new targets.SqsQueue(queue, { deadLetterQueue }))',
  },
  severity: 'high',
  resourceType: 'AWS::Events::Rule',
  references: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  ],
  controls: [],
  proves: ['messaging/flowing', 'messaging/eventbridge-path'],
  needs: { metrics: metricSeries },
  none: NO_RULES,
  subjects: (spec) =>
    declaredRules(spec).map((subject) => ({
      ...subject,
      ...(subject.declared.state === 'DISABLED'
        ? { notApplicable: 'The spec declares the rule disabled.' }
        : spec.phase === 'pre-cutover' && {
            notApplicable: 'Before the cutover no event is sent.',
          }),
    })),

  evaluate({ bus, rule }, { metrics }) {
    const queries = ruleQueries(bus, rule);
    const triggered = metrics.get(metricKey(queries.triggered));
    const failed = metrics.get(metricKey(queries.failed));
    const deadLettered = metrics.get(metricKey(queries.deadLettered));
    const lost = metrics.get(metricKey(queries.lost));
    if (triggered === null || failed === null || deadLettered === null || lost === null) {
      return unknown('CloudWatch has no such metric of the rule.');
    }
    const expected = { failed: 0, deadLettered: 0, lost: 0 };
    const actual = {
      triggered: sumOf(triggered),
      // EventBridge reports failures only where there are some, so without a point there was none.
      failed: sumOf(failed),
      deadLettered: sumOf(deadLettered),
      lost: sumOf(lost),
    };
    if (actual.lost > 0) {
      return fail('Events were lost: not even the dead-letter queue took them.', expected, actual);
    }
    if (actual.failed > 0) return fail('Events were not delivered.', expected, actual);
    if (actual.deadLettered > 0) {
      return fail('Events went to the dead-letter queue.', expected, actual);
    }
    if (actual.triggered === 0) {
      return unknown(
        'The rule matched no event in the last hour, so nothing shows that it delivers.',
      );
    }
    return pass(expected, actual);
  },
});
