import { signalAlarms } from '../../collectors/aws/cloudwatch/alarms.ts';
import { allAlarms } from '../../collectors/aws/cloudwatch/all-alarms.ts';
import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

/** A spec declares signals and not names: what watches a declared one, or stands above what does, is declared. */
export default defineCheck({
  id: 'alarms/undeclared-alarms',
  title: 'No alarm in the scope watches what is not declared',
  risk: 'What nobody planned calls people, or does something, for a reason that nobody knows.',
  remediation: 'Declare the signal, or delete the alarm.',
  fix: {
    cli: 'aws cloudwatch delete-alarms --alarm-names <alarm>',
    cdk: 'new cloudwatch.Alarm(this, "<id>", { metric, threshold: 1, evaluationPeriods: 1 })',
  },
  severity: 'low',
  resourceType: 'AWS::CloudWatch::Alarm',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html',
  ],
  controls: [],
  proves: ['security/observability'],
  needs: { alarms: allAlarms, signals: signalAlarms, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'alarms', Object.keys(spec.alarms ?? {})),

  evaluate({ scope, declared }, { alarms, signals, tagged }) {
    const watching = declared.flatMap((signal) => signals.get(signal) ?? []);
    const names = watching.flatMap(({ name, above }) => [name, ...above]);
    return judgeUndeclared(
      { one: 'An alarm', many: 'alarms' },
      { scope, declared: names.filter((name) => name !== null) },
      alarms.get(ALL),
      tagged,
    );
  },
});
