import {
  CreateDBProxyCommand,
  type CreateDBProxyCommandInput,
  RegisterDBProxyTargetsCommand,
} from '@aws-sdk/client-rds';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { SandboxContext } from './context.ts';
import { groupIds, roleArn, subnetIds } from './lookup.ts';
import { createServiceRole, serviceRole } from './roles.ts';
import { tagsOf } from './tags.ts';

/** The proxy that the spec puts in front of a cluster, and the role by which it reads the cluster's secrets. */
export async function deployProxy(
  context: SandboxContext,
  cluster: string,
  declared: AuroraClusterSpec,
): Promise<void> {
  const { proxy } = declared;
  if (proxy === undefined) return;
  await context.make('role', proxy.name, () =>
    createServiceRole(context, serviceRole(proxy.name), 'rds.amazonaws.com', [
      {
        actions: ['secretsmanager:GetSecretValue'],
        resources: [
          `arn:aws:secretsmanager:${context.region}:${context.account}:secret:${context.spec.deployment}/*`,
        ],
      },
    ]),
  );
  await createProxy(context, declared);
  await registerCluster(context, proxy.name, cluster);
}

/** A proxy that leads nowhere yet; its role is there. `other` is what is not as declared. */
export async function createProxy(
  context: SandboxContext,
  { proxy, securityGroups }: AuroraClusterSpec,
  other: Partial<CreateDBProxyCommandInput> = {},
): Promise<void> {
  if (proxy === undefined) return;
  await context.make('RDS proxy', proxy.name, async () => {
    await context.aws.rds.send(
      new CreateDBProxyCommand({
        DBProxyName: proxy.name,
        EngineFamily: 'POSTGRESQL',
        RequireTLS: true,
        RoleArn: roleArn(context, serviceRole(proxy.name)),
        VpcSubnetIds: await subnetIds(context, proxy.subnets),
        VpcSecurityGroupIds: await groupIds(context, securityGroups),
        Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED' }],
        Tags: tagsOf(context.spec),
        ...other,
      }),
    );
  });
}

/** Makes a cluster what the proxy leads to. */
export async function registerCluster(
  { aws }: SandboxContext,
  proxy: string,
  cluster: string,
): Promise<void> {
  await aws.rds.send(
    new RegisterDBProxyTargetsCommand({ DBProxyName: proxy, DBClusterIdentifiers: [cluster] }),
  );
}
