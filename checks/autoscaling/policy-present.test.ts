import type { MetricQuery } from '../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import type { ScalingPolicySpec } from '../../core/spec/sections/clusters.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact } from '../ecs/testing/fixtures.ts';
import { GROUP_ARN, groupArtifact } from '../elb/testing/fixtures.ts';
import check from './policy-present.ts';
import { policyArtifact, scaledSubject } from './testing/fixtures.ts';

const cpu: ScalingPolicySpec = {
  kind: 'target-tracking',
  metric: 'ECSServiceAverageCPUUtilization',
  target: 70,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
};
const requests: ScalingPolicySpec = {
  kind: 'target-tracking',
  metric: 'ALBRequestCountPerTarget',
  target: 1000,
};
const backlog: ScalingPolicySpec = { kind: 'queue-depth', queue: 'tasks', target: 100 };

const subject = scaledSubject({ cpu });
const declaring = (policies: Readonly<Record<string, ScalingPolicySpec>>) => ({
  scaling: { minTasks: 2, maxTasks: 10, policies },
});
const byRequests = {
  ...declaring({ requests }),
  declared: {
    ...subject.declared,
    loadBalancer: { targetGroup: 'workers', container: 'worker', port: 8080 },
  },
};
const byBacklog = declaring({ backlog });

const LABEL = 'app/public/50dc6c495c0c9188/targetgroup/workers/943f017f100becff';
const requestPolicy = (resourceLabel: string | null) =>
  policyArtifact({
    targetValue: 1000,
    predefined: { metric: 'ALBRequestCountPerTarget', resourceLabel },
  });
const behind = serviceArtifact({
  loadBalancers: [{ targetGroupArn: GROUP_ARN, containerName: 'worker', containerPort: 8080 }],
});
const balanced = (resourceLabel: string | null = LABEL) => ({
  ...having(requestPolicy(resourceLabel)),
  services: { 'main/worker': behind },
  groups: { workers: groupArtifact() },
});

const depth: MetricQuery = {
  id: 'messages',
  expression: null,
  metric: {
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: 'tasks' },
  },
  returnData: false,
};
const tasks: MetricQuery = {
  id: 'tasks',
  expression: null,
  metric: {
    namespace: 'ECS/ContainerInsights',
    name: 'RunningTaskCount',
    dimensions: { ClusterName: 'main', ServiceName: 'worker' },
  },
  returnData: false,
};
const desiredTasks: MetricQuery = {
  ...tasks,
  metric: {
    namespace: 'ECS/ContainerInsights',
    name: 'DesiredTaskCount',
    dimensions: { ClusterName: 'main', ServiceName: 'worker' },
  },
};
const formula = (expression: string): MetricQuery => ({
  id: 'perTask',
  expression,
  metric: null,
  returnData: null,
});
const queuePolicy = (...customized: MetricQuery[]) =>
  policyArtifact({ targetValue: 100, predefined: null, customized });

function having(...policies: ReturnType<typeof policyArtifact>[]) {
  return { policies: { 'main/worker': policies }, services: {}, groups: {} };
}
const DIFFERENT = 'A scaling policy is not as declared.';
const STALE =
  'A scaling policy counts the requests of another target group than that of the service.';
const NOT_DIVIDED = [
  'The policy for backlog does not divide the messages by the tasks of the service.',
];

