import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DeleteResourcePolicyCommand,
  PutResourcePolicyCommand,
  CancelRotateSecretCommand,
  DeleteSecretCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { randomBytes } from 'node:crypto';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { rotate } from '../deploy/secrets.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, rotatedSecret, servicesWithSecret } from './pick.ts';

const secret = (spec: Spec) => rotatedSecret(spec).name;

const ALIVE: Broken = { check: 'secrets/current-and-alive', subject: secret };
const ROTATION: Broken = { check: 'secrets/rotation-enabled', subject: secret };
const HEALTHY: Broken = { check: 'secrets/rotation-healthy', subject: secret };
const INTERVAL: Broken = { check: 'secrets/rotation-interval', subject: secret };
const DAY_SECONDS = 24 * 60 * 60;
const INJECTED: Broken = {
  check: 'ecs/secrets-injected',
  subject: (spec) => servicesWithSecret(spec, secret(spec)),
};

export const SECRET_FAULTS: readonly Fault[] = [
  {
    id: 'secret-marked-for-deletion',
    describes: 'A secret is marked for deletion; it is still there, and nobody can read it.',
    breaks: [ALIVE, ROTATION, HEALTHY, INTERVAL, INJECTED],
    async apply({ aws, spec }) {
      await aws.secrets.send(
        new DeleteSecretCommand({ SecretId: secret(spec), RecoveryWindowInDays: 30 }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      await aws.secrets.send(new RestoreSecretCommand({ SecretId: secret(spec) }));
    },
  },
  overlayFault({
    id: 'secret-without-current-version',
    describes: 'No version of a secret is the current one.',
    breaks: [ALIVE, INJECTED],
    deviation: 'secrets/secret',
    arguments: (spec) => ({
      secret: secret(spec),
      members: {
        VersionIdsToStages: { '00000000-0000-4000-8000-000000000000': ['AWSPREVIOUS'] },
      },
    }),
  }),
  {
    id: 'rotation-cancelled',
    describes: 'Rotation of a secret was cancelled; its rules and its function are still there.',
    breaks: [ROTATION, HEALTHY, INTERVAL],
    async apply({ aws, spec }) {
      await aws.secrets.send(new CancelRotateSecretCommand({ SecretId: secret(spec) }));
      return null;
    },
    async heal(context) {
      const { name, rotationDays } = rotatedSecret(context.spec);
      await rotate(context, name, rotationDays);
    },
  },
  overlayFault({
    id: 'rotation-overdue',
    describes: 'The rotation of a secret was due a week ago.',
    breaks: [HEALTHY],
    deviation: 'secrets/secret',
    arguments: (spec) => ({
      secret: secret(spec),
      members: { NextRotationDate: Date.now() / 1000 - 7 * DAY_SECONDS },
    }),
  }),
  overlayFault({
    id: 'rotation-stuck',
    describes: 'A rotation of a secret began two days ago and did not end.',
    breaks: [HEALTHY],
    deviation: 'secrets/secret',
    arguments: (spec) => ({
      secret: secret(spec),
      members: {
        LastChangedDate: Date.now() / 1000 - 2 * DAY_SECONDS,
        VersionIdsToStages: {
          '00000000-0000-4000-8000-000000000001': ['AWSCURRENT'],
          '00000000-0000-4000-8000-000000000002': ['AWSPENDING'],
        },
      },
    }),
  }),
  {
    id: 'rotation-too-rare',
    describes: 'A secret is rotated once a year.',
    breaks: [INTERVAL],
    async apply(context) {
      await rotate(context, secret(context.spec), 365);
      return null;
    },
    async heal(context) {
      const { name, rotationDays } = rotatedSecret(context.spec);
      await rotate(context, name, rotationDays);
    },
  },
  {
    id: 'secret-changed-under-tasks',
    describes: 'A secret has a new value, and no task that holds the old one was restarted.',
    breaks: [
      {
        check: 'secrets/running-tasks-current',
        subject: (spec) => servicesWithSecret(spec, secret(spec)),
      },
    ],
    async apply({ aws, spec }) {
      await aws.secrets.send(
        new PutSecretValueCommand({
          SecretId: secret(spec),
          SecretString: JSON.stringify({ value: randomBytes(24).toString('base64url') }),
        }),
      );
      return null;
    },
    // The value is as good as the old one; what is wrong is that tasks do not have it.
    async heal({ aws, spec }) {
      for (const subject of servicesWithSecret(spec, secret(spec))) {
        const [cluster, service] = subject.split('/');
        await aws.ecs.send(
          new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }),
        );
      }
    },
  },
  overlayFault({
    id: 'secret-with-the-key-of-aws',
    describes: 'A secret is encrypted with the key that AWS manages.',
    breaks: [{ check: 'secrets/cmk', subject: secret }],
    deviation: 'secrets/secret',
    arguments: (spec) => ({ secret: secret(spec), members: { KmsKeyId: null } }),
  }),
  overlayFault({
    id: 'secret-not-copied',
    describes: 'The copy of a secret in another region failed.',
    breaks: [{ check: 'secrets/replication', subject: replicatedSecret }],
    deviation: 'secrets/secret',
    arguments: (spec) => ({
      secret: replicatedSecret(spec),
      members: { ReplicationStatus: [{ Region: 'us-west-2', Status: 'Failed' }] },
    }),
  }),
  {
    id: 'secret-open-to-everyone',
    describes: 'The policy of a secret lets everyone read it.',
    breaks: [{ check: 'secrets/policy-not-public', subject: secret }],
    apply: (context) => setPolicy(context, 'Allow'),
    heal: dropPolicy,
  },
  {
    id: 'secret-closed-to-everyone',
    describes: 'The policy of a secret denies it to everyone.',
    breaks: [{ check: 'secrets/readable-by-execution-role', subject: secret }],
    apply: (context) => setPolicy(context, 'Deny'),
    heal: dropPolicy,
  },
];

function replicatedSecret(spec: Spec): string {
  const found = Object.entries(spec.secrets ?? {}).find(
    ([, { replicaRegions = [] }]) => replicaRegions.length > 0,
  );
  return must(found, 'secret with a copy in another region')[0];
}

async function setPolicy({ aws, spec }: SandboxContext, Effect: 'Allow' | 'Deny'): Promise<null> {
  await aws.secrets.send(
    new PutResourcePolicyCommand({
      SecretId: secret(spec),
      ResourcePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect, Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*' },
        ],
      }),
    }),
  );
  return null;
}

async function dropPolicy({ aws, spec }: SandboxContext): Promise<void> {
  await aws.secrets.send(new DeleteResourcePolicyCommand({ SecretId: secret(spec) }));
}
