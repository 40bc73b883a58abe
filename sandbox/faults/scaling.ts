import {
  DeleteScalingPolicyCommand,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
  type TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import {
  activitiesOf,
  putPolicy,
  registerTarget,
  resourceId,
  scalingActivity,
  writeActivities,
} from '../deploy/scaling.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import {
  loadScaledService,
  must,
  type PickedService,
  plainService,
  requestScaledService,
} from './pick.ts';

const plain = (spec: Spec) => plainService(spec).subject;
const requests = (spec: Spec) => requestScaledService(spec).subject;

/** A policy that is no part of the spec. */
const UNDECLARED = 'by-hand';

const TARGET: Broken = { check: 'autoscaling/target-registered', subject: plain };
const POLICY: Broken = { check: 'autoscaling/policy-present', subject: plain };

export const SCALING_FAULTS: readonly Fault[] = [
  {
    id: 'scalable-target-gone',
    describes: 'The scalable target of a service was deregistered, and its policies with it.',
    breaks: [
      TARGET,
      POLICY,
      { check: 'autoscaling/not-suspended', subject: plain },
      { check: 'autoscaling/alarms-intact', subject: plain },
    ],
    async apply({ aws, spec }) {
      const picked = plainService(spec);
      await aws.autoScaling.send(new DeregisterScalableTargetCommand(target(picked)));
      // AWS deletes the policies with their target; the emulator keeps them.
      for (const PolicyName of Object.keys(scalingOf(picked).policies)) {
        await aws.autoScaling.send(
          new DeleteScalingPolicyCommand({ ...target(picked), PolicyName }),
        );
      }
      return null;
    },
    heal: restore,
  },
  {
    id: 'scaling-range-changed',
    describes: 'A service may scale to more tasks than declared.',
    breaks: [TARGET],
    apply: (context) => register(context, ({ minTasks, maxTasks }) => [minTasks, maxTasks * 2]),
    heal: restore,
  },
  {
    id: 'scaling-pinned',
    describes: 'A service may not scale at all: its range is one number.',
    breaks: [TARGET],
    apply: (context) => register(context, ({ minTasks }) => [minTasks, minTasks]),
    heal: restore,
  },
  overlayFault({
    id: 'scaling-suspended',
    describes: 'Scaling of a service was suspended for the migration, and is suspended still.',
    breaks: [{ check: 'autoscaling/not-suspended', subject: plain }],
    deviation: 'autoscaling/target',
    arguments: (spec) => {
      const { cluster, name } = plainService(spec);
      return {
        resource: resourceId(cluster, name),
        members: {
          SuspendedState: {
            DynamicScalingInSuspended: false,
            DynamicScalingOutSuspended: true,
            ScheduledScalingSuspended: false,
          },
        },
      };
    },
  }),
  {
    id: 'scaling-policy-gone',
    describes: 'The scaling policy of a service was deleted.',
    breaks: [{ check: 'autoscaling/alarms-intact', subject: plain }, POLICY],
    async apply({ aws, spec }) {
      const picked = plainService(spec);
      await aws.autoScaling.send(
        new DeleteScalingPolicyCommand({ ...target(picked), PolicyName: policyOf(picked) }),
      );
      return null;
    },
    heal: restore,
  },
  {
    id: 'scaling-target-value',
    describes: 'A scaling policy aims at twice the declared value.',
    breaks: [POLICY],
    apply: (context) =>
      changePolicy(context, plainService(context.spec), (policy) => ({
        ...policy,
        TargetValue: must(policy.TargetValue, 'target value') * 2,
      })),
    heal: restore,
  },
  {
    id: 'scale-in-disabled',
    describes: 'No policy of a service scales in.',
    breaks: [POLICY],
    apply: (context) =>
      changePolicy(context, plainService(context.spec), (policy) => ({
        ...policy,
        DisableScaleIn: true,
      })),
    heal: restore,
  },
  {
    id: 'scale-in-by-an-undeclared-policy',
    describes: 'The declared policy does not scale in, and one in steps does that nobody declared.',
    breaks: [{ check: 'autoscaling/alarms-intact', subject: plain }, POLICY],
    async apply(context) {
      const picked = plainService(context.spec);
      await context.aws.autoScaling.send(
        new PutScalingPolicyCommand({
          ...target(picked),
          PolicyName: UNDECLARED,
          PolicyType: 'StepScaling',
          StepScalingPolicyConfiguration: {
            AdjustmentType: 'ChangeInCapacity',
            StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -1 }],
          },
        }),
      );
      return changePolicy(context, picked, (policy) => ({ ...policy, DisableScaleIn: true }));
    },
    async heal(context) {
      await context.aws.autoScaling.send(
        new DeleteScalingPolicyCommand({
          ...target(plainService(context.spec)),
          PolicyName: UNDECLARED,
        }),
      );
      await restore(context);
    },
  },
  {
    id: 'scaling-cooldown',
    describes: 'A scaling policy waits for an hour before it scales out again.',
    breaks: [POLICY],
    apply: (context) =>
      changePolicy(context, plainService(context.spec), (policy) => ({
        ...policy,
        ScaleOutCooldown: 3600,
      })),
    heal: restore,
  },
  {
    id: 'requests-of-another-target-group',
    describes: 'A service scales with the requests of a target group that it had before.',
    breaks: [{ ...POLICY, subject: requests }],
    apply: (context) =>
      changePolicy(context, requestScaledService(context.spec), (policy) => ({
        ...policy,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: 'app/former/0123456789abcdef/targetgroup/former/fedcba9876543210',
        },
      })),
    async heal(context) {
      const { cluster, name, service, policy } = requestScaledService(context.spec);
      await putPolicy(context, cluster, name, service, policy);
    },
  },

  overlayFault({
    id: 'scaling-alarms-switched-off',
    describes: 'The alarms of the scaling policies of a service do not act.',
    breaks: [{ check: 'autoscaling/alarms-intact', subject: plain }],
    deviation: 'cloudwatch/alarms',
    arguments: (spec) => {
      const { cluster, name } = plainService(spec);
      const prefix = `TargetTracking-${resourceId(cluster, name)}-`;
      return { prefix, members: { ActionsEnabled: false } };
    },
  }),
  {
    id: 'scaling-failed',
    describes: 'The last scaling of a service failed.',
    breaks: [{ check: 'autoscaling/recent-activity', subject: plain }],
    async apply(context) {
      const { cluster, name } = plainService(context.spec);
      await writeActivities(context, [
        {
          ActivityId: 'failed',
          ServiceNamespace: 'ecs',
          ScalableDimension: 'ecs:service:DesiredCount',
          ResourceId: resourceId(cluster, name),
          Description: 'Setting desired count to 3.',
          Cause: 'An alarm went off.',
          StatusCode: 'Failed',
          StatusMessage: 'The role may not update the service.',
          StartTime: Date.now() / 1000 - 600,
        },
        ...activitiesOf(context.spec),
      ]);
      return null;
    },
    heal: (context) => writeActivities(context, activitiesOf(context.spec)),
  },
  underLoad({
    id: 'no-growth-under-load',
    describes: 'A service did not scale out while the load test ran.',
    steps: () => [],
  }),
  underLoad({
    id: 'late-growth-under-load',
    describes: 'A service scaled out long after the load test had begun.',
    steps: ({ minTasks, start, riseSeconds, end }) => [
      ['AlarmHigh', minTasks + 1, start + 2 * riseSeconds],
      ['AlarmLow', minTasks, end],
    ],
  }),
  underLoad({
    id: 'limit-reached-under-load',
    describes: 'A service ran at its greatest number of tasks while the load test ran.',
    steps: ({ minTasks, maxTasks, start, end }) => [
      ['AlarmHigh', maxTasks, start],
      ['AlarmLow', minTasks, end],
    ],
  }),
  underLoad({
    id: 'no-return-after-load',
    describes: 'A service kept the tasks that it had got for the load test.',
    steps: ({ minTasks, start }) => [['AlarmHigh', minTasks + 1, start]],
  }),
  underLoad({
    id: 'growth-to-an-unknown-baseline',
    describes: 'A service shrank after the load test, and nobody knows how far it should have.',
    steps: ({ minTasks, start, end }) => [
      ['AlarmHigh', minTasks + 3, start],
      ['AlarmLow', minTasks + 1, end],
    ],
    status: 'unknown',
  }),
  {
    id: 'service-shrunk-at-night',
    describes: 'A schedule that nobody declared shrinks a service every night.',
    breaks: [{ check: 'autoscaling/scheduled-actions', subject: plain }],
    async apply({ aws, spec }) {
      await aws.autoScaling.send(
        new PutScheduledActionCommand({
          ...target(plainService(spec)),
          ScheduledActionName: 'night',
          Schedule: 'cron(0 22 * * ? *)',
          ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 1 },
        }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      await aws.autoScaling.send(
        new DeleteScheduledActionCommand({
          ...target(plainService(spec)),
          ScheduledActionName: 'night',
        }),
      );
    },
  },
];

