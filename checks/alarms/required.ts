import { signalAlarms } from '../../collectors/aws/cloudwatch/alarms.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { delaySecondsOf, goesOffAsDeclared, withinMinutesOf } from './signal.ts';
import { declaredSignals, NO_SIGNALS } from './subjects.ts';
import { NO_ALARM, NOTHING_TO_WATCH, resolved, UNREAD, watchersOf } from './watchers.ts';

export default defineCheck({
  id: 'alarms/required',
  title: 'An alarm watches the declared signal, and goes off where declared',
  risk: 'The deployment fails after the cutover, and nobody is told.',
  remediation: 'Put a metric alarm with the declared metric, dimensions, comparison and threshold.',
  fix: {
    cli: 'aws cloudwatch put-metric-alarm --alarm-name <name> --namespace <namespace> --metric-name <metric> --dimensions Name=<name>,Value=<value> --statistic <statistic> --comparison-operator <operator> --threshold <threshold> --period 60 --evaluation-periods 3 --alarm-actions <topic-arn>',
    cdk: 'new cloudwatch.Alarm(this, "<id>", { metric, threshold: <threshold>, comparisonOperator: <operator>, evaluationPeriods: 3 })',
  },
  severity: 'high',
  resourceType: 'AWS::CloudWatch::Alarm',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  ],
  controls: [],
  proves: ['security/observability'],
  needs: { alarms: signalAlarms, balancers: loadBalancers, groups: targetGroups },
  none: NO_SIGNALS,
  subjects: declaredSignals,

  evaluate(subject, { alarms, balancers, groups }) {
    const { name, declared } = subject;
    const wanted = {
      namespace: declared.namespace,
      metric: declared.metric,
      dividedBy: declared.dividedBy ?? null,
      statistic: declared.statistic ?? null,
      comparison: declared.comparison,
      threshold: declared.threshold,
      withinMinutes: withinMinutesOf(declared),
    };
    const signal = resolved(subject, { balancers, groups });
    if (signal === null) return fail(NOTHING_TO_WATCH, wanted, {});
    const expected = { ...wanted, dimensions: signal.dimensions };

    const watching = watchersOf(signal, alarms.get(name));
    const actual = {
      alarms: watching.map(({ alarm }) => ({
        name: alarm.name,
        comparison: alarm.comparison,
        threshold: alarm.threshold,
        afterSeconds: delaySecondsOf(alarm),
      })),
    };
    if (watching.length === 0) return fail(NO_ALARM, expected, actual);
    const judged = watching.map(({ alarm, scale }) => ({
      alarm,
      isRight: goesOffAsDeclared(alarm, scale, signal),
    }));
    const right = judged.find(({ isRight }) => isRight === true);
    const resource = right?.alarm.arn ?? watching[0]?.alarm.arn ?? null;
    const told = resource === null ? {} : { resource };
    if (right === undefined) {
      if (judged.some(({ isRight }) => isRight === null)) return unknown(UNREAD);
      return fail(
        'The alarm on the signal goes off elsewhere, or later, than declared.',
        expected,
        actual,
        told,
      );
    }
    return pass(expected, actual, told);
  },
});
