import {
  CreateSecretCommand,
  DescribeSecretCommand,
  RotateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { randomBytes } from 'node:crypto';
import type { SandboxContext } from './context.ts';
import { keyArn, roleArn } from './lookup.ts';
import { createServiceRole, serviceRole } from './roles.ts';
import { tagsOf } from './tags.ts';

/** Secrets with values of chance, rotated by a function where the spec wants them rotated. */
export async function deploySecrets(context: SandboxContext): Promise<void> {
  const secrets = Object.entries(context.spec.secrets ?? {});
  for (const [name, { kmsKeyAlias, replicaRegions = [] }] of secrets) {
    await context.make('secret', name, async () => {
      await context.aws.secrets.send(
        new CreateSecretCommand({
          Name: name,
          Description: `${context.spec.deployment} ${name}`,
          SecretString: JSON.stringify({ value: randomBytes(24).toString('base64url') }),
          KmsKeyId: kmsKeyAlias === undefined ? undefined : await keyArn(context, kmsKeyAlias),
          Tags: tagsOf(context.spec),
          AddReplicaRegions: replicaRegions.map((Region) => ({ Region })),
        }),
      );
    });
  }
  const rotated = secrets.flatMap(([name, { rotationDays }]) =>
    rotationDays === undefined ? [] : [{ name, rotationDays }],
  );
  if (rotated.length === 0) return;
  await context.make('rotation function', rotationFunction(context), () =>
    createRotationFunction(context),
  );
  for (const { name, rotationDays } of rotated) {
    await context.make('rotation of secret', name, () => rotate(context, name, rotationDays));
  }
}

/** Switches rotation on and leaves the secret as readable as it was. */
export async function rotate(
  context: SandboxContext,
  name: string,
  rotationDays: number,
): Promise<void> {
  const { secrets } = context.aws;
  await secrets.send(
    new RotateSecretCommand({
      SecretId: name,
      RotationLambdaARN: functionArn(context),
      RotationRules: { AutomaticallyAfterDays: rotationDays },
      // An immediate rotation would run the function, which needs Docker, and leave a version without a value.
      RotateImmediately: false,
    }),
  );
  await dropPendingVersion(context, name);
}

/** AWS takes the label away when the function has tested the new version; the emulator leaves it for ever. */
async function dropPendingVersion({ aws }: SandboxContext, name: string): Promise<void> {
  const { VersionIdsToStages = {} } = await aws.secrets.send(
    new DescribeSecretCommand({ SecretId: name }),
  );
  for (const [VersionId, stages] of Object.entries(VersionIdsToStages)) {
    if (!stages.includes('AWSPENDING') || stages.includes('AWSCURRENT')) continue;
    await aws.secrets.send(
      new UpdateSecretVersionStageCommand({
        SecretId: name,
        VersionStage: 'AWSPENDING',
        RemoveFromVersionId: VersionId,
      }),
    );
  }
}

function rotationFunction({ spec }: SandboxContext): string {
  return `${spec.deployment}-rotation`;
}

function functionArn(context: SandboxContext): string {
  return `arn:aws:lambda:${context.region}:${context.account}:function:${rotationFunction(context)}`;
}

async function createRotationFunction(context: SandboxContext): Promise<void> {
  const role = serviceRole('rotation');
  await createServiceRole(context, role, 'lambda.amazonaws.com', [
    {
      actions: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      resources: Object.keys(context.spec.secrets ?? {}).map(
        (name) => `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${name}-*`,
      ),
    },
  ]);
  await context.wire.rest('lambda', 'POST', '/2015-03-31/functions', {
    FunctionName: rotationFunction(context),
    Role: roleArn(context, role),
    Runtime: 'python3.13',
    Handler: 'index.handler',
    Code: { ZipFile: EMPTY_ZIP },
  });
}

/** A zip archive without entries: nothing runs it. */
const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]).toString(
  'base64',
);