testCheck(check, subject, {
  pass: [
    { name: 'the declared policy', artifacts: having(policyArtifact()) },
    {
      name: 'cooldowns that AWS leaves out are its default',
      artifacts: having(
        policyArtifact({ scaleOutCooldownSeconds: null, scaleInCooldownSeconds: null }),
      ),
      subject: declaring({
        cpu: { ...cpu, scaleOutCooldownSeconds: 300, scaleInCooldownSeconds: 300 },
      }),
    },
    {
      name: 'cooldowns that are not declared are not compared',
      artifacts: having(policyArtifact({ scaleOutCooldownSeconds: 7 })),
      subject: declaring({
        cpu: { kind: 'target-tracking', metric: 'ECSServiceAverageCPUUtilization', target: 70 },
      }),
    },
    {
      name: 'one of two policies may not scale in, and the other may',
      artifacts: having(policyArtifact({ disableScaleIn: true }), policyArtifact()),
    },
    {
      name: 'two policies of one metric, of which one is as declared',
      artifacts: having(policyArtifact({ targetValue: 50 }), policyArtifact()),
    },
    {
      name: 'requests of the current load balancer and target group',
      artifacts: balanced(),
      subject: byRequests,
    },
    {
      name: 'messages for each task',
      artifacts: having(queuePolicy(depth, tasks, formula('messages / FILL(tasks, 1)'))),
      subject: byBacklog,
    },
    {
      name: 'messages for each desired task',
      artifacts: having(queuePolicy(depth, desiredTasks, formula('FILL(messages,0)/tasks'))),
      subject: byBacklog,
    },
    {
      name: 'a formula that is not understood, beside one that is as declared',
      artifacts: having(
        queuePolicy(depth, tasks, formula('messages / (tasks * 2)')),
        queuePolicy(depth, tasks, formula('messages / tasks')),
      ),
      subject: byBacklog,
    },
  ],
  fail: [
    {
      name: 'a registered target without a policy (E11)',
      artifacts: having(),
      message: 'The service has no scaling policy.',
    },
    {
      name: 'another metric',
      artifacts: having(
        policyArtifact({
          predefined: { metric: 'ECSServiceAverageMemoryUtilization', resourceLabel: null },
        }),
      ),
      message: 'A declared scaling policy is missing.',
      details: ['No policy follows the metric of cpu.'],
    },
    {
      name: 'a step policy of the name, which tracks no target',
      artifacts: having({ ...policyArtifact(), type: 'StepScaling', targetTracking: null }),
      message: 'A declared scaling policy is missing.',
    },
    {
      name: 'another target and other cooldowns',
      artifacts: having(
        policyArtifact({
          targetValue: 71,
          scaleOutCooldownSeconds: null,
          scaleInCooldownSeconds: 301,
        }),
      ),
      message: DIFFERENT,
      details: [
        'The policy for cpu has another target.',
        'The policy for cpu has another cooldown for scaling out.',
        'The policy for cpu has another cooldown for scaling in.',
      ],
    },
    {
      name: 'two policies, each with one value as declared',
      artifacts: having(
        policyArtifact({ targetValue: 50 }),
        policyArtifact({ scaleInCooldownSeconds: 0 }),
      ),
      message: DIFFERENT,
    },
    {
      name: 'no policy scales in (E11)',
      artifacts: having(policyArtifact({ disableScaleIn: true })),
      message: 'No declared scaling policy may scale in.',
    },
    {
      name: 'no declared policy scales in, and one in steps that nobody declared may',
      artifacts: having(policyArtifact({ disableScaleIn: true }), {
        ...policyArtifact(),
        name: 'by-hand',
        type: 'StepScaling',
        targetTracking: null,
      }),
      message: 'No declared scaling policy may scale in.',
    },
    {
      name: 'one policy has the target and a stale label, another the label and another target',
      artifacts: {
        ...balanced(),
        policies: {
          'main/worker': [
            requestPolicy('app/public/0000000000000000/targetgroup/workers/943f017f100becff'),
            policyArtifact({
              targetValue: 7,
              predefined: { metric: 'ALBRequestCountPerTarget', resourceLabel: LABEL },
            }),
          ],
        },
      },
      subject: byRequests,
      message: STALE,
    },
    {
      name: 'the label of a load balancer that was replaced',
      artifacts: balanced('app/public/0000000000000000/targetgroup/workers/943f017f100becff'),
      subject: byRequests,
      message: STALE,
    },
    {
      name: 'the label of a target group that was replaced',
      artifacts: balanced('app/public/50dc6c495c0c9188/targetgroup/workers/0000000000000000'),
      subject: byRequests,
      message: STALE,
    },
    {
      name: 'the service stands behind another target group',
      artifacts: { ...balanced(), services: { 'main/worker': serviceArtifact() } },
      subject: byRequests,
      message: STALE,
    },
    {
      name: 'the target group stands behind no load balancer',
      artifacts: { ...balanced(), groups: { workers: groupArtifact({ loadBalancerArns: [] }) } },
      subject: byRequests,
      message: STALE,
    },
    {
      name: 'the target group does not exist',
      artifacts: { ...balanced(), groups: { workers: null } },
      subject: byRequests,
      message: 'The target group of the service does not exist.',
    },
    {
      name: 'the service does not exist',
      artifacts: { ...balanced(), services: { 'main/worker': null } },
      subject: byRequests,
      message: 'The service does not exist.',
    },
    {
      name: 'the policy on CPU is missing, and the target groups are not seen',
      artifacts: {
        ...balanced(),
        groups: { workers: denied('elasticloadbalancing:DescribeTargetGroups') },
      },
      subject: { ...byRequests, ...declaring({ requests, cpu }) },
      message: 'A declared scaling policy is missing.',
    },
    {
      name: 'another queue',
      artifacts: having(queuePolicy(depth, tasks, formula('messages / tasks'))),
      subject: declaring({ backlog: { ...backlog, queue: 'orders' } }),
      message: 'A declared scaling policy is missing.',
    },
    {
      name: 'the depth of the whole queue',
      artifacts: having(queuePolicy({ ...depth, returnData: true })),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
    {
      name: 'messages for each task of another service',
      artifacts: having(
        queuePolicy(
          depth,
          {
            ...tasks,
            metric: {
              namespace: 'ECS/ContainerInsights',
              name: 'RunningTaskCount',
              dimensions: { ClusterName: 'main', ServiceName: 'gateway' },
            },
          },
          formula('messages / tasks'),
        ),
      ),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
    {
      name: 'tasks for each message',
      artifacts: having(queuePolicy(depth, tasks, formula('tasks / messages'))),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
    {
      name: 'messages for each percent of CPU of the service',
      artifacts: having(
        queuePolicy(
          depth,
          {
            ...tasks,
            metric: {
              namespace: 'AWS/ECS',
              name: 'CPUUtilization',
              dimensions: { ClusterName: 'main', ServiceName: 'worker' },
            },
          },
          formula('messages / tasks'),
        ),
      ),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
    {
      name: 'an expression that leaves the messages out',
      artifacts: having(queuePolicy(depth, tasks, formula('1 / tasks'))),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
    {
      name: 'an expression that does not divide',
      artifacts: having(queuePolicy(depth, tasks, formula('messages - tasks'))),
      subject: byBacklog,
      message: DIFFERENT,
      details: NOT_DIVIDED,
    },
  ],
  unknown: [
    ...[
      'messages / (tasks * 2)',
      'messages / FILL(tasks, 1000)',
      'IF(tasks > 0, messages / tasks, 0)',
      'messages / tasks / tasks',
      'messages / 1 + tasks',
    ].map((expression) => ({
      name: `the formula ${expression}`,
      artifacts: having(queuePolicy(depth, tasks, formula(expression))),
      subject: byBacklog,
      message: 'A scaling policy tracks a formula that is not understood.',
    })),
    {
      name: 'a formula of formulas',
      artifacts: having(
        queuePolicy(
          depth,
          tasks,
          { ...formula('messages / tasks'), id: 'each', returnData: false },
          formula('FILL(each, 0)'),
        ),
      ),
      subject: byBacklog,
      message: 'A scaling policy tracks a formula that is not understood.',
    },
    {
      name: 'a part of the formula that AWS does not give',
      artifacts: having(queuePolicy(depth, formula('messages / tasks'))),
      subject: byBacklog,
      message: 'A scaling policy tracks a formula that is not understood.',
    },
    {
      name: 'AWS leaves out the target',
      artifacts: having(policyArtifact({ targetValue: null })),
      message: 'AWS does not give the target of a scaling policy.',
    },
    {
      name: 'AWS leaves out the label',
      artifacts: balanced(null),
      subject: byRequests,
      message: 'AWS does not say whose requests a scaling policy counts.',
    },
    {
      name: 'the spec names no target group',
      artifacts: balanced(),
      subject: declaring({ requests }),
      message: 'The spec names no target group whose requests the service scales by.',
    },
    {
      name: 'AWS leaves out the load balancers of the target group',
      artifacts: { ...balanced(), groups: { workers: groupArtifact({ loadBalancerArns: null }) } },
      subject: byRequests,
      message: 'AWS does not say which load balancers the target group stands behind.',
    },
    {
      name: 'no policy is declared, which the plan keeps from being judged',
      artifacts: having(policyArtifact()),
      subject: declaring({}),
      message: 'The spec declares no scaling policy of the service.',
    },
  ],
  error: [
    {
      name: 'the policies are denied',
      artifacts: {
        ...having(),
        policies: { 'main/worker': denied('application-autoscaling:DescribeScalingPolicies') },
      },
      message: 'AWS denied application-autoscaling:DescribeScalingPolicies.',
    },
    {
      name: 'the target groups are denied',
      artifacts: {
        ...balanced(),
        groups: { workers: denied('elasticloadbalancing:DescribeTargetGroups') },
      },
      subject: byRequests,
      message: 'AWS denied elasticloadbalancing:DescribeTargetGroups.',
    },
  ],
});
