import {
  CancelKeyDeletionCommand,
  CreateGrantCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  PutKeyPolicyCommand,
  RevokeGrantCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { keyPolicy } from '../deploy/keys.ts';
import { keyArn } from '../deploy/lookup.ts';
import type { Broken, Fault } from './fault.ts';
import { must } from './pick.ts';

const key = (spec: Spec) => must(Object.keys(spec.kmsKeys ?? {})[0], 'KMS key');
const USABLE: Broken = { check: 'kms/key-usable', subject: key };
const ROTATION: Broken = { check: 'kms/rotation', subject: key };
const POLICY: Broken = { check: 'kms/policy', subject: key };
/** The secrets that are read with the key, and injected. */
const READABLE: Broken = {
  check: 'secrets/readable-by-execution-role',
  subject: (spec) =>
    Object.entries(spec.secrets ?? {}).flatMap(([name, { kmsKeyAlias }]) =>
      kmsKeyAlias === key(spec) ? [name] : [],
    ),
};

export const KEY_FAULTS: readonly Fault[] = [
  {
    id: 'key-disabled',
    describes: 'A key is disabled, and all that is encrypted with it is closed.',
    breaks: [USABLE],
    async apply(context) {
      await context.aws.kms.send(new DisableKeyCommand({ KeyId: await keyId(context) }));
      return null;
    },
    async heal(context) {
      await context.aws.kms.send(new EnableKeyCommand({ KeyId: await keyId(context) }));
    },
  },
  {
    id: 'key-marked-for-deletion',
    describes: 'A key will be deleted in a week, and all that is encrypted with it is lost then.',
    breaks: [USABLE],
    async apply(context) {
      await context.aws.kms.send(
        new ScheduleKeyDeletionCommand({ KeyId: await keyId(context), PendingWindowInDays: 7 }),
      );
      return null;
    },
    async heal(context) {
      const KeyId = await keyId(context);
      await context.aws.kms.send(new CancelKeyDeletionCommand({ KeyId }));
      await context.aws.kms.send(new EnableKeyCommand({ KeyId }));
    },
  },
  {
    id: 'key-not-rotated',
    describes: 'A key is not rotated.',
    breaks: [ROTATION],
    async apply(context) {
      await context.aws.kms.send(new DisableKeyRotationCommand({ KeyId: await keyId(context) }));
      return null;
    },
    async heal(context) {
      await context.aws.kms.send(new EnableKeyRotationCommand({ KeyId: await keyId(context) }));
    },
  },
  {
    id: 'key-open-to-everyone',
    describes: 'The policy of a key lets everyone decrypt.',
    breaks: [POLICY],
    async apply(context) {
      await setPolicy(context, {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }],
      });
      return null;
    },
    heal: (context) => setPolicy(context, keyPolicy(context, key(context.spec))),
  },
  {
    id: 'key-granted-to-another-account',
    describes: 'A grant lets another account decrypt.',
    breaks: [POLICY],
    async apply(context) {
      const { GrantId } = await context.aws.kms.send(
        new CreateGrantCommand({
          KeyId: await keyId(context),
          GranteePrincipal: 'arn:aws:iam::999988887777:role/partner',
          Operations: ['Decrypt'],
        }),
      );
      return must(GrantId, 'grant');
    },
    async heal(context, grant) {
      await context.aws.kms.send(
        new RevokeGrantCommand({ KeyId: await keyId(context), GrantId: grant ?? '' }),
      );
    },
  },
  {
    id: 'key-closed-to-the-tasks',
    describes: 'The policy of a key lets the account decide, which lets no execution role decrypt.',
    breaks: [READABLE],
    async apply(context) {
      const { account } = context;
      await setPolicy(context, {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      });
      return null;
    },
    heal: (context) => setPolicy(context, keyPolicy(context, key(context.spec))),
  },
];

async function setPolicy(context: SandboxContext, policy: object): Promise<void> {
  await context.aws.kms.send(
    new PutKeyPolicyCommand({
      KeyId: await keyId(context),
      PolicyName: 'default',
      Policy: JSON.stringify(policy),
    }),
  );
}

/** The emulator breaks on the ARN of a key, which AWS takes as well. */
async function keyId(context: SandboxContext): Promise<string> {
  const arn = await keyArn(context, key(context.spec));
  return arn.slice(arn.lastIndexOf('/') + 1);
}
