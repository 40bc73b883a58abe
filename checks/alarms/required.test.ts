import { expect, test } from '@jest/globals';
import type { SignalAlarm } from '../../collectors/aws/cloudwatch/alarms.ts';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { balancerArtifact, groupArtifact } from '../elb/testing/fixtures.ts';
import check from './required.ts';
import { declaredSignals } from './subjects.ts';
import { alarm, CPU, query } from './testing/fixtures.ts';

const ERRORS: AlarmSpec = {
  namespace: 'AWS/ApplicationELB',
  metric: 'HTTPCode_Target_5XX_Count',
  dividedBy: 'RequestCount',
  dimensions: { LoadBalancer: 'public' },
  comparison: '>',
  threshold: 0.01,
};
const subject = { name: 'cpu', path: ['alarms', 'cpu'], declared: CPU, named: [] };
const declaring = (facts: Partial<AlarmSpec>) => ({ declared: { ...CPU, ...facts } });
const errors = {
  declared: ERRORS,
  named: [{ dimension: 'LoadBalancer', name: 'public' }],
};

const having = (...alarms: SignalAlarm[]) => ({
  alarms: { cpu: alarms },
  balancers: { public: balancerArtifact() },
  groups: { workers: groupArtifact() },
});
const dimensioned = (dimensions: Record<string, string>) =>
  query({ metric: { namespace: 'AWS/ECS', name: 'CPUUtilization', dimensions } });

const BALANCER = 'app/public/50dc6c495c0c9188';
const part = (id: string, name: string, LoadBalancer = BALANCER) =>
  query({
    id,
    metric: { namespace: 'AWS/ApplicationELB', name, dimensions: { LoadBalancer } },
    statistic: 'Sum',
    returnData: false,
  });
const formula = (expression: string) =>
  query({ id: 'e1', expression, metric: null, statistic: null, returnData: true });
const ratio = (expression: string, threshold: number, LoadBalancer?: string) =>
  alarm(
    [
      part('m1', 'HTTPCode_Target_5XX_Count', LoadBalancer),
      part('m2', 'RequestCount', LoadBalancer),
      formula(expression),
    ],
    { threshold },
  );

const over = (expression: string) =>
  alarm([query({ id: 'm1', returnData: false }), formula(expression)]);

const NONE = 'No alarm watches the signal.';
const ELSEWHERE = 'The alarm on the signal goes off elsewhere, or later, than declared.';
const UNREAD = 'It was not understood when an alarm on the signal goes off.';