interface LoadTest {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly riseSeconds: number;
  /** In seconds since the epoch, as is the next. */
  readonly start: number;
  readonly end: number;
}

/** The service that scales under the declared load test took these steps instead, the oldest first. */
function underLoad({
  id,
  describes,
  steps,
  status = 'fail',
}: {
  readonly steps: (test: LoadTest) => readonly Step[];
  readonly status?: 'fail' | 'unknown';
} & Pick<Fault, 'id' | 'describes'>): Fault {
  return {
    id,
    describes,
    breaks: [
      {
        check: 'autoscaling/scaled-under-load',
        subject: (spec) => loadScaledService(spec).subject,
        status,
      },
    ],
    async apply(context) {
      const { cluster, name, scaling, underLoad: declared } = loadScaledService(context.spec);
      const tested = must(context.spec.load?.tested, 'load test');
      const taken = steps({
        ...scaling,
        ...declared,
        start: Date.parse(tested.startedAt) / 1000,
        end: Date.parse(tested.endedAt) / 1000,
      });
      const resource = resourceId(cluster, name);
      await writeActivities(
        context,
        taken.map((step) => scalingActivity(resource, ...step)).toReversed(),
      );
      return null;
    },
    heal: (context) => writeActivities(context, activitiesOf(context.spec)),
  };
}

