import type { SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import type { AlarmTopics } from '../../collectors/aws/sns/alarm-topics.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { balancerArtifact, groupArtifact } from '../elb/testing/fixtures.ts';
import check from './actionable.ts';
import { alarm, CPU, query } from './testing/fixtures.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';
const OTHER = 'arn:aws:sns:us-east-1:123456789012:elsewhere';
const POLICY = 'arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:resource/ecs/service';
const INCIDENT = 'arn:aws:ssm-incidents::123456789012:response-plan/plan';

const subject = {
  name: 'cpu',
  path: ['alarms', 'cpu'],
  declared: { ...CPU, topic: 'on-call' },
  named: [],
  minSubscriptions: 1,
};
const anyTopic = { declared: CPU };
const telling = (alarmActions: string[] | null, facts: Partial<SignalAlarm> = {}) =>
  alarm([query()], { alarmActions, ...facts });
const heard = (arn: string, confirmed: number, pending = 0): AlarmTopics[number] => ({
  arn,
  subscriptions: { confirmed, pending },
});
const having = (alarms: SignalAlarm[], topics: AlarmTopics = [heard(TOPIC, 1)]) => ({
  alarms: { cpu: alarms },
  balancers: { public: balancerArtifact() },
  groups: { workers: groupArtifact() },
  topics: { cpu: topics },
});
const above = { name: 'above', arn: 'arn:above', actionsEnabled: true, alarmActions: [TOPIC] };

testCheck(check, subject, {
  pass: [
    { name: 'it tells the topic, and somebody listens', artifacts: having([telling([TOPIC])]) },
    {
      name: 'the composite alarm above it tells the topic (S9)',
      artifacts: having([telling([], { parents: [above] })]),
    },
    {
      name: 'it tells the topic itself, whatever is above it',
      artifacts: having([telling([TOPIC], { uncertainParents: ['above'] })]),
    },
    {
      name: 'any topic will do where none is declared',
      subject: anyTopic,
      artifacts: having([telling([OTHER])], [heard(OTHER, 2)]),
    },
    {
      name: 'an incident needs no subscription',
      subject: anyTopic,
      artifacts: having([telling([INCIDENT])], []),
    },
  ],
  fail: [
    {
      name: 'no alarm',
      artifacts: having([]),
      message: 'No alarm on the signal goes off where declared.',
    },
    {
      name: 'what it is to watch does not exist',
      subject: {
        declared: { ...CPU, dimensions: { LoadBalancer: 'gone' } },
        named: [{ dimension: 'LoadBalancer', name: 'gone' }],
      },
      artifacts: { ...having([telling([TOPIC])]), balancers: { gone: null } },
      message: 'What the alarm is to watch does not exist.',
    },
    {
      name: 'its target group does not exist',
      subject: {
        declared: { ...CPU, dimensions: { TargetGroup: 'gone' } },
        named: [{ dimension: 'TargetGroup', name: 'gone' }],
      },
      artifacts: { ...having([telling([TOPIC])]), groups: { gone: null } },
      message: 'What the alarm is to watch does not exist.',
    },
    {
      name: 'its actions are off',
      artifacts: having([telling([TOPIC], { actionsEnabled: false })]),
      message: 'The actions of the alarm are switched off.',
    },
    {
      name: 'it has no action',
      artifacts: having([telling([])]),
      message: 'The alarm tells nobody.',
    },
    {
      name: 'it scales the service, which tells nobody',
      subject: anyTopic,
      artifacts: having([telling([POLICY])]),
      message: 'The alarm tells nobody.',
    },
    {
      name: 'an alarm elsewhere on the signal tells the topic',
      artifacts: having([telling([]), telling([TOPIC], { threshold: 99 })]),
      message: 'The alarm tells nobody.',
    },
    {
      name: 'it tells another topic',
      artifacts: having([telling([OTHER])], [heard(OTHER, 1)]),
      message: 'The alarm tells another topic than the declared one.',
    },
    {
      name: 'the topic is gone',
      artifacts: having([telling([TOPIC])], [{ arn: TOPIC, subscriptions: null }]),
      message: 'The topic that the alarm tells does not exist.',
    },
    {
      name: 'nobody confirmed',
      artifacts: having([telling([TOPIC])], [heard(TOPIC, 0, 1)]),
      message: 'Too few confirmed subscriptions listen to the topic.',
    },
    {
      name: 'fewer listen than declared',
      subject: { minSubscriptions: 2 },
      artifacts: having([telling([TOPIC])]),
      message: 'Too few confirmed subscriptions listen to the topic.',
    },
  ],
  unknown: [
    {
      name: 'CloudWatch leaves out the actions',
      artifacts: having([telling(null)]),
      message: 'CloudWatch does not give the actions of the alarm.',
    },
    {
      name: 'an expression that nobody understands',
      artifacts: having([
        alarm(
          [
            query({ id: 'm1', returnData: false }),
            query({ id: 'e1', expression: 'm1 * 0', metric: null }),
          ],
          { alarmActions: [TOPIC] },
        ),
      ]),
      message: 'It was not understood when an alarm on the signal goes off.',
    },
    {
      name: 'a composite alarm above it has a rule that cannot be read',
      artifacts: having([telling([], { uncertainParents: ['above'] })]),
      message: 'Whether a composite alarm above the alarm goes off with it is not known.',
    },
    {
      name: 'its actions are off, and a rule above it cannot be read',
      artifacts: having([telling([TOPIC], { actionsEnabled: false, uncertainParents: [null] })]),
      message: 'Whether a composite alarm above the alarm goes off with it is not known.',
    },
    {
      name: 'the subscriptions were not asked for',
      artifacts: having([telling([TOPIC])], []),
      message: 'Nobody asked for the subscriptions of the topic.',
    },
  ],
  error: [
    {
      name: 'the subscriptions could not be seen',
      artifacts: {
        ...having([telling([TOPIC])]),
        topics: { cpu: denied('sns:ListSubscriptionsByTopic') },
      },
      message: 'AWS denied sns:ListSubscriptionsByTopic.',
    },
  ],
});