testCheck(check, subject, {
  pass: [
    { name: 'an alarm on the metric, whatever its name', artifacts: having(alarm([query()])) },
    {
      name: 'one of several alarms is as declared',
      artifacts: having(alarm([query()], { threshold: 95 }), alarm([query()])),
    },
    {
      name: 'the declared statistic',
      artifacts: having(alarm([query({ statistic: 'p99' })])),
      subject: declaring({ statistic: 'P99' }),
    },
    {
      name: 'an expression over the metric alone',
      artifacts: having(over('FILL(m1, 0)')),
    },
    {
      name: 'an alarm that was understood beside one that was not',
      artifacts: having(over('m1 * 0'), alarm([query()])),
    },
    {
      name: 'as soon as declared',
      artifacts: having(alarm([query({ periodSeconds: 300 })], { datapointsToAlarm: null })),
      subject: declaring({ withinMinutes: 15 }),
    },
    { name: 'a ratio', artifacts: having(ratio('m1 / m2', 0.01)), subject: errors },
    { name: 'a ratio in percent', artifacts: having(ratio('100 * m1 / m2', 1)), subject: errors },
    {
      name: 'a percentage that binary fractions do not hold',
      artifacts: having(ratio('100 * m1 / m2', 7)),
      subject: { ...errors, declared: { ...ERRORS, threshold: 0.07 } },
    },
    {
      name: 'a target group by the end of its ARN',
      artifacts: having(
        alarm([
          query({
            metric: {
              namespace: 'AWS/ApplicationELB',
              name: 'UnHealthyHostCount',
              dimensions: { TargetGroup: 'targetgroup/workers/943f017f100becff' },
            },
          }),
        ]),
      ),
      subject: {
        declared: {
          ...CPU,
          namespace: 'AWS/ApplicationELB',
          metric: 'UnHealthyHostCount',
          dimensions: { TargetGroup: 'workers' },
        },
        named: [{ dimension: 'TargetGroup', name: 'workers' }],
      },
    },
    ...(
      [
        ['>=', 'GreaterThanOrEqualToThreshold'],
        ['<', 'LessThanThreshold'],
        ['<=', 'LessThanOrEqualToThreshold'],
      ] as const
    ).map(([comparison, operator]) => ({
      name: `the comparison ${comparison}`,
      artifacts: having(alarm([query()], { comparison: operator })),
      subject: declaring({ comparison }),
    })),
  ],
  fail: [
    { name: 'no alarm on the metric', artifacts: having(), message: NONE },
    {
      name: 'the metric of another service',
      artifacts: having(alarm([dimensioned({ ClusterName: 'main', ServiceName: 'gateway' })])),
      message: NONE,
    },
    {
      name: 'the metric of the whole cluster',
      artifacts: having(alarm([dimensioned({ ClusterName: 'main' })])),
      message: NONE,
    },
    {
      name: 'a metric with one dimension more',
      artifacts: having(
        alarm([dimensioned({ ClusterName: 'main', ServiceName: 'worker', TaskSet: '1' })]),
      ),
      message: NONE,
    },
    {
      name: 'another statistic than declared',
      artifacts: having(alarm([query()])),
      subject: declaring({ statistic: 'p99' }),
      message: NONE,
    },
    {
      name: 'an expression with another metric beside',
      artifacts: having(
        alarm([
          query({ id: 'm1', returnData: false }),
          part('m2', 'RequestCount'),
          formula('MAX([m1, m2])'),
        ]),
      ),
      message: NONE,
    },
    {
      name: 'the metric is computed with, and another is watched',
      artifacts: having(
        alarm([query({ returnData: false }), { ...part('m2', 'RequestCount'), returnData: true }]),
      ),
      message: NONE,
    },
    {
      name: 'nothing is watched',
      artifacts: having(alarm([query({ returnData: false })])),
      message: NONE,
    },
    {
      name: 'another threshold',
      artifacts: having(alarm([query()], { threshold: 81 })),
      message: ELSEWHERE,
    },
    {
      name: 'after a week',
      artifacts: having(
        alarm([query({ periodSeconds: 86_400 })], { evaluationPeriods: 7, datapointsToAlarm: 7 }),
      ),
      message: ELSEWHERE,
    },
    {
      name: 'later than declared',
      artifacts: having(alarm([query({ periodSeconds: 300 })], { datapointsToAlarm: null })),
      subject: declaring({ withinMinutes: 14 }),
      message: ELSEWHERE,
    },
    {
      name: 'a band that CloudWatch learns',
      artifacts: having(
        alarm([query()], { threshold: null, comparison: 'GreaterThanUpperThreshold' }),
      ),
      message: ELSEWHERE,
    },
    {
      name: 'the comparison turned round',
      artifacts: having(alarm([query()], { comparison: 'LessThanThreshold' })),
      message: ELSEWHERE,
    },
    {
      name: 'the count where the ratio is declared',
      artifacts: having(
        alarm([{ ...part('m1', 'HTTPCode_Target_5XX_Count'), returnData: true }], {
          threshold: 0.01,
        }),
      ),
      subject: errors,
      message: NONE,
    },
    {
      name: 'the ratio turned round',
      artifacts: having(ratio('m2 / m1', 0.01)),
      subject: errors,
      message: NONE,
    },
    {
      name: 'a percentage with the threshold of the ratio',
      artifacts: having(ratio('100 * m1 / m2', 0.01)),
      subject: errors,
      message: ELSEWHERE,
    },
    {
      name: 'a load balancer of that name that was replaced',
      artifacts: having(ratio('m1 / m2', 0.01, 'app/public/0000000000000000')),
      subject: errors,
      message: NONE,
    },
    {
      name: 'the load balancer does not exist',
      artifacts: { ...having(ratio('m1 / m2', 0.01)), balancers: { public: null } },
      subject: errors,
      message: 'What the alarm is to watch does not exist.',
    },
  ],
  unknown: [
    ...['m1 * 0', 'IF(m1 > 1000000000, m1, 0)', 'm1 / 60', 'MAX([m1])', 'm2'].map((expression) => ({
      name: `an expression that nobody understands: ${expression}`,
      artifacts: having(over(expression)),
      message: UNREAD,
    })),
    ...['IF(m1 > 1000, m1 / m2, 0)', 'm1 / m2 * 0', 'e2 / m2'].map((expression) => ({
      name: `a ratio that nobody understands: ${expression}`,
      artifacts: having(ratio(expression, 0.01)),
      subject: errors,
      message: UNREAD,
    })),
    ...[
      [query({ periodSeconds: null })],
      [query({ id: 'm1', returnData: false, periodSeconds: null }), formula('m1')],
    ].map((queries, index) => ({
      name: `the period is left out: ${index}`,
      artifacts: having(alarm(queries)),
      message: UNREAD,
    })),
    {
      name: 'how many periods is left out',
      artifacts: having(alarm([query()], { evaluationPeriods: null, datapointsToAlarm: null })),
      message: UNREAD,
    },
  ],
  error: [
    {
      name: 'the alarms are denied',
      artifacts: { ...having(), alarms: { cpu: denied('cloudwatch:DescribeAlarms') } },
      message: 'AWS denied cloudwatch:DescribeAlarms.',
    },
    {
      name: 'the load balancers are denied',
      artifacts: {
        ...having(ratio('m1 / m2', 0.01)),
        balancers: { public: denied('elasticloadbalancing:DescribeLoadBalancers') },
      },
      subject: errors,
      message: 'AWS denied elasticloadbalancing:DescribeLoadBalancers.',
    },
  ],
});

test('a dimension names what is declared, or is as AWS writes it', () => {
  const spec = {
    alarms: { declared: ERRORS, other: { ...ERRORS, dimensions: { LoadBalancer: BALANCER } } },
    loadBalancers: { public: {} },
  } as unknown as Spec;
  expect(declaredSignals(spec).map(({ name, named }) => [name, named])).toEqual([
    ['declared', [{ dimension: 'LoadBalancer', name: 'public' }]],
    ['other', []],
  ]);
});
