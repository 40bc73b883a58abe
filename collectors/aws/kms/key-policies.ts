import type { GrantListEntry } from '@aws-sdk/client-kms';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { declaredAliases, describeAlias } from './keys.ts';
import { describeKey, getKeyPolicy, listGrants } from './operations.ts';

/** Who may use a key: by its policy, and by grants. */
export const KeyPolicy = z.strictObject({
  /** The ARN of the key. */
  arn: z.string(),
  /** JSON, and not URL-encoded as IAM's policies are. */
  policy: z.string(),
  grants: z.array(
    z.strictObject({
      id: z.string().nullable(),
      /** An ARN or a service; null when KMS left it out. */
      grantee: z.string().nullable(),
      operations: z.array(z.string()),
    }),
  ),
});
export type KeyPolicy = z.infer<typeof KeyPolicy>;

/** Every declared key, by alias. */
export const keyPolicies = defineCollector<KeyPolicy>({
  id: 'aws/kms/key-policies',
  title: 'Policies and grants of the declared KMS keys',
  operations: [describeKey, getKeyPolicy, listGrants],
  item: KeyPolicy,
  keys: declaredAliases,
  collect: (context) =>
    observeEach(declaredAliases(context.spec), (alias) => policyOf(context, alias)),
});

async function policyOf(context: CollectContext, alias: string): Promise<Observation<KeyPolicy>> {
  const key = await describeAlias(context, alias);
  if (key.state !== 'present') return key;
  const { arn } = key.value;
  const [policy, grants] = await Promise.all([
    context.aws.read(getKeyPolicy, { KeyId: arn, PolicyName: 'default' }),
    context.aws.read(listGrants, { KeyId: arn }),
  ]);
  for (const answer of [policy, grants]) {
    if (answer.state === 'failed') return unseen(answer.cause);
    if (answer.state === 'absent') return absent(answer.calls);
  }
  if (policy.state !== 'answered' || grants.state !== 'answered') return absent([]);
  if (grants.failures.length > 0) {
    return malformed(listGrants, grants.calls, 'The list goes on, and AWS gives no marker.');
  }
  const calls = [...key.calls, ...policy.calls, ...grants.calls];
  const text = policy.value.Policy;
  if (text === undefined) return malformed(getKeyPolicy, calls, 'It has no policy.');
  return present({ arn, policy: text, grants: (grants.value.Grants ?? []).map(toGrant) }, calls);
}

function toGrant(grant: GrantListEntry): KeyPolicy['grants'][number] {
  return {
    id: grant.GrantId ?? null,
    grantee: grant.GranteePrincipal ?? null,
    operations: grant.Operations ?? [],
  };
}
