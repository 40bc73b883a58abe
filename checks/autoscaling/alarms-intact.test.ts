import { denied, testCheck } from '../../core/testing/test-check.ts';
import { policyArtifact, scaledSubject } from './testing/fixtures.ts';
import check from './alarms-intact.ts';

// The tests judge as of noon on 23 November 2026.
const alarm = (facts: object = {}) => ({
  actionsEnabled: true,
  state: 'OK',
  stateSince: '2026-11-20T00:00:00.000Z',
  ...facts,
});
const having = (high: object | null = {}) => ({
  policies: { 'main/worker': [policyArtifact()] },
  alarms: {
    'main/worker': {
      'aws-policy-AlarmLow': alarm(),
      ...(high !== null && { 'aws-policy-AlarmHigh': alarm(high) }),
    },
  },
});
const BROKEN = 'An alarm of a scaling policy does not work.';

testCheck(
  check,
  { ...scaledSubject() },
  {
    pass: [
      {
        name: 'a prediction, which has no alarm',
        artifacts: {
          ...having(),
          policies: {
            'main/worker': [
              policyArtifact(),
              { ...policyArtifact(), type: 'PredictiveScaling', alarms: [] },
            ],
          },
        },
      },
      { name: 'both', artifacts: having() },
      { name: 'one that has gone off', artifacts: having({ state: 'ALARM' }) },
      {
        name: 'one that is new',
        artifacts: having({ state: 'INSUFFICIENT_DATA', stateSince: '2026-11-23T11:30:00.000Z' }),
      },
    ],
    fail: [
      {
        name: 'no policy',
        artifacts: { ...having(), policies: { 'main/worker': [] } },
        message: 'The service has no scaling policy.',
      },
      {
        name: 'one that was deleted',
        artifacts: having(null),
        message: BROKEN,
        details: ['Alarm aws-policy-AlarmHigh does not exist.'],
      },
      {
        name: 'one that was switched off',
        artifacts: having({ actionsEnabled: false }),
        message: BROKEN,
        details: ['Alarm aws-policy-AlarmHigh does not act.'],
      },
      {
        name: 'one without data for days',
        artifacts: having({ state: 'INSUFFICIENT_DATA' }),
        message: BROKEN,
        details: ['Alarm aws-policy-AlarmHigh has no data.'],
      },
      {
        name: 'a policy without alarms (E11)',
        artifacts: {
          ...having(),
          policies: { 'main/worker': [{ ...policyArtifact(), alarms: [] }] },
        },
        message: BROKEN,
        details: ['Policy aws-policy has no alarm.'],
      },
    ],
    unknown: [
      {
        name: 'no data since a time that is left out',
        artifacts: having({ state: 'INSUFFICIENT_DATA', stateSince: null }),
        message: 'CloudWatch does not give the state of every alarm.',
      },
      {
        name: 'a state that is left out',
        artifacts: having({ state: null }),
        message: 'CloudWatch does not give the state of every alarm.',
      },
    ],
    error: [
      {
        name: 'alarms are denied',
        artifacts: { ...having(), alarms: { 'main/worker': denied('cloudwatch:DescribeAlarms') } },
        message: 'AWS denied cloudwatch:DescribeAlarms.',
      },
    ],
  },
);
