import type { DescribeKeyCommandInput, DescribeKeyCommandOutput } from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';

export const describeKey: Operation<DescribeKeyCommandInput, DescribeKeyCommandOutput> = {
  service: 'kms',
  name: 'DescribeKey',
  action: 'kms:DescribeKey',
  bucket: 'kms',
  required: ['KeyMetadata'],
  absentCodes: ['NotFoundException'],
  pages: null,
};

/** The key behind an alias. Null is what AWS left out. */
export const KmsKey = z.strictObject({ arn: z.string(), state: z.string().nullable() });
export type KmsKey = z.infer<typeof KmsKey>;

/** The keys that declared stores are encrypted with, by alias (`alias/…`). */
export const kmsKeys = defineCollector<KmsKey>({
  id: 'aws/kms/keys',
  title: 'KMS keys behind the declared aliases',
  operations: [describeKey],
  item: KmsKey,
  keys: keyAliases,
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      keyAliases(spec).map(async (alias): Promise<[string, Observation<KmsKey>]> => {
        const answer = await aws.read(describeKey, { KeyId: alias });
        return [
          alias,
          observe(answer, ({ KeyMetadata }) =>
            KeyMetadata?.Arn === undefined
              ? null
              : { arn: KeyMetadata.Arn, state: KeyMetadata.KeyState ?? null },
          ),
        ];
      }),
    );
    return Object.fromEntries(entries);
  },
});

export function keyAliases(spec: Spec): readonly string[] {
  const aliases = Object.values(spec.aurora ?? {}).flatMap(({ kmsKeyAlias }) => kmsKeyAlias ?? []);
  return [...new Set(aliases)].sort();
}
