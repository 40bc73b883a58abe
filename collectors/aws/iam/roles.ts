import type { AttachedPolicy } from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { Answer, CallId, Operation } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import {
  getPolicy,
  getPolicyVersion,
  getRole,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
} from './operations.ts';
import { inlinePolicy, managedPolicy } from './policy-text.ts';
import { describeRole, roleNames } from './role-trust.ts';

const PolicyOfRole = z.strictObject({
  name: z.string(),
  /** Null for an inline policy. */
  arn: z.string().nullable(),
  /** As IAM returns it, URL-encoded or not. */
  document: z.string(),
});

/** A role with all of its policies: a role of which one is not seen is not seen at all. */
export const IamRole = z.strictObject({
  arn: z.string(),
  /** Attached policies first, then inline ones. */
  policies: z.array(PolicyOfRole),
  /** The most that the role can be allowed; null when it has no boundary. */
  boundary: z.strictObject({ arn: z.string(), document: z.string() }).nullable(),
});
export type IamRole = z.infer<typeof IamRole>;

/** Every declared role with the documents of its policies and its boundary, by the role's name. */
export const iamRoles = defineCollector<IamRole>({
  id: 'aws/iam/roles',
  title: 'IAM roles with all of their policies and their permissions boundary',
  operations: [
    getRole,
    listAttachedRolePolicies,
    listRolePolicies,
    getPolicy,
    getPolicyVersion,
    getRolePolicy,
  ],
  item: IamRole,
  keys: roleNames,
  collect: async (context) =>
    Object.fromEntries(
      await Promise.all(
        roleNames(context.spec).map(async (name) => [name, await readRole(context, name)]),
      ),
    ) as Record<string, Observation<IamRole>>,
});

async function readRole(context: CollectContext, name: string): Promise<Observation<IamRole>> {
  const role = await describeRole(context, name);
  if (role.state !== 'present') return role;

  const [attached, inline] = await Promise.all([
    attachedPolicies(context, name),
    inlineNames(context, name),
  ]);
  if (attached.state !== 'present') return attached;
  if (inline.state !== 'present') return inline;

  const boundary = role.value.PermissionsBoundary;
  const boundaryArn = boundary?.PermissionsBoundaryArn ?? null;
  if (boundary !== undefined && boundaryArn === null) {
    return malformed(getRole, role.calls, 'It does not say which policy is the boundary.');
  }
  const documents = all(
    await Promise.all([
      ...attached.value.map(({ arn }) => managedPolicy(context, arn)),
      ...inline.value.map((policy) => inlinePolicy(context, name, policy)),
      ...(boundaryArn === null ? [] : [managedPolicy(context, boundaryArn)]),
    ]),
  );
  if (documents.state !== 'present') return documents;

  const policies = [
    ...attached.value,
    ...inline.value.map((policy) => ({ name: policy, arn: null })),
  ].map((policy, index) => ({ ...policy, document: documents.value[index] ?? '' }));
  return present(
    {
      arn: role.value.Arn,
      policies,
      boundary:
        boundaryArn === null
          ? null
          : { arn: boundaryArn, document: documents.value[policies.length] ?? '' },
    },
    [...role.calls, ...attached.calls, ...inline.calls, ...documents.calls],
  );
}

async function attachedPolicies(
  { aws }: CollectContext,
  role: string,
): Promise<Observation<readonly { readonly name: string; readonly arn: string }[]>> {
  const answer = await aws.read(listAttachedRolePolicies, { RoleName: role });
  return whole(listAttachedRolePolicies, answer, ({ AttachedPolicies = [] }) => {
    const named = AttachedPolicies.flatMap(
      ({ PolicyName: name, PolicyArn: arn }: AttachedPolicy) =>
        name === undefined || arn === undefined ? [] : [{ name, arn }],
    );
    return named.length === AttachedPolicies.length ? named : null;
  });
}

async function inlineNames(
  { aws }: CollectContext,
  role: string,
): Promise<Observation<readonly string[]>> {
  const answer = await aws.read(listRolePolicies, { RoleName: role });
  return whole(listRolePolicies, answer, ({ PolicyNames = [] }) => PolicyNames);
}

/** A list of which each entry is known; null from `entries` means that one is not. */
function whole<Output, Entry>(
  operation: Operation,
  answer: Answer<Output>,
  entries: (output: Output) => readonly Entry[] | null,
): Observation<readonly Entry[]> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const [failure] = answer.failures;
      if (failure !== undefined) return malformed(operation, answer.calls, failure.reason);
      const list = entries(answer.value);
      return list === null
        ? malformed(operation, answer.calls, 'It does not name each policy.')
        : present(list, answer.calls);
    }
  }
}

/** All of the values, or the first thing that is not one. */
function all<Value>(observations: readonly Observation<Value>[]): Observation<readonly Value[]> {
  const values: Value[] = [];
  const calls: CallId[] = [];
  for (const observation of observations) {
    if (observation.state !== 'present') return observation;
    values.push(observation.value);
    calls.push(...observation.calls);
  }
  return present(values, calls);
}
