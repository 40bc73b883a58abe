import {
  CreateDBClusterCommand,
  type CreateDBClusterCommandInput,
  CreateDBClusterParameterGroupCommand,
  CreateDBInstanceCommand,
  CreateDBSubnetGroupCommand,
  ModifyDBClusterParameterGroupCommand,
  ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { randomBytes } from 'node:crypto';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { SandboxContext } from './context.ts';
import { groupIds, keyArn, roleArn, subnetIds } from './lookup.ts';
import { deployProxy } from './proxies.ts';
import { createServiceRole, serviceRole } from './roles.ts';
import { tagsOf } from './tags.ts';

const MONITORING_ROLE = serviceRole('rds-monitoring');

const ENGINE = 'aurora-postgresql';

export async function deployAurora(context: SandboxContext): Promise<void> {
  const clusters = Object.entries(context.spec.aurora ?? {});
  if (clusters.length === 0) return;
  await context.make('role', MONITORING_ROLE, () =>
    createServiceRole(context, MONITORING_ROLE, 'monitoring.rds.amazonaws.com', [
      {
        actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:PutLogEvents'],
        resources: [`arn:aws:logs:${context.region}:${context.account}:log-group:RDS*`],
      },
    ]),
  );
  for (const [name, cluster] of clusters) {
    await createSubnetGroup(context, cluster);
    await createParameterGroup(context, cluster);
    await createAuroraCluster(context, name, cluster);
    await deployProxy(context, name, cluster);
  }
}

async function createSubnetGroup(
  context: SandboxContext,
  { subnetGroup }: AuroraClusterSpec,
): Promise<void> {
  await context.make('DB subnet group', subnetGroup.name, async () => {
    await context.aws.rds.send(
      new CreateDBSubnetGroupCommand({
        DBSubnetGroupName: subnetGroup.name,
        DBSubnetGroupDescription: `${context.spec.deployment} database`,
        SubnetIds: await subnetIds(context, subnetGroup.subnets),
        Tags: tagsOf(context.spec),
      }),
    );
  });
}

async function createParameterGroup(
  context: SandboxContext,
  { parameterGroup, engineVersion, parameters = {} }: AuroraClusterSpec,
): Promise<void> {
  const { rds } = context.aws;
  await context.make('cluster parameter group', parameterGroup, async () => {
    await rds.send(
      new CreateDBClusterParameterGroupCommand({
        DBClusterParameterGroupName: parameterGroup,
        DBParameterGroupFamily: `${ENGINE}${engineVersion.split('.')[0] ?? ''}`,
        Description: `${context.spec.deployment} parameters`,
        Tags: tagsOf(context.spec),
      }),
    );
    await setParameters(context, parameterGroup, parameters);
  });
}

/** Sets parameters of a cluster parameter group. */
export async function setParameters(
  { aws }: SandboxContext,
  parameterGroup: string,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return;
  await aws.rds.send(
    new ModifyDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: parameterGroup,
      Parameters: entries.map(([ParameterName, ParameterValue]) => ({
        ParameterName,
        ParameterValue,
        ApplyMethod: 'pending-reboot',
      })),
    }),
  );
}

/** A cluster and its members, of a subnet group and a parameter group that are there; `other` is what is not as declared. */
export async function createAuroraCluster(
  context: SandboxContext,
  name: string,
  cluster: AuroraClusterSpec,
  other: Partial<CreateDBClusterCommandInput> = {},
): Promise<void> {
  await createCluster(context, name, cluster, other);
  for (const instance of memberNames(name, cluster)) {
    await createMember(context, name, cluster, instance);
  }
}

async function createCluster(
  context: SandboxContext,
  name: string,
  cluster: AuroraClusterSpec,
  other: Partial<CreateDBClusterCommandInput>,
): Promise<void> {
  await context.make('Aurora cluster', name, async () => {
    await context.aws.rds.send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: name,
        Engine: ENGINE,
        EngineMode: 'provisioned',
        EngineVersion: fullVersion(cluster.engineVersion),
        Port: cluster.port,
        DatabaseName: cluster.databaseName ?? 'landfall',
        MasterUsername: 'landfall_owner',
        MasterUserPassword: randomBytes(18).toString('base64url'),
        ServerlessV2ScalingConfiguration: {
          MinCapacity: cluster.capacity.minAcu,
          MaxCapacity: cluster.capacity.maxAcu,
        },
        DBSubnetGroupName: cluster.subnetGroup.name,
        VpcSecurityGroupIds: await groupIds(context, cluster.securityGroups),
        DBClusterParameterGroupName: cluster.parameterGroup,
        StorageEncrypted: true,
        KmsKeyId:
          cluster.kmsKeyAlias === undefined
            ? undefined
            : await keyArn(context, cluster.kmsKeyAlias),
        BackupRetentionPeriod: cluster.backup.retentionDays,
        PreferredBackupWindow: cluster.backup.window,
        PreferredMaintenanceWindow: 'sun:05:00-sun:06:00',
        DeletionProtection: cluster.deletionProtection,
        EnableIAMDatabaseAuthentication: cluster.iamAuthentication ?? true,
        EnableCloudwatchLogsExports: cluster.logExports,
        CopyTagsToSnapshot: true,
        Tags: tagsOf(context.spec),
        ...other,
      }),
    );
  });
}

/** Identifiers of a cluster's instances; the first is the writer. */
export function memberNames(name: string, { readers }: AuroraClusterSpec): [string, ...string[]] {
  return [`${name}-1`, ...Array.from({ length: readers }, (_, index) => `${name}-${index + 2}`)];
}

/** One member; members stand in turn in the zones of the subnet group, by their position. */
export async function createMember(
  context: SandboxContext,
  name: string,
  cluster: AuroraClusterSpec,
  instance: string,
  position = memberNames(name, cluster).indexOf(instance),
): Promise<void> {
  const { rds } = context.aws;
  const zones = zonesOf(context, cluster);
  await context.make('database instance', instance, async () => {
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: instance,
        DBClusterIdentifier: name,
        DBInstanceClass: 'db.serverless',
        Engine: ENGINE,
        EngineVersion: fullVersion(cluster.engineVersion),
        AvailabilityZone: zones[position % zones.length],
        PubliclyAccessible: false,
        PromotionTier: 1,
        AutoMinorVersionUpgrade: cluster.autoMinorVersionUpgrade ?? true,
        EnablePerformanceInsights: true,
        CopyTagsToSnapshot: true,
        Tags: tagsOf(context.spec),
      }),
    );
    // The emulator drops these when they come with the creation.
    await rds.send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: instance,
        MonitoringInterval: 60,
        MonitoringRoleArn: roleArn(context, MONITORING_ROLE),
        ApplyImmediately: true,
      }),
    );
  });
}

function zonesOf({ spec }: SandboxContext, cluster: AuroraClusterSpec): string[] {
  const zones = cluster.subnetGroup.subnets.flatMap(
    (subnet) => spec.network?.subnets[subnet]?.availabilityZone ?? [],
  );
  return [...new Set(zones)];
}

/** AWS gives a deployed cluster a minor version; where the spec leaves it open any will do. */
function fullVersion(declared: string): string {
  return declared.includes('.') ? declared : `${declared}.10`;
}
