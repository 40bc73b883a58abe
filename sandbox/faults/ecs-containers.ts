import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, plainService } from './pick.ts';

const plain = (spec: Spec) => plainService(spec).subject;

/** An access key of AWS's own documentation: it has the form and opens nothing. */
const EXAMPLE_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const EXAMPLE_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** A registered revision never changes, so a revision that should have been another one is the overlay's. */
export const ECS_CONTAINER_FAULTS: readonly Fault[] = [
  overlayFault({
    id: 'secret-in-environment',
    describes: 'A password stands in a plain variable of a container.',
    breaks: [{ check: 'ecs/no-plaintext-secrets', subject: plain }],
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
    breaks: [{ check: 'ecs/secrets-injected', subject: plain }],
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

function declaredEnvironment(spec: Spec) {
  return Object.entries(declared(spec).environment ?? {})
    .map(([name, value]) => ({ name, value }))
    .filter(({ name }) => name !== 'DATABASE_URL');
}
