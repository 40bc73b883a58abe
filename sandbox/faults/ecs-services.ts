import {
  DeleteServiceCommand,
  RegisterTaskDefinitionCommand,
  UpdateClusterCommand,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { groupIds, subnetIds } from '../deploy/lookup.ts';
import { subnetsOfTier } from '../deploy/network.ts';
import { createService, declaredCount } from '../deploy/services.ts';
import { taskDefinition } from '../deploy/task-definitions.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import {
  balancedService,
  cluster,
  must,
  type PickedService,
  pathsOf,
  plainService,
} from './pick.ts';

const plain = (spec: Spec) => plainService(spec).subject;
const balanced = (spec: Spec) => balancedService(spec).subject;

/** The messages of the load that it takes. */
const messagesToPlain = (spec: Spec) =>
  Object.entries(spec.load?.messages ?? {})
    .filter(([, { service }]) => service === plain(spec))
    .map(([name]) => `messages ${name}`);

/** What fails of a service that is not there: every check that looks at it. */
const ABSENT_SERVICE: readonly string[] = [
  'ecs/service-active',
  'ecs/running-count',
  'ecs/deployment-settled',
  'ecs/deployed-revision',
  'ecs/running-digest',
  'ecs/circuit-breaker',
  'ecs/no-public-ip',
  'ecs/network-config',
  'ecs/no-plaintext-secrets',
  'ecs/secrets-injected',
  'ecs/architecture',
  'ecs/container-ports',
  'ecs/deployment-percentages',
  'ecs/fargate-launch',
  'ecs/image-reference',
  'ecs/logging',
  'ecs/task-size',
  'ecs/task-az-spread',
  'ecs/tasks-healthy',
  'ecs/env-contract',
  'ecs/exec-access',
  'ecs/health-check',
  'ecs/no-privileged',
  'ecs/non-root-user',
  'ecs/platform-version',
  'ecs/readonly-rootfs',
  'ecs/service-events',
  'ecs/volume-encryption',
  'iam/roles-bound',
  'secrets/running-tasks-current',
];

