import {
  CreateAliasCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
} from '@aws-sdk/client-kms';
import type { SandboxContext } from './context.ts';
import { aliasName, found } from './lookup.ts';

/** Customer-managed keys behind their aliases. */
export async function deployKeys(context: SandboxContext): Promise<void> {
  const { kms } = context.aws;
  for (const [alias, { rotation }] of Object.entries(context.spec.kmsKeys ?? {})) {
    await context.make('KMS key', alias, async () => {
      const { KeyMetadata } = await kms.send(
        new CreateKeyCommand({
          Description: `${context.spec.deployment} ${alias}`,
          KeyUsage: 'ENCRYPT_DECRYPT',
          Policy: JSON.stringify(keyPolicy(context, alias)),
          MultiRegion: false,
          Tags: Object.entries(context.spec.tags ?? {}).map(([TagKey, TagValue]) => ({
            TagKey,
            TagValue,
          })),
        }),
      );
      const KeyId = found(KeyMetadata?.KeyId, 'KMS key', alias);
      await kms.send(new CreateAliasCommand({ AliasName: aliasName(alias), TargetKeyId: KeyId }));
      if (rotation) await kms.send(new EnableKeyRotationCommand({ KeyId }));
    });
  }
}

/**
 * The account decides who uses the key, and whoever may read a secret may decrypt it by Secrets Manager, as with the key
 * that AWS manages: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function keyPolicy({ account, region, spec }: SandboxContext, alias: string): object {
  const service = (name: string) => ({
    Effect: 'Allow',
    Principal: { Service: name },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  });
  const encrypts = (entries: Readonly<Record<string, { kmsKeyAlias?: string | undefined }>> = {}) =>
    Object.values(entries).some(({ kmsKeyAlias }) => kmsKeyAlias === alias);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountDecides',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'BySecretsManager',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
        ],
        Resource: '*',
        Condition: {
          StringEquals: {
            'kms:CallerAccount': account,
            'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
          },
        },
      },
      ...(encrypts(spec.logGroups) ? [service(`logs.${region}.amazonaws.com`)] : []),
      ...(encrypts(spec.queues) ? [service('events.amazonaws.com')] : []),
      ...(encrypts(spec.topics) ? [service('cloudwatch.amazonaws.com')] : []),
    ],
  };
}
