import type { DescribeKeyCommandInput, DescribeKeyCommandOutput } from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';

const describeKey: Operation<DescribeKeyCommandInput, DescribeKeyCommandOutput> = {
  service: 'kms',
  name: 'DescribeKey',
  action: 'kms:DescribeKey',
  bucket: 'kms',
  required: ['KeyMetadata'],
  absentCodes: ['NotFoundException'],
  pages: null,
};

/** The key behind an alias. */
export const KmsKey = z.strictObject({ arn: z.string() });
export type KmsKey = z.infer<typeof KmsKey>;

/** The keys that Aurora clusters, log groups, queues and tables are to be encrypted with, by alias, such as `alias/main`. */
export const kmsKeys = defineCollector<KmsKey>({
  id: 'aws/kms/keys',
  title: 'KMS keys behind the aliases that Aurora clusters, log groups, queues and tables declare',
  operations: [describeKey],
  item: KmsKey,
  keys: keyAliases,
  collect: async (context) => {
    const entries = await Promise.all(
      keyAliases(context.spec).map(async (alias) => [alias, await resolve(context, alias)]),
    );
    return Object.fromEntries(entries) as Record<string, Observation<KmsKey>>;
  },
});

function keyAliases(spec: Spec): readonly string[] {
  const encrypted = [
    ...Object.values(spec.aurora ?? {}),
    ...Object.values(spec.logGroups ?? {}),
    ...Object.values(spec.queues ?? {}),
    ...Object.values(spec.tables ?? {}),
  ];
  const aliases = encrypted.flatMap(({ kmsKeyAlias }) => kmsKeyAlias ?? []);
  return [...new Set(aliases)].sort();
}

/** KMS takes an alias for a key's id and answers with the key itself. */
async function resolve({ aws }: CollectContext, alias: string): Promise<Observation<KmsKey>> {
  const answer = await aws.read(describeKey, { KeyId: alias });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const arn = answer.value.KeyMetadata?.Arn;
      return arn === undefined
        ? malformed(describeKey, answer.calls, 'The key in it has no ARN.')
        : present({ arn }, answer.calls);
    }
  }
}