export const ECS_SERVICE_FAULTS: readonly Fault[] = [
  {
    id: 'service-deleted',
    describes: 'A declared service was deleted; ECS still describes it.',
    breaks: [
      { check: 'ecs/stopped-tasks', subject: plain },
      ...ABSENT_SERVICE.map((check): Broken => ({ check, subject: plain })),
      {
        check: 'sg/path-app-to-db',
        subject: (spec) => pathsOf(spec, plain(spec)),
      },
      { check: 'load/current-deployment', subject: messagesToPlain },
    ],
    async apply({ aws, spec }) {
      const { cluster: clusterName, name } = plainService(spec);
      await aws.ecs.send(
        new DeleteServiceCommand({ cluster: clusterName, service: name, force: true }),
      );
      return null;
    },
    async heal(context) {
      const { cluster: clusterName, name, service } = plainService(context.spec);
      await createService(context, clusterName, name, service);
    },
  },
  overlayFault({
    id: 'service-draining',
    describes: 'A service is being deleted while its tasks still run.',
    breaks: [{ check: 'ecs/service-active', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({ service: plainService(spec).name, members: { status: 'DRAINING' } }),
  }),
  overlayFault({
    id: 'cluster-inactive',
    describes: 'The cluster is no longer active.',
    breaks: [{ check: 'ecs/service-active', subject: (spec) => `${cluster(spec)}/*` }],
    deviation: 'ecs/cluster',
    arguments: (spec) => ({ cluster: cluster(spec), members: { status: 'INACTIVE' } }),
  }),

  updated((_context, picked) => ({ desiredCount: declaredCount(picked.service) - 1 }), {
    id: 'fewer-tasks-than-declared',
    describes: 'A service was scaled by hand to fewer tasks than its range begins with.',
    breaks: ['ecs/running-count', 'ecs/task-az-spread'].map((check) => ({ check, subject: plain })),
  }),
  updated(() => ({ desiredCount: 0 }), {
    id: 'scaled-to-zero',
    describes: 'A service desires no task, and so nothing is missing.',
    breaks: [
      'ecs/running-digest',
      'ecs/running-count',
      'ecs/task-az-spread',
      'ecs/tasks-healthy',
      'secrets/running-tasks-current',
    ].map((check) => ({
      check,
      subject: plain,
    })),
  }),
  overlayFault({
    id: 'task-missing',
    describes: 'A task of a service does not start, long after the rollout.',
    breaks: [{ check: 'ecs/running-count', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: {
        runningCount: declaredCount(plainService(spec).service) - 1,
      },
      deployment: longAgo(),
    }),
  }),
  overlayFault({
    id: 'tasks-starting',
    describes: 'The tasks of a rollout that has just begun are starting.',
    breaks: [
      { check: 'ecs/running-count', subject: plain, status: 'unsettled' },
      { check: 'ecs/deployment-settled', subject: plain, status: 'unsettled' },
      { check: 'load/current-deployment', subject: messagesToPlain, status: 'unsettled' },
    ],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: { runningCount: 0, pendingCount: declaredCount(plainService(spec).service) },
      deployment: { rolloutState: 'IN_PROGRESS', createdAt: Date.now() / 1000 },
    }),
  }),

  overlayFault({
    id: 'task-unhealthy',
    describes: 'A running task of a service fails the health check of its container.',
    breaks: [{ check: 'ecs/tasks-healthy', subject: plain }],
    deviation: 'ecs/task',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: { healthStatus: 'UNHEALTHY' },
      count: 1,
    }),
  }),
  overlayFault({
    id: 'tasks-in-one-zone',
    describes: 'All tasks of a service run in one zone, though its subnets are in two.',
    breaks: [{ check: 'ecs/task-az-spread', subject: plain }],
    deviation: 'ecs/task',
    arguments: (spec) => {
      const subnet = must(plainService(spec).service.network.subnets[0], 'subnet of a service');
      return {
        service: plainService(spec).name,
        members: { availabilityZone: spec.network?.subnets[subnet]?.availabilityZone },
      };
    },
  }),

  overlayFault({
    id: 'rollout-stuck',
    describes: 'A rollout has been under way for longer than it may.',
    breaks: [
      { check: 'ecs/deployment-settled', subject: plain },
      { check: 'load/current-deployment', subject: messagesToPlain, status: 'unsettled' },
    ],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      deployment: { rolloutState: 'IN_PROGRESS', ...longAgo() },
    }),
  }),
  overlayFault({
    id: 'rollout-failed',
    describes: 'A rollout failed and nothing rolled it back.',
    breaks: [{ check: 'ecs/deployment-settled', subject: balanced }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: balancedService(spec).name,
      deployment: {
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      },
    }),
  }),
  overlayFault({
    id: 'failed-tasks',
    describes: 'Tasks of the finished rollout failed before others took their place.',
    breaks: [{ check: 'ecs/deployment-settled', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      deployment: { failedTasks: 3 },
    }),
  }),

  {
    id: 'other-revision',
    describes: 'Another revision of the task definition than the released one runs.',
    breaks: [{ check: 'ecs/deployed-revision', subject: plain }],
    apply: (context) => runOtherRevision(context, plainService(context.spec)),
    heal: (context) => runDeclaredRevision(context, plainService(context.spec)),
  },
  {
    id: 'circuit-breaker-rollback',
    describes:
      'The circuit breaker rolled the release back, and the service is stable on another revision.',
    breaks: [{ check: 'ecs/deployed-revision', subject: balanced }],
    async apply(context) {
      const picked = balancedService(context.spec);
      await runOtherRevision(context, picked);
      await context.overlay.setDeviation('circuit-breaker-rollback', 'ecs/deployment-status', {
        service: picked.name,
        status: 'ROLLBACK_SUCCESSFUL',
        reason:
          'Service deployment rolled back because the circuit breaker threshold was exceeded.',
      });
      return null;
    },
    async heal(context) {
      await context.overlay.clearDeviation('circuit-breaker-rollback');
      await runDeclaredRevision(context, balancedService(context.spec));
    },
  },
  overlayFault({
    id: 'rolled-back-to-the-same-revision',
    describes:
      'The released revision runs because the deployment that came after it was rolled back.',
    breaks: [{ check: 'ecs/deployed-revision', subject: plain }],
    deviation: 'ecs/deployment-status',
    arguments: (spec) => ({
      service: plainService(spec).name,
      status: 'ROLLBACK_SUCCESSFUL',
      reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    }),
  }),

  updated(() => ({ deploymentConfiguration: breaker(false, false) }), {
    id: 'circuit-breaker-off',
    describes: 'A failed rollout of a service is not stopped.',
    breaks: [{ check: 'ecs/circuit-breaker', subject: plain }],
  }),
  updated(() => ({ deploymentConfiguration: breaker(true, false) }), {
    id: 'circuit-breaker-without-rollback',
    describes: 'A failed rollout is stopped and not rolled back.',
    breaks: [{ check: 'ecs/circuit-breaker', subject: plain }],
  }),

  updated(
    ({ spec }) => ({
      deploymentConfiguration: {
        ...breaker(true, true),
        minimumHealthyPercent: 0,
        maximumPercent: plainService(spec).service.deployment.maximumPercent,
      },
    }),
    {
      id: 'rollout-without-healthy-tasks',
      describes: 'A rollout may stop every task of a service before a new one serves.',
      breaks: [{ check: 'ecs/deployment-percentages', subject: plain }],
    },
  ),
  updated(() => ({ capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }), {
    id: 'all-tasks-on-spot',
    describes: 'All tasks of a service run on Spot.',
    breaks: [{ check: 'ecs/fargate-launch', subject: plain }],
  }),
  overlayFault({
    id: 'tasks-on-instances',
    describes: 'A service waits for instances in place of running on Fargate.',
    breaks: [{ check: 'ecs/fargate-launch', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: { capacityProviderStrategy: null, launchType: 'EC2' },
    }),
  }),
  {
    id: 'container-insights-off',
    describes: 'Container Insights of the cluster is off.',
    breaks: [{ check: 'ecs/container-insights', subject: cluster }],
    apply: (context) => setInsights(context, 'disabled'),
    async heal(context) {
      await setInsights(context, 'enabled');
    },
  },

  updated(async (context, picked) => networkOf(context, picked, { assignPublicIp: 'ENABLED' }), {
    id: 'public-ip',
    describes: 'The tasks of a service get public addresses.',
    breaks: [{ check: 'ecs/no-public-ip', subject: plain }],
  }),
  updated(
    async (context, picked) =>
      networkOf(context, picked, {
        securityGroups: await groupIds(context, [balancedGroup(context.spec)]),
      }),
    {
      id: 'other-security-group',
      describes: 'A service runs with the security group of another one.',
      breaks: [{ check: 'ecs/network-config', subject: plain }],
    },
  ),
  updated(
    async (context, picked) =>
      networkOf(context, picked, {
        securityGroups: await groupIds(context, [
          ...picked.service.network.securityGroups,
          balancedGroup(context.spec),
        ]),
      }),
    {
      id: 'additional-security-group',
      describes: 'A service has a security group beside the declared ones.',
      breaks: [{ check: 'ecs/network-config', subject: plain }],
    },
  ),
  updated(
    async (context, picked) =>
      networkOf(context, picked, {
        subnets: await subnetIds(
          context,
          subnetsOfTier(must(context.spec.network, 'network'), 'public'),
        ),
      }),
    {
      id: 'tasks-in-public-subnets',
      describes: 'The tasks of a service run in the public subnets.',
      breaks: [{ check: 'ecs/network-config', subject: plain }],
    },
  ),
  overlayFault({
    id: 'platform-retired',
    describes: 'A service is pinned to a retired Fargate platform.',
    breaks: [{ check: 'ecs/platform-version', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: { platformVersion: '1.3.0' },
      deployment: {},
    }),
  }),
  overlayFault({
    id: 'commands-can-be-run',
    describes: 'Anybody may run commands in the containers of a service.',
    breaks: [{ check: 'ecs/exec-access', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: { enableExecuteCommand: true },
      deployment: {},
    }),
  }),
  overlayFault({
    id: 'tasks-cannot-be-placed',
    describes: 'ECS cannot place the tasks of a service.',
    breaks: [{ check: 'ecs/service-events', subject: plain }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: plainService(spec).name,
      members: {
        events: [
          {
            id: '1',
            createdAt: Date.now() / 1000,
            message: '(service worker) was unable to place a task.',
          },
        ],
      },
      deployment: {},
    }),
  }),
  overlayFault({
    id: 'no-time-to-start',
    describes: 'The load balancer gives new tasks no time to start.',
    breaks: [{ check: 'ecs/health-check', subject: balanced }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: balancedService(spec).name,
      members: { healthCheckGracePeriodSeconds: 0 },
      deployment: {},
    }),
  }),
  overlayFault({
    id: 'bound-to-nothing',
    describes: 'A service is bound to no target group.',
    breaks: [{ check: 'ecs/load-balancer-binding', subject: balanced }],
    deviation: 'ecs/service',
    arguments: (spec) => ({
      service: balancedService(spec).name,
      members: { loadBalancers: [] },
      deployment: {},
    }),
  }),

  {
    id: 'task-that-ended',
    describes: 'A task of a service ended a few minutes ago, as its program did.',
    breaks: [{ check: 'ecs/stopped-tasks', subject: plain }],
    async apply(context) {
      const { cluster, name } = plainService(context.spec);
      const { account, region } = context;
      await writeStopped(context, [
        {
          taskArn: `arn:aws:ecs:${region}:${account}:task/${cluster}/${'0'.repeat(32)}`,
          group: `service:${name}`,
          lastStatus: 'STOPPED',
          desiredStatus: 'STOPPED',
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          stoppedAt: Date.now() / 1000 - 300,
          containers: [{ name, exitCode: 1 }],
        },
      ]);
      return null;
    },
    heal: (context) => writeStopped(context, []),
  },

  {
    id: 'service-that-nobody-declared',
    describes: 'A service of the time before the migration still runs in the cluster.',
    breaks: [{ check: 'ecs/undeclared-services', subject: (spec) => plainService(spec).cluster }],
    async apply(context) {
      const { cluster, service } = plainService(context.spec);
      await createService(context, cluster, 'from-before', service);
      return null;
    },
    async heal({ aws, spec }) {
      const { cluster } = plainService(spec);
      await aws.ecs.send(
        new DeleteServiceCommand({ cluster, service: 'from-before', force: true }),
      );
    },
  },
];