type Step = readonly [alarm: 'AlarmHigh' | 'AlarmLow', desiredCount: number, at: number];

function target({ cluster, name }: PickedService) {
  return {
    ServiceNamespace: 'ecs' as const,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    ResourceId: resourceId(cluster, name),
  };
}

function scalingOf({ service }: PickedService): NonNullable<ServiceSpec['scaling']> {
  return must(service.scaling, 'scaling of the service');
}

function policyOf(picked: PickedService): string {
  return must(Object.keys(scalingOf(picked).policies)[0], 'scaling policy of the service');
}

async function register(
  { aws, spec }: SandboxContext,
  range: (declared: NonNullable<ServiceSpec['scaling']>) => [min: number, max: number],
): Promise<null> {
  const picked = plainService(spec);
  const [MinCapacity, MaxCapacity] = range(scalingOf(picked));
  await aws.autoScaling.send(
    new RegisterScalableTargetCommand({ ...target(picked), MinCapacity, MaxCapacity }),
  );
  return null;
}

async function changePolicy(
  { aws }: SandboxContext,
  picked: PickedService & { readonly policy?: string },
  change: (
    policy: TargetTrackingScalingPolicyConfiguration,
  ) => TargetTrackingScalingPolicyConfiguration,
): Promise<null> {
  const PolicyName = picked.policy ?? policyOf(picked);
  const { ScalingPolicies = [] } = await aws.autoScaling.send(
    new DescribeScalingPoliciesCommand({ ...target(picked), PolicyNames: [PolicyName] }),
  );
  const current = must(
    ScalingPolicies[0]?.TargetTrackingScalingPolicyConfiguration,
    'target tracking policy',
  );
  await aws.autoScaling.send(
    new PutScalingPolicyCommand({
      ...target(picked),
      PolicyName,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: change(current),
    }),
  );
  return null;
}

/** The declared target and policies of the service without a load balancer, as they were first made. */
async function restore(context: SandboxContext): Promise<void> {
  const picked = plainService(context.spec);
  await registerTarget(context, picked.cluster, picked.name, scalingOf(picked));
  for (const policy of Object.keys(scalingOf(picked).policies)) {
    await putPolicy(context, picked.cluster, picked.name, picked.service, policy);
  }
}
