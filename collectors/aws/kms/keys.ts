import type { KeyMetadata } from '@aws-sdk/client-kms';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { describeKey } from './operations.ts';

/** The key behind an alias. Null is what KMS left out. */
export const KmsKey = z.strictObject({
  arn: z.string(),
  /** Such as `Enabled`, `Disabled` or `PendingDeletion`. */
  state: z.string().nullable(),
  /** When it will be deleted; null when it will not. */
  deletionDate: z.iso.datetime().nullable(),
  /** `AWS` or `CUSTOMER`. */
  manager: z.string().nullable(),
  /** Such as `SYMMETRIC_DEFAULT`. */
  spec: z.string().nullable(),
  /** Where its material comes from: `AWS_KMS`, `EXTERNAL` and others. */
  origin: z.string().nullable(),
});
export type KmsKey = z.infer<typeof KmsKey>;

/** The keys that the spec declares or names anywhere, by alias, such as `alias/main`. */
export const kmsKeys = defineCollector<KmsKey>({
  id: 'aws/kms/keys',
  title: 'KMS keys behind the declared aliases',
  operations: [describeKey],
  item: KmsKey,
  keys: keyAliases,
  collect: (context) =>
    observeEach(keyAliases(context.spec), (alias) => describeAlias(context, alias)),
});

function keyAliases(spec: Spec): readonly string[] {
  const encrypted = [
    ...Object.values(spec.aurora ?? {}),
    ...Object.values(spec.secrets ?? {}),
    ...Object.values(spec.logGroups ?? {}),
    ...Object.values(spec.queues ?? {}),
    ...Object.values(spec.tables ?? {}),
    ...Object.values(spec.topics ?? {}),
  ];
  const aliases = encrypted.flatMap(({ kmsKeyAlias }) => kmsKeyAlias ?? []);
  return [...new Set([...aliases, ...declaredAliases(spec)])].sort();
}

/** Aliases of the customer's own keys, which alone have policies and rotation of their own. */
export function declaredAliases(spec: Spec): readonly string[] {
  return Object.keys(spec.kmsKeys ?? {}).sort();
}

/** KMS takes an alias for a key's id and answers with the key itself. */
export async function describeAlias(
  { aws }: CollectContext,
  alias: string,
): Promise<Observation<KmsKey>> {
  const answer = await aws.read(describeKey, { KeyId: alias });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const { KeyMetadata: key } = answer.value;
      return key?.Arn === undefined
        ? malformed(describeKey, answer.calls, 'The key in it has no ARN.')
        : present(toItem(key, key.Arn), answer.calls);
    }
  }
}

function toItem(key: KeyMetadata, arn: string): KmsKey {
  return {
    arn,
    state: key.KeyState ?? null,
    deletionDate: key.DeletionDate?.toISOString() ?? null,
    manager: key.KeyManager ?? null,
    spec: key.KeySpec ?? null,
    origin: key.Origin ?? null,
  };
}