/** A fault of the service without a load balancer that one UpdateService makes, and another takes back. */
function updated(
  change: (
    context: SandboxContext,
    picked: PickedService,
  ) => Partial<UpdateServiceCommandInput> | Promise<Partial<UpdateServiceCommandInput>>,
  fault: Pick<Fault, 'id' | 'describes' | 'breaks'>,
): Fault {
  return {
    ...fault,
    async apply(context) {
      const picked = plainService(context.spec);
      await update(context, picked, await change(context, picked));
      return null;
    },
    async heal(context) {
      const picked = plainService(context.spec);
      await update(context, picked, {
        desiredCount: declaredCount(picked.service),
        deploymentConfiguration: {
          ...breaker(true, true),
          minimumHealthyPercent: picked.service.deployment.minimumHealthyPercent,
          maximumPercent: picked.service.deployment.maximumPercent,
        },
        ...(picked.service.capacity && {
          capacityProviderStrategy: picked.service.capacity.map(({ provider, weight, base }) => ({
            capacityProvider: provider,
            weight,
            base,
          })),
        }),
        ...(await networkOf(context, picked, {})),
      });
    },
  };
}

async function update(
  { aws }: SandboxContext,
  { cluster: clusterName, name }: PickedService,
  change: Partial<UpdateServiceCommandInput>,
): Promise<void> {
  await aws.ecs.send(new UpdateServiceCommand({ cluster: clusterName, service: name, ...change }));
}

