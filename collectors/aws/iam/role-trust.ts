import type { Role } from '@aws-sdk/client-iam';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import { getRole } from './operations.ts';

export const RoleTrust = z.strictObject({
  arn: z.string(),
  /** The trust policy as IAM returns it, URL-encoded or not. */
  document: z.string(),
});
export type RoleTrust = z.infer<typeof RoleTrust>;

/** The trust policy of every declared role, by the role's name: it is known even where policies are not. */
export const roleTrust = defineCollector<RoleTrust>({
  id: 'aws/iam/role-trust',
  title: 'Trust policies of IAM roles',
  operations: [getRole],
  item: RoleTrust,
  keys: roleNames,
  collect: async (context) =>
    Object.fromEntries(
      await Promise.all(
        roleNames(context.spec).map(async (name) => [name, await trustOf(context, name)]),
      ),
    ) as Record<string, Observation<RoleTrust>>,
});

export function roleNames(spec: Spec): readonly string[] {
  return Object.keys(spec.roles ?? {});
}

/** A role with its ARN; without one nothing is known of it. */
export async function describeRole(
  { aws }: CollectContext,
  name: string,
): Promise<Observation<Role & { readonly Arn: string }>> {
  const answer = await aws.read(getRole, { RoleName: name });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const { Role: role } = answer.value;
      if (role?.Arn === undefined || role.RoleName !== name) {
        return malformed(getRole, answer.calls, 'It is not about the role.');
      }
      return present({ ...role, Arn: role.Arn }, answer.calls);
    }
  }
}

async function trustOf(context: CollectContext, name: string): Promise<Observation<RoleTrust>> {
  const role = await describeRole(context, name);
  if (role.state !== 'present') return role;
  const { Arn: arn, AssumeRolePolicyDocument: document } = role.value;
  if (document === undefined) {
    return malformed(getRole, role.calls, 'It has no trust policy, which every role has.');
  }
  return present({ arn, document }, role.calls);
}
