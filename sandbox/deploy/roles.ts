import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { RoleSpec } from '../../core/spec/sections/identity.ts';
import type { SandboxContext } from './context.ts';
import { found } from './lookup.ts';
import { tagsOf } from './tags.ts';

interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Roles that may do what the spec says and nothing else: one policy each, of the deployment's own. */
export async function deployRoles(context: SandboxContext): Promise<void> {
  for (const [name, role] of Object.entries(context.spec.roles ?? {})) {
    await context.make('role', name, () => createRole(context, name, role));
  }
}

async function createRole(context: SandboxContext, name: string, role: RoleSpec): Promise<void> {
  const { iam } = context.aws;
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify(trustOf(context, role)),
      Tags: tagsOf(context.spec),
      ...(role.permissionsBoundary !== undefined && {
        PermissionsBoundary: await boundaryArn(context, role.permissionsBoundary),
      }),
    }),
  );
  if (role.allow === undefined || role.allow.length === 0) return;
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: name,
      PolicyDocument: JSON.stringify(document(role.allow)),
      Tags: tagsOf(context.spec),
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: name,
      PolicyArn: found(Policy?.Arn, 'policy', name),
    }),
  );
}

/** What such a role is called: not by a name of the deployment's own, whose scope has declared roles alone. */
export function serviceRole(purpose: string): string {
  return `sandbox-${purpose}`;
}

/** A role that the deployment needs beside the declared ones, for one AWS service. */
export async function createServiceRole(
  context: SandboxContext,
  name: string,
  service: string,
  grants: readonly Grant[],
): Promise<void> {
  const { iam } = context.aws;
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify(trustOf(context, { trust: [service] })),
      Tags: tagsOf(context.spec),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: name,
      PolicyName: name,
      PolicyDocument: JSON.stringify(document(grants)),
    }),
  );
}

/** Who may assume a role: the services for this account alone, other accounts with the deployment's word only. */
export function trustOf(
  { account, spec }: SandboxContext,
  { trust, trustAccounts = [], trustOidc }: Pick<RoleSpec, 'trust' | 'trustAccounts' | 'trustOidc'>,
): object {
  const services = {
    Effect: 'Allow',
    Principal: { Service: trust.length === 1 ? trust[0] : trust },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': account } },
  };
  const accounts = {
    Effect: 'Allow',
    Principal: { AWS: trustAccounts.map((id) => `arn:aws:iam::${id}:root`) },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': spec.deployment } },
  };
  return {
    Version: '2012-10-17',
    Statement: [
      ...(trust.length > 0 ? [services] : []),
      ...(trustAccounts.length > 0 ? [accounts] : []),
      ...(trustOidc === undefined ? [] : [workflows(account, trustOidc)]),
    ],
  };
}

function workflows(
  account: string,
  { provider, audience, subjects }: NonNullable<RoleSpec['trustOidc']>,
): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${provider}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${provider}:aud`]: audience, [`${provider}:sub`]: subjects } },
  };
}

function document(grants: readonly Grant[]): object {
  return {
    Version: '2012-10-17',
    Statement: grants.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
    })),
  };
}

/** A boundary is a policy: an ARN, or the name of one that is made here and bounds nothing but IAM. */
async function boundaryArn({ aws, account }: SandboxContext, name: string): Promise<string> {
  if (name.startsWith('arn:')) return name;
  const arn = `arn:aws:iam::${account}:policy/${name}`;
  try {
    await aws.iam.send(
      new CreatePolicyCommand({
        PolicyName: name,
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
        }),
      }),
    );
  } catch (error) {
    // Several roles share a boundary.
    if (!(error instanceof Error && error.name === 'EntityAlreadyExistsException')) throw error;
  }
  return arn;
}
