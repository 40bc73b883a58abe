import {
  CancelRotateSecretCommand,
  DeleteSecretCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Spec } from '../../core/spec/spec.ts';
import { rotate } from '../deploy/secrets.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { rotatedSecret, servicesWithSecret } from './pick.ts';

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
];
