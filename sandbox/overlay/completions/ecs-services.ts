import { batchesOf } from '../../../collectors/aws/batches.ts';
import { type CompletionContext, type JsonCompletion, regionalKey } from '../completion.ts';
import {
  isJsonRecord,
  type JsonRecord,
  numberOf,
  recordsOf,
  stringOf,
  stringsOf,
} from '../json.ts';
import { digest, stableUuid } from '../stable-id.ts';
import { parseServiceArn, serviceDeploymentArn, serviceRevisionArn } from './ecs-arns.ts';
import {
  EMPTY_FLEET,
  type Fleet,
  LAUNCH_TIMES_STATE,
  launchAt,
  LaunchTimesByService,
  scaledTo,
  statusOf,
} from './ecs-fleet.ts';
import {
  mergeSettings,
  readServiceMemory,
  type RememberedDeployment,
  type ServiceMemory,
  settingsIn,
  startsDeployment,
  writeServiceMemory,
} from './ecs-memory.ts';

/** Services are rolled out as soon as they are asked for, and keep what was asked for. */
export const ECS_SERVICE_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecs',
    operations: ['ListServices'],
    gap: 'Services that were deleted are listed for ever.',
    async complete(body, { cluster }, context) {
      const arns = stringsOf(body, 'serviceArns');
      const gone = new Set<string>();
      for (const services of batchesOf(arns, 10)) {
        const answer = await context.askJson('ecs', 'DescribeServices', { cluster, services });
        for (const service of recordsOf(answer, 'services')) {
          if (stringOf(service, 'status') === 'INACTIVE') {
            gone.add(stringOf(service, 'serviceArn') ?? '');
          }
        }
      }
      return { ...body, serviceArns: arns.filter((arn) => !gone.has(arn)) };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['CreateService'],
    gap: 'Settings such as the circuit breaker and the capacity providers are dropped.',
    complete(body, parameters, context) {
      const service = body['service'];
      if (!isJsonRecord(service)) return body;
      const arn = stringOf(service, 'serviceArn') ?? '';
      const [deployment] = recordsOf(service, 'deployments');
      const createdAt = context.now.getTime() / 1000;
      writeServiceMemory(context.state, arn, {
        createdAt,
        settings: settingsIn(parameters),
        deployments: [
          {
            id: (deployment && stringOf(deployment, 'id')) ?? deploymentId(arn, 0),
            taskDefinition: stringOf(service, 'taskDefinition') ?? '',
            createdAt,
          },
        ],
        fleet: scaledTo(EMPTY_FLEET, numberOf(service, 'desiredCount') ?? 0, null),
      });
      return { ...body, service: completeService(service, context) };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['UpdateService'],
    gap: 'The family is echoed in place of the task definition, and nothing is rolled out; here a rollout takes no time, and a task that is added takes what the state ecs/launch-times says of its service.',
    // The emulator echoes a family where ECS gives the ARN of its newest revision.
    async prepare(parameters, context) {
      const wanted = stringOf(parameters, 'taskDefinition');
      return wanted === undefined
        ? parameters
        : { ...parameters, taskDefinition: await taskDefinitionArn(wanted, context) };
    },
    async complete(body, parameters, context) {
      const service = body['service'];
      if (!isJsonRecord(service)) return body;
      const wanted = stringOf(parameters, 'taskDefinition');
      const taskDefinition =
        wanted === undefined ? undefined : await taskDefinitionArn(wanted, context);
      await rememberUpdate(service, parameters, taskDefinition, context);
      return { ...body, service: completeService(service, context) };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeServices'],
    gap: 'No task ever runs: counts stay at zero and the deployment in progress.',
    complete(body, parameters, context) {
      return {
        ...body,
        services: recordsOf(body, 'services').map((service) => completeService(service, context)),
        failures: recordsOf(body, 'failures').map((failure) => inCluster(failure, parameters)),
      };
    },
  },
  {
    form: 'json',
    service: 'ecs',
    operations: ['DeleteService'],
    gap: 'As DescribeServices.',
    complete(body, _parameters, context) {
      const service = body['service'];
      return isJsonRecord(service) ? { ...body, service: completeService(service, context) } : body;
    },
  },
];

async function rememberUpdate(
  service: JsonRecord,
  parameters: JsonRecord,
  taskDefinition: string | undefined,
  context: CompletionContext,
): Promise<void> {
  const arn = stringOf(service, 'serviceArn') ?? '';
  const memory = readServiceMemory(context.state, arn) ?? memoryOf(service);
  const desiredCount = numberOf(service, 'desiredCount') ?? 0;
  const rollsOut = startsDeployment(parameters);
  const deployments = rollsOut
    ? [nextDeployment(arn, memory, taskDefinition, context), ...memory.deployments]
    : memory.deployments;
  const fleet = rollsOut
    ? scaledTo(EMPTY_FLEET, desiredCount, null)
    : await launched(arn, memory.fleet, desiredCount, context);
  writeServiceMemory(context.state, arn, {
    ...memory,
    settings: mergeSettings(memory.settings, settingsIn(parameters)),
    deployments,
    fleet,
  });
}

/** What is added comes up in the time that the state has for the service. */
async function launched(
  arn: string,
  fleet: Fleet,
  desiredCount: number,
  context: CompletionContext,
): Promise<Fleet> {
  const state = context.state.get(await regionalKey(context, LAUNCH_TIMES_STATE));
  const times = LaunchTimesByService.parse(state ?? {})[arn];
  const launch = times === undefined ? null : launchAt(context.now.getTime() / 1000, times);
  return scaledTo(fleet, desiredCount, launch);
}

function nextDeployment(
  arn: string,
  memory: ServiceMemory,
  taskDefinition: string | undefined,
  context: CompletionContext,
): RememberedDeployment {
  return {
    id: deploymentId(arn, memory.deployments.length),
    taskDefinition: taskDefinition ?? memory.deployments[0]?.taskDefinition ?? '',
    createdAt: context.now.getTime() / 1000,
  };
}

/** A service that came to the emulator without passing here is as the emulator says. */
export function memoryOf(service: JsonRecord): ServiceMemory {
  const [deployment = {}] = recordsOf(service, 'deployments');
  const createdAt = numberOf(deployment, 'createdAt') ?? 0;
  return {
    createdAt,
    settings: {},
    deployments: [
      {
        id: stringOf(deployment, 'id') ?? deploymentId(stringOf(service, 'serviceArn') ?? '', 0),
        taskDefinition: stringOf(service, 'taskDefinition') ?? '',
        createdAt,
      },
    ],
    fleet: scaledTo(EMPTY_FLEET, numberOf(service, 'desiredCount') ?? 0, null),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
function completeService(service: JsonRecord, context: CompletionContext): JsonRecord {
  const arn = stringOf(service, 'serviceArn') ?? '';
  const parts = parseServiceArn(arn);
  const memory = readServiceMemory(context.state, arn) ?? memoryOf(service);
  const [current] = memory.deployments;
  if (parts === null || current === undefined) return service;

  const active = service['status'] === 'ACTIVE';
  const desiredCount = active ? (numberOf(service, 'desiredCount') ?? 0) : 0;
  const now = context.now.getTime() / 1000;
  const { tasks } = scaledTo(memory.fleet, desiredCount, null);
  const runningCount = tasks.filter((task) => statusOf(task, now) === 'RUNNING').length;
  const pendingCount = desiredCount - runningCount;
  const taskDefinition = current.taskDefinition;
  const placed = placement(service, memory);
  const settings: JsonRecord = {
    availabilityZoneRebalancing: 'ENABLED',
    enableECSManagedTags: false,
    enableExecuteCommand: false,
    ...(recordsOf(service, 'loadBalancers').length > 0 && { healthCheckGracePeriodSeconds: 0 }),
    placementConstraints: [],
    placementStrategy: [],
    ...memory.settings,
    deploymentConfiguration: deploymentConfiguration(memory.settings['deploymentConfiguration']),
  };
  return {
    ...withoutLaunchType(service),
    ...placed,
    ...settings,
    taskDefinition,
    desiredCount,
    runningCount,
    pendingCount,
    createdAt: memory.createdAt,
    createdBy: `${parts.prefix.replace(/:ecs:[^:]*:/, ':iam::')}:root`,
    roleArn: `${parts.prefix.replace(/:ecs:[^:]*:/, ':iam::')}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    currentServiceDeployment: serviceDeploymentArn(parts, current.id),
    currentServiceRevisions: [
      {
        arn: serviceRevisionArn(parts, current.id),
        requestedTaskCount: desiredCount,
        runningTaskCount: runningCount,
        pendingTaskCount: pendingCount,
      },
    ],
    events: active ? [steadyState(parts.service, current)] : [],
    deployments: active
      ? recordsOf(service, 'deployments')
          .slice(0, 1)
          .map((deployment) => ({
            ...withoutLaunchType(deployment),
            ...placed,
            id: current.id,
            status: 'PRIMARY',
            taskDefinition,
            desiredCount,
            runningCount,
            pendingCount,
            failedTasks: 0,
            createdAt: current.createdAt,
            updatedAt: current.createdAt,
            platformFamily: 'Linux',
            platformVersion: actualPlatformVersion(service, memory),
            networkConfiguration:
              memory.settings['networkConfiguration'] ?? service['networkConfiguration'],
            rolloutState: 'COMPLETED',
            rolloutStateReason: `ECS deployment ${current.id} completed.`,
          }))
      : [],
  };
}

/** A service has a launch type or a capacity provider strategy, never both; the emulator says EC2 for the second. */
function placement(service: JsonRecord, memory: ServiceMemory): JsonRecord {
  const strategy = memory.settings['capacityProviderStrategy'];
  return Array.isArray(strategy) && strategy.length > 0
    ? { capacityProviderStrategy: strategy }
    : { launchType: service['launchType'] };
}

function withoutLaunchType(deployment: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(deployment).filter(([name]) => name !== 'launchType'));
}

/** ECS's defaults, below what was asked for. */
function deploymentConfiguration(asked: unknown): JsonRecord {
  return {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
    ...(isJsonRecord(asked) && asked),
  };
}

/** A service asks for LATEST; what runs has a number. */
function actualPlatformVersion(service: JsonRecord, memory: ServiceMemory): string {
  const asked = memory.settings['platformVersion'] ?? service['platformVersion'];
  return typeof asked === 'string' && asked !== 'LATEST' ? asked : '1.4.0';
}

function steadyState(service: string, deployment: RememberedDeployment): JsonRecord {
  return {
    id: stableUuid(`event ${deployment.id}`),
    createdAt: deployment.createdAt,
    message: `(service ${service}) has reached a steady state.`,
  };
}

/** The emulator leaves the cluster out of a missing service's ARN. */
function inCluster(failure: JsonRecord, parameters: JsonRecord): JsonRecord {
  const arn = stringOf(failure, 'arn');
  const cluster = (stringOf(parameters, 'cluster') ?? 'default').replace(/^.*cluster\//, '');
  return arn === undefined
    ? failure
    : { ...failure, arn: arn.replace(/:service\/([^/]+)$/, `:service/${cluster}/$1`) };
}

async function taskDefinitionArn(wanted: string, context: CompletionContext): Promise<string> {
  if (/^arn:.*:\d+$/.test(wanted)) return wanted;
  const { taskDefinition } = await context.askJson('ecs', 'DescribeTaskDefinition', {
    taskDefinition: wanted,
  });
  const found = isJsonRecord(taskDefinition) ? taskDefinition : {};
  return stringOf(found, 'taskDefinitionArn') ?? wanted;
}

function deploymentId(arn: string, sequence: number): string {
  const number = BigInt(`0x${digest(`${arn} ${sequence}`, 15)}`);
  return `ecs-svc/${number.toString().padStart(19, '0').slice(-19)}`;
}
