import { signalAlarms, type SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { declaredSignals, NO_SIGNALS } from './subjects.ts';
import {
  declaredWatchers,
  NONE_AS_DECLARED,
  NOTHING_TO_WATCH,
  resolved,
  UNREAD,
} from './watchers.ts';

const MINUTE_MS = 60_000;
/** A new alarm has no data for a while; for longer than this its dimensions are probably wrong. */
const MAX_MINUTES_WITHOUT_DATA = 30;

export default defineCheck({
  id: 'alarms/quiet',
  title: 'No alarm on the declared signal is going off',
  risk: 'Traffic is moved onto a deployment that is already in trouble.',
  remediation: 'Find what the alarm says, and mend it before the cutover.',
  fix: {
    cli: 'aws cloudwatch describe-alarm-history --alarm-name <alarm> --history-item-type StateUpdate',
    cdk: 'new cloudwatch.Alarm(this, "<id>", { metric, threshold: <threshold>, evaluationPeriods: 3 })',
  },
  severity: 'high',
  resourceType: 'AWS::CloudWatch::Alarm',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html',
  ],
  controls: [],
  proves: ['security/observability'],
  needs: { alarms: signalAlarms, balancers: loadBalancers, groups: targetGroups },
  none: NO_SIGNALS,
  subjects: declaredSignals,

  evaluate(subject, { alarms, balancers, groups }, { takenAt }) {
    const { name, declared } = subject;
    const expected = { metric: declared.metric, goingOff: [] };
    const signal = resolved(subject, { balancers, groups });
    if (signal === null) return fail(NOTHING_TO_WATCH, expected, {});
    const { watching, isUnread } = declaredWatchers(signal, alarms.get(name));
    if (watching.length === 0) {
      return isUnread ? unknown(UNREAD) : fail(NONE_AS_DECLARED, expected, { alarms: [] });
    }

    const goingOff = watching.filter(({ state }) => state === 'ALARM');
    const actual = {
      goingOff: goingOff.map((alarm) => alarm.name),
      states: watching.map(({ state }) => state),
    };
    const resource = (goingOff[0] ?? watching[0])?.arn ?? null;
    const told = resource === null ? {} : { resource };
    if (goingOff.length > 0) {
      return fail('An alarm on the signal is going off.', expected, actual, {
        ...told,
        details: goingOff.map((alarm) => `${alarm.name ?? 'An alarm'} ${since(alarm)}.`),
      });
    }
    const silent = watching.filter((alarm) => isBlind(alarm, takenAt));
    if (watching.some(({ state }) => state !== 'OK' && state !== 'INSUFFICIENT_DATA')) {
      return unknown('CloudWatch does not say in which state the alarm is.');
    }
    return pass(expected, actual, {
      ...told,
      details: silent.map(
        (alarm) => `${alarm.name ?? 'An alarm'} has no data ${since(alarm)}: it may watch nothing.`,
      ),
    });
  },
});

function isBlind({ state, stateSince }: SignalAlarm, takenAt: number): boolean {
  if (state !== 'INSUFFICIENT_DATA') return false;
  if (stateSince === null) return true;
  return takenAt - Date.parse(stateSince) > MAX_MINUTES_WITHOUT_DATA * MINUTE_MS;
}

function since({ stateSince }: SignalAlarm): string {
  return stateSince === null ? 'since a time that CloudWatch does not give' : `since ${stateSince}`;
}
