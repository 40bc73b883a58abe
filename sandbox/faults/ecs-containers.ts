import { DeleteLogGroupCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { PortMapping } from '@aws-sdk/client-ecs';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { createLogGroup, putLogEvent, setRetention } from '../deploy/log-groups.ts';
import type { Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, plainService } from './pick.ts';

const plain = (spec: Spec) => plainService(spec).subject;
const logGroup = (spec: Spec) => declared(spec).logGroup;

/** An access key of AWS's own documentation: it has the form and opens nothing. */
const EXAMPLE_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const EXAMPLE_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** A registered revision never changes, so a revision that should have been another one is the overlay's. */
export const ECS_CONTAINER_FAULTS: readonly Fault[] = [
  overlayFault({
    id: 'secret-in-environment',
    describes: 'A password stands in a plain variable of a container.',
    breaks: [
      { check: 'ecs/no-plaintext-secrets', subject: plain },
      { check: 'ecs/env-contract', subject: plain },
    ],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: {
        environment: [
          ...declaredEnvironment(spec),
          { name: 'DATABASE_URL', value: 'postgres://owner:vK9-2fQ_x7Lr0Zp@db.internal:5432/app' },
        ],
      },
    }),
  }),
  overlayFault({
    id: 'secret-in-command',
    describes: "An access key stands in a container's command.",
    breaks: [{ check: 'ecs/no-plaintext-secrets', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: {
        command: ['serve', '--access-key', EXAMPLE_KEY_ID, '--secret-key', EXAMPLE_KEY],
      },
    }),
  }),
  overlayFault({
    id: 'secret-in-label',
    describes: "An access key stands in a container's labels.",
    breaks: [{ check: 'ecs/no-plaintext-secrets', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: { dockerLabels: { 'backup.aws-access-key-id': EXAMPLE_KEY_ID } },
    }),
  }),

  overlayFault({
    id: 'secret-not-injected',
    describes: 'A declared secret is not injected into its container.',
    breaks: [{ check: 'ecs/secrets-injected', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { secrets: [] } }),
  }),
  overlayFault({
    id: 'secret-of-another-account',
    describes: 'A variable is injected from the secret of another account.',
    breaks: [
      { check: 'ecs/secrets-injected', subject: plain },
      { check: 'secrets/running-tasks-current', subject: plain, status: 'unknown' },
    ],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: {
        secrets: Object.entries(declared(spec).secrets ?? {}).map(([name, secret]) => ({
          name,
          valueFrom: `arn:aws:secretsmanager:${spec.account.region}:999988887777:secret:${secret}-AbCdEf`,
        })),
      },
    }),
  }),

  overlayFault({
    id: 'task-too-small',
    describes: 'The tasks of a service have half of the declared CPU units and memory.',
    breaks: [{ check: 'ecs/task-size', subject: plain }],
    deviation: 'ecs/task-definition',
    arguments: (spec) => {
      const { family, cpuUnits, memoryMiB } = plainService(spec).service.task;
      return { family, members: { cpu: String(cpuUnits / 2), memory: String(memoryMiB / 2) } };
    },
  }),
  overlayFault({
    id: 'another-architecture',
    describes:
      'The tasks of a service run on another CPU architecture than the image is built for.',
    breaks: [{ check: 'ecs/architecture', subject: plain }],
    deviation: 'ecs/task-definition',
    arguments: (spec) => {
      const { family, architecture } = plainService(spec).service.task;
      const other = architecture === 'ARM64' ? 'X86_64' : 'ARM64';
      return { family, members: { runtimePlatform: { cpuArchitecture: other } } };
    },
  }),
  overlayFault({
    id: 'another-image',
    describes: 'A container runs another build than the released one.',
    breaks: [{ check: 'ecs/image-reference', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: { image: declared(spec).image.replace(/:[^:/]+$/, ':0.0.1') },
    }),
  }),
  overlayFault({
    id: 'latest-image',
    describes: 'A container runs whatever image is the latest.',
    breaks: [{ check: 'ecs/image-reference', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: { image: declared(spec).image.replace(/:[^:/]+$/, ':latest') },
    }),
  }),
  overlayFault({
    id: 'container-does-not-log',
    describes: 'A container logs nowhere.',
    breaks: [{ check: 'ecs/logging', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { logConfiguration: null } }),
  }),
  overlayFault({
    id: 'container-privileged',
    describes: 'A container is privileged.',
    breaks: [{ check: 'ecs/no-privileged', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { privileged: true } }),
  }),
  overlayFault({
    id: 'container-with-capability',
    describes: 'A container has a capability that nobody declared.',
    breaks: [{ check: 'ecs/no-privileged', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: { linuxParameters: { capabilities: { add: ['SYS_PTRACE'] } } },
    }),
  }),
  overlayFault({
    id: 'container-writable',
    describes: 'A container can write into its own file system.',
    breaks: [{ check: 'ecs/readonly-rootfs', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { readonlyRootFilesystem: null } }),
  }),
  overlayFault({
    id: 'container-as-root',
    describes: 'A container runs as root.',
    breaks: [{ check: 'ecs/non-root-user', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { user: '0:0' } }),
  }),
  overlayFault({
    id: 'volume-in-the-clear',
    describes: 'A file system is mounted without encryption.',
    breaks: [{ check: 'ecs/volume-encryption', subject: plain }],
    deviation: 'ecs/task-definition',
    arguments: (spec) => ({
      family: container(spec).family,
      members: {
        volumes: [{ name: 'shared', efsVolumeConfiguration: { fileSystemId: 'fs-0123' } }],
      },
    }),
  }),
  overlayFault({
    id: 'container-unchecked',
    describes: 'Nothing checks the health of a container.',
    breaks: [{ check: 'ecs/health-check', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { healthCheck: null } }),
  }),
  overlayFault({
    id: 'setting-of-yesterday',
    describes: 'A container has lost its variables.',
    breaks: [{ check: 'ecs/env-contract', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({ ...container(spec), members: { environment: [] } }),
  }),
  overlayFault({
    id: 'settings-in-a-file',
    describes: 'A container takes variables from a file in S3 too, which may name any host.',
    breaks: [
      { check: 'ecs/env-contract', subject: plain, status: 'unknown' },
      { check: 'ecs/no-plaintext-secrets', subject: plain, status: 'unknown' },
    ],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: {
        environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::mistersmith-settings/worker.env' }],
      },
    }),
  }),
  overlayFault({
    id: 'container-port-not-mapped',
    describes: 'A container does not map the last of its declared ports.',
    breaks: [{ check: 'ecs/container-ports', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: { portMappings: mappings(declared(spec).ports.slice(0, -1)) },
    }),
  }),
  overlayFault({
    id: 'container-port-undeclared',
    describes: 'A container maps a range of ports that nobody declared.',
    breaks: [{ check: 'ecs/container-ports', subject: plain }],
    deviation: 'ecs/container',
    arguments: (spec) => ({
      ...container(spec),
      members: {
        portMappings: [
          ...mappings(declared(spec).ports),
          { containerPortRange: '50000-50010', protocol: 'tcp' },
        ],
      },
    }),
  }),
  {
    id: 'log-group-deleted',
    describes: 'The log group of a service does not exist.',
    breaks: [
      { check: 'logs/flowing', subject: logGroup },
      { check: 'cost/tags', subject: () => 'logGroups' },
      { check: 'ecs/logging', subject: plain },
      { check: 'logs/retention', subject: logGroup },
    ],
    async apply({ aws, spec }) {
      await aws.logs.send(new DeleteLogGroupCommand({ logGroupName: logGroup(spec) }));
      return null;
    },
    async heal(context) {
      const name = logGroup(context.spec);
      await createLogGroup(context, name, must(context.spec.logGroups?.[name], 'log group'));
      await putLogEvent(context, name);
    },
  },
  {
    id: 'logs-kept-for-a-day',
    describes: 'The logs of a service are kept for a day.',
    breaks: [{ check: 'logs/retention', subject: logGroup }],
    async apply({ aws, spec }) {
      await aws.logs.send(
        new PutRetentionPolicyCommand({ logGroupName: logGroup(spec), retentionInDays: 1 }),
      );
      return null;
    },
    async heal(context) {
      const name = logGroup(context.spec);
      await setRetention(context, name, must(context.spec.logGroups?.[name], 'log group'));
    },
  },

  overlayFault({
    id: 'log-group-silent',
    describes: 'The containers of a service have never logged anything.',
    breaks: [{ check: 'logs/flowing', subject: logGroup }],
    deviation: 'logs/silent',
    arguments: (spec) => ({ group: logGroup(spec) }),
  }),
];

type ContainerSpec = ServiceSpec['task']['containers'][string];

function first(spec: Spec): [name: string, container: ContainerSpec] {
  const { containers } = plainService(spec).service.task;
  return must(Object.entries(containers)[0], 'container');
}

function declared(spec: Spec): ContainerSpec {
  return first(spec)[1];
}

function container(spec: Spec) {
  return { family: plainService(spec).service.task.family, container: first(spec)[0] };
}

function mappings(ports: readonly number[]): PortMapping[] {
  return ports.map((containerPort) => ({ containerPort, protocol: 'tcp' }));
}

function declaredEnvironment(spec: Spec) {
  return Object.entries(declared(spec).environment ?? {})
    .map(([name, value]) => ({ name, value }))
    .filter(({ name }) => name !== 'DATABASE_URL');
}
