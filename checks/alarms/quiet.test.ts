import type { SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { balancerArtifact, groupArtifact } from '../elb/testing/fixtures.ts';
import check from './quiet.ts';
import { alarm, CPU, query } from './testing/fixtures.ts';

const subject = { name: 'cpu', path: ['alarms', 'cpu'], declared: CPU, named: [] };
const having = (...alarms: SignalAlarm[]) => ({
  alarms: { cpu: alarms },
  balancers: { public: balancerArtifact() },
  groups: { workers: groupArtifact() },
});
const inState = (state: string | null, stateSince: string | null = '2026-11-23T11:00:00.000Z') =>
  alarm([query()], { state, stateSince });
const onBalancer = (name: string) => ({
  declared: { ...CPU, dimensions: { LoadBalancer: name } },
  named: [{ dimension: 'LoadBalancer', name }],
});

testCheck(check, subject, {
  pass: [
    { name: 'it is quiet', artifacts: having(inState('OK')), details: [] },
    {
      name: 'it has no data yet',
      artifacts: having(inState('INSUFFICIENT_DATA', '2026-11-23T11:45:00.000Z')),
      details: [],
    },
    {
      name: 'it has had no data for long, which is noted',
      artifacts: having(inState('INSUFFICIENT_DATA')),
      details: ['any-name has no data since 2026-11-23T11:00:00.000Z: it may watch nothing.'],
    },
    {
      name: 'the alarm of a scaling policy goes off, as it does when load rises',
      artifacts: having(inState('OK'), alarm([query()], { threshold: 70, state: 'ALARM' })),
    },
    {
      name: 'an alarm on something else goes off',
      artifacts: having(
        inState('OK'),
        alarm([query({ metric: { namespace: 'AWS/ECS', name: 'Other', dimensions: {} } })], {
          state: 'ALARM',
        }),
      ),
    },
  ],
  fail: [
    {
      name: 'it goes off',
      artifacts: having(inState('ALARM')),
      message: 'An alarm on the signal is going off.',
      details: ['any-name since 2026-11-23T11:00:00.000Z.'],
    },
    {
      name: 'one of two goes off',
      artifacts: having(inState('OK'), inState('ALARM')),
      message: 'An alarm on the signal is going off.',
    },
    {
      name: 'no alarm, which is quiet too',
      artifacts: having(),
      message: 'No alarm on the signal goes off where declared.',
    },
    {
      name: 'only the alarm of a scaling policy is there',
      artifacts: having(alarm([query()], { threshold: 70 })),
      message: 'No alarm on the signal goes off where declared.',
    },
    {
      name: 'what it is to watch does not exist',
      subject: onBalancer('gone'),
      artifacts: { ...having(inState('OK')), balancers: { gone: null }, groups: {} },
      message: 'What the alarm is to watch does not exist.',
    },
    {
      name: 'its target group does not exist',
      subject: {
        declared: { ...CPU, dimensions: { TargetGroup: 'gone' } },
        named: [{ dimension: 'TargetGroup', name: 'gone' }],
      },
      artifacts: { ...having(inState('OK')), groups: { gone: null } },
      message: 'What the alarm is to watch does not exist.',
    },
  ],
  unknown: [
    {
      name: 'its state is left out',
      artifacts: having(inState(null)),
      message: 'CloudWatch does not say in which state the alarm is.',
    },
    {
      name: 'when it would go off is left out',
      artifacts: having(alarm([query({ periodSeconds: null })])),
      message: 'It was not understood when an alarm on the signal goes off.',
    },
  ],
  error: [
    {
      name: 'the alarms could not be seen',
      artifacts: { ...having(), alarms: { cpu: denied('cloudwatch:DescribeAlarms') } },
      message: 'AWS denied cloudwatch:DescribeAlarms.',
    },
  ],
});
