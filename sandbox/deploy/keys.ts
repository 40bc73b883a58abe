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