async function setInsights({ aws, spec }: SandboxContext, value: string): Promise<null> {
  await aws.ecs.send(
    new UpdateClusterCommand({
      cluster: cluster(spec),
      settings: [{ name: 'containerInsights', value }],
    }),
  );
  return null;
}

function breaker(enable: boolean, rollback: boolean) {
  return { deploymentCircuitBreaker: { enable, rollback } };
}

interface NetworkChange {
  readonly subnets?: string[];
  readonly securityGroups?: string[];
  readonly assignPublicIp?: 'ENABLED' | 'DISABLED';
}

/** The declared network of a service, but for the change. */
async function networkOf(
  context: SandboxContext,
  { service }: PickedService,
  change: NetworkChange,
): Promise<Pick<UpdateServiceCommandInput, 'networkConfiguration'>> {
  return {
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: await subnetIds(context, service.network.subnets),
        securityGroups: await groupIds(context, service.network.securityGroups),
        assignPublicIp: 'DISABLED',
        ...change,
      },
    },
  };
}

function balancedGroup(spec: Spec): string {
  return must(
    balancedService(spec).service.network.securityGroups[0],
    'security group of a service',
  );
}

/** The revision before the declared one; where there is none, a new one that nobody declared. */
async function runOtherRevision(context: SandboxContext, picked: PickedService): Promise<null> {
  const { family, revision } = picked.service.task;
  const other = revision > 1 ? revision - 1 : await registerUndeclared(context, picked);
  await update(context, picked, { taskDefinition: `${family}:${other}` });
  return null;
}

async function registerUndeclared(
  context: SandboxContext,
  { service }: PickedService,
): Promise<number> {
  const { taskDefinition: registered } = await context.aws.ecs.send(
    new RegisterTaskDefinitionCommand(await taskDefinition(context, service)),
  );
  return must(registered?.revision, 'revision');
}

async function runDeclaredRevision(context: SandboxContext, picked: PickedService): Promise<void> {
  const { family, revision } = picked.service.task;
  await update(context, picked, { taskDefinition: `${family}:${revision}` });
}

/** A moment that no settling time reaches back to. */
function longAgo() {
  const moment = Date.now() / 1000 - 24 * 60 * 60;
  return { createdAt: moment, updatedAt: moment };
}

async function writeStopped(
  { overlay, account, region }: SandboxContext,
  tasks: readonly object[],
): Promise<void> {
  await overlay.writeState(`${account}/${region}/ecs/stopped-tasks`, tasks);
}
