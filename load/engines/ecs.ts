import type { RegisterTaskDefinitionCommandInput, RunTaskCommandInput } from '@aws-sdk/client-ecs';
import type { ScenarioKind } from '../plan/phases.ts';
import type { EcsSettings } from './engine-settings.ts';

/** What the generators are told in words. */
export interface EcsLoad {
  readonly scenario: ScenarioKind;
  readonly environment: string | null;
  readonly seed: number;
  readonly segments: number;
  /** When all begin, in milliseconds since 1970. */
  readonly startAtMs: number;
  /** What production is confirmed by; null for any other target. */
  readonly confirm: string | null;
  /** The variables that its headers are taken from. */
  readonly variables: readonly string[];
}

/** The requests that start the generators of a load, one task each, and the task definition that they are of. */
export interface EcsRequests {
  readonly registerTaskDefinition: RegisterTaskDefinitionCommandInput;
  readonly runTask: readonly RunTaskCommandInput[];
}

const CONTAINER = 'generator';
const RESULTS_FOLDER = '/results';

/**
 * What the API of ECS is to be asked for, on Fargate: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html.
 * Nothing of it is secret: what headers are taken from is named by reference, and a generator calls nothing of AWS.
 * @throws {RangeError} when the settings do not say where a variable is.
 */
export function ecsRequests(load: EcsLoad, settings: EcsSettings): EcsRequests {
  return {
    registerTaskDefinition: taskDefinition(settings, load.variables),
    runTask: Array.from({ length: load.segments }, (_, index) => task(load, settings, index + 1)),
  };
}

function taskDefinition(
  settings: EcsSettings,
  variables: readonly string[],
): RegisterTaskDefinitionCommandInput {
  const { name, image, cpu, memory, architecture, executionRole, taskRole } = settings;
  return {
    family: name,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu,
    memory,
    runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: architecture },
    executionRoleArn: executionRole,
    ...(taskRole === undefined ? {} : { taskRoleArn: taskRole }),
    containerDefinitions: [
      {
        name: CONTAINER,
        image,
        essential: true,
        readonlyRootFilesystem: true,
        linuxParameters: { initProcessEnabled: true },
        // k6 reads its plan from a file of its own.
        environment: [{ name: 'TMPDIR', value: '/tmp' }],
        ...(variables.length === 0
          ? {}
          : { secrets: variables.map((name) => ({ name, valueFrom: secretOf(name, settings) })) }),
        mountPoints: [
          { sourceVolume: 'tmp', containerPath: '/tmp' },
          { sourceVolume: 'results', containerPath: RESULTS_FOLDER },
        ],
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': settings.logGroup,
            'awslogs-region': settings.region,
            'awslogs-stream-prefix': name,
          },
        },
      },
    ],
    volumes: [
      { name: 'tmp' },
      {
        name: 'results',
        efsVolumeConfiguration: {
          fileSystemId: settings.fileSystem,
          transitEncryption: 'ENABLED',
          ...(taskRole === undefined ? {} : { authorizationConfig: { iam: 'ENABLED' as const } }),
        },
      },
    ],
  };
}

function secretOf(variable: string, { secrets = {} }: EcsSettings): string {
  const secret = Object.hasOwn(secrets, variable) ? secrets[variable] : undefined;
  if (secret === undefined) {
    throw new RangeError(
      `The load takes a header from ${variable}, and the settings of the engine do not say where that is: add secrets: { ${variable}: <ARN> }.`,
    );
  }
  return secret;
}

function task(
  { scenario, environment, seed, segments, startAtMs, confirm }: EcsLoad,
  { name, cluster, spec, subnets, securityGroups }: EcsSettings,
  segment: number,
): RunTaskCommandInput {
  const startAt = new Date(startAtMs).toISOString().replace('.000Z', 'Z');
  return {
    cluster,
    taskDefinition: name,
    launchType: 'FARGATE',
    count: 1,
    // The same request sent twice starts one task, and not the same segment twice.
    clientToken: `${name.slice(0, 20)}-${startAtMs}-${segment}`,
    startedBy: 'landfall-load',
    networkConfiguration: {
      awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: 'DISABLED' },
    },
    overrides: {
      containerOverrides: [
        {
          name: CONTAINER,
          command: [
            ...['load', 'run', '--spec', spec],
            ...(environment === null ? [] : ['--env', environment]),
            ...['--scenario', scenario, '--seed', String(seed)],
            ...['--segment', `${segment}/${segments}`, '--start-at', startAt],
            ...(confirm === null ? [] : ['--confirm', confirm]),
            ...['--store', `${RESULTS_FOLDER}/segment-${segment}`],
          ],
        },
      ],
    },
  };
}
