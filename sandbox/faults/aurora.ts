import {
  type CreateDBClusterCommandInput,
  CreateDBClusterParameterGroupCommand,
  DeleteDBClusterCommand,
  DeleteDBClusterParameterGroupCommand,
  DeleteDBClusterSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBClusterSnapshotsCommand,
  ModifyDBClusterCommand,
  type ModifyDBClusterCommandInput,
  ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds';
import type { Spec } from '../../core/spec/spec.ts';
import { createAuroraCluster, createMember, memberNames, setParameters } from '../deploy/aurora.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { groupIds } from '../deploy/lookup.ts';
import { deployDatabaseEvents, unsubscribe } from '../deploy/database-events.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { auroraCluster, auroraClusters, groupOfRole, must, pathsTo } from './pick.ts';

const name = (spec: Spec) => auroraCluster(spec).name;
const aurora = (check: string): Broken => ({ check: `aurora/${check}`, subject: name });

const FORCE_SSL = 'rds.force_ssl';

export const AURORA_FAULTS: readonly Fault[] = [
  {
    id: 'database-deleted',
    describes: 'The Aurora cluster does not exist.',
    breaks: [
      aurora('pending-changes'),
      { check: 'cost/tags', subject: () => 'aurora' },
      aurora('cluster-available'),
      aurora('serverless-capacity'),
      aurora('multi-az'),
      aurora('encrypted'),
      aurora('not-public'),
      aurora('deletion-protection'),
      aurora('tls-enforced'),
      aurora('engine-version'),
      aurora('instance-class'),
      aurora('writer-readers'),
      aurora('undeclared-members'),
      aurora('parameters-in-sync'),
      aurora('security-groups'),
      aurora('subnet-group'),
      aurora('logs-exported'),
      aurora('no-auto-pause'),
      aurora('parameters-match'),
      aurora('iam-auth'),
      aurora('master-credentials'),
      aurora('insights'),
      aurora('ca-certificate'),
      aurora('minor-upgrade'),
      aurora('failover-tier'),
      aurora('database-name'),
      aurora('storage'),
      { check: 'backup/cluster-retention', subject: name },
      { check: 'backup/cluster-restorable', subject: name },
      { check: 'backup/snapshots-encrypted', subject: name },
      { check: 'sg/path-app-to-db', subject: (spec) => pathsTo(spec, name(spec)) },
      {
        check: 'database/target-cluster',
        subject: ({ migration }) => must(migration?.database, 'database that moves'),
      },
    ],
    apply: (context) => deleteCluster(context),
    heal: (context) => createAgain(context),
  },
  overlayFault({
    id: 'database-stopped',
    describes: 'The Aurora cluster is stopped.',
    breaks: [aurora('cluster-available')],
    deviation: 'rds/cluster-member',
    arguments: (spec) => ({ cluster: name(spec), member: 'Status', value: 'stopped' }),
  }),
  overlayFault({
    id: 'database-modifying',
    describes: 'AWS is changing the Aurora cluster.',
    breaks: [{ ...aurora('cluster-available'), status: 'unsettled' }],
    deviation: 'rds/cluster-member',
    arguments: (spec) => ({ cluster: name(spec), member: 'Status', value: 'modifying' }),
  }),
  overlayFault({
    id: 'reader-failed',
    describes: 'The reader of the Aurora cluster has no storage left, so that one zone is left.',
    breaks: [aurora('cluster-available'), aurora('multi-az')],
    deviation: 'rds/instance-member',
    arguments: (spec) => ({
      instance: reader(spec),
      member: 'DBInstanceStatus',
      value: 'storage-full',
    }),
  }),

  modified({
    id: 'database-capacity-changed',
    describes: 'The Aurora cluster may grow to another capacity than declared.',
    breaks: [aurora('serverless-capacity')],
    change: ({ declared }) => ({
      ServerlessV2ScalingConfiguration: {
        MinCapacity: declared.capacity.minAcu,
        MaxCapacity: declared.capacity.maxAcu + 16,
      },
    }),
  }),
  modified({
    id: 'database-auto-pause',
    describes: 'The Aurora cluster pauses when it is idle.',
    breaks: [aurora('serverless-capacity'), aurora('no-auto-pause')],
    change: ({ declared }) => ({
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: declared.capacity.maxAcu },
    }),
  }),
  created({
    id: 'database-not-serverless',
    describes: 'The Aurora cluster was created without Serverless v2 capacity.',
    breaks: [aurora('serverless-capacity'), aurora('no-auto-pause')],
    other: () => ({ ServerlessV2ScalingConfiguration: undefined }),
  }),

  created({
    id: 'another-engine-version',
    describes: 'The Aurora cluster runs the major version before the declared one.',
    breaks: [aurora('engine-version')],
    other: ({ declared }) => ({
      EngineVersion: `${Number(declared.engineVersion.split('.')[0]) - 1}.15`,
    }),
  }),
  created({
    id: 'another-database-name',
    describes: 'The Aurora cluster was created with another database than the declared one.',
    breaks: [aurora('database-name')],
    other: () => ({ DatabaseName: 'postgres_restored' }),
  }),
  overlayFault({
    id: 'database-without-name',
    describes: 'The Aurora cluster was created without a database.',
    breaks: [{ ...aurora('database-name'), status: 'unknown' }],
    deviation: 'rds/cluster-member',
    arguments: (spec) => ({ cluster: name(spec), member: 'DatabaseName', value: null }),
  }),
  {
    id: 'provisioned-member',
    describes: 'A member of the Aurora cluster is provisioned and never scales.',
    breaks: [aurora('instance-class')],
    apply: (context) => setClass(context, 'db.r6g.large'),
    async heal(context) {
      await setClass(context, 'db.serverless');
    },
  },
  {
    id: 'database-in-one-zone',
    describes: 'Every member of the Aurora cluster stands in one zone.',
    breaks: [aurora('multi-az')],
    apply: (context) => replaceReader(context, 0),
    async heal(context) {
      await replaceReader(context);
    },
  },
  {
    id: 'reader-gone',
    describes: 'The Aurora cluster has its writer only.',
    breaks: [aurora('failover-tier'), aurora('multi-az'), aurora('writer-readers')],
    async apply({ aws, spec }) {
      await aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: reader(spec) }));
      return null;
    },
    async heal(context) {
      const { name: cluster, declared } = auroraCluster(context.spec);
      await createMember(context, cluster, declared, reader(context.spec));
    },
  },

  created({
    id: 'database-not-encrypted',
    describes: 'The storage of the Aurora cluster is not encrypted.',
    breaks: [aurora('encrypted')],
    other: () => ({ StorageEncrypted: false, KmsKeyId: undefined }),
  }),
  created({
    id: 'database-encrypted-with-another-key',
    describes:
      'The storage of the Aurora cluster is encrypted with another key than the declared one.',
    breaks: [aurora('encrypted')],
    other: () => ({
      KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000',
    }),
  }),

  {
    id: 'database-public',
    describes: 'A member of the Aurora cluster has a public address.',
    breaks: [aurora('not-public')],
    apply: (context) => setPublic(context, true),
    async heal(context) {
      await setPublic(context, false);
    },
  },
  modified({
    id: 'database-unprotected',
    describes: 'The Aurora cluster can be deleted.',
    breaks: [aurora('deletion-protection')],
    change: () => ({ DeletionProtection: false }),
  }),

  {
    id: 'database-without-tls',
    describes: 'The Aurora cluster takes connections without TLS.',
    breaks: [aurora('tls-enforced'), aurora('parameters-match')],
    async apply(context) {
      const { parameterGroup } = auroraCluster(context.spec).declared;
      await setParameters(context, parameterGroup, { [FORCE_SSL]: '0' });
      return null;
    },
    async heal(context) {
      const { parameterGroup, parameters } = auroraCluster(context.spec).declared;
      await setParameters(context, parameterGroup, { [FORCE_SSL]: '1', ...parameters });
    },
  },
  {
    id: 'another-parameter-group',
    describes: 'A parameter group that sets nothing is attached in place of the declared one.',
    breaks: [aurora('tls-enforced'), aurora('parameters-match')],
    async apply(context) {
      const { declared } = auroraCluster(context.spec);
      await context.aws.rds.send(
        new CreateDBClusterParameterGroupCommand({
          DBClusterParameterGroupName: otherGroup(context.spec),
          DBParameterGroupFamily: `aurora-postgresql${declared.engineVersion.split('.')[0] ?? ''}`,
          Description: 'What the cluster was restored with.',
        }),
      );
      return modify(context, { DBClusterParameterGroupName: otherGroup(context.spec) });
    },
    async heal(context) {
      const { declared } = auroraCluster(context.spec);
      await modify(context, { DBClusterParameterGroupName: declared.parameterGroup });
      await context.aws.rds.send(
        new DeleteDBClusterParameterGroupCommand({
          DBClusterParameterGroupName: otherGroup(context.spec),
        }),
      );
    },
  },
  overlayFault({
    id: 'parameters-pending-reboot',
    describes: 'The parameters are right, and a member was not restarted since they were set.',
    breaks: [aurora('tls-enforced'), aurora('parameters-in-sync')],
    deviation: 'rds/membership',
    arguments: (spec) => ({
      instance: reader(spec),
      member: 'DBClusterParameterGroupStatus',
      value: 'pending-reboot',
    }),
  }),
  modified({
    id: 'database-logs-not-exported',
    describes: 'The logs of the Aurora cluster are not exported.',
    breaks: [aurora('logs-exported')],
    change: ({ declared }) => ({
      CloudwatchLogsExportConfiguration: { DisableLogTypes: declared.logExports },
    }),
  }),

  modified({
    id: 'backups-kept-for-a-day',
    describes: 'Backups of the Aurora cluster are kept for a day.',
    breaks: [{ check: 'backup/cluster-retention', subject: name }],
    change: () => ({ BackupRetentionPeriod: 1 }),
  }),
  {
    id: 'backups-stopped',
    describes: 'The Aurora cluster can be restored to two hours ago, and no later.',
    breaks: [{ check: 'backup/cluster-restorable', subject: name }],
    async apply({ overlay, spec }) {
      const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
      for (const [id, member, value] of [
        ['backups-stopped/latest', 'LatestRestorableTime', hoursAgo(2)],
        // A cluster that has just been created would be given time.
        ['backups-stopped/created', 'ClusterCreateTime', hoursAgo(48)],
        ['backups-stopped/earliest', 'EarliestRestorableTime', hoursAgo(48)],
      ] as const) {
        await overlay.setDeviation(id, 'rds/cluster-member', {
          cluster: name(spec),
          member,
          value,
        });
      }
      return null;
    },
    async heal({ overlay }) {
      for (const part of ['latest', 'created', 'earliest']) {
        await overlay.clearDeviation(`backups-stopped/${part}`);
      }
    },
  },
  {
    id: 'database-with-another-security-group',
    describes: 'The Aurora cluster has a security group that lets no service in.',
    breaks: [
      aurora('security-groups'),
      { check: 'sg/path-app-to-db', subject: (spec) => pathsTo(spec, name(spec)) },
    ],
    async apply(context) {
      const [VpcSecurityGroupId] = await groupIds(context, [groupOfRole(context.spec, 'endpoint')]);
      return modify(context, { VpcSecurityGroupIds: [must(VpcSecurityGroupId, 'group')] });
    },
    async heal(context) {
      const { securityGroups } = auroraCluster(context.spec).declared;
      await modify(context, { VpcSecurityGroupIds: await groupIds(context, securityGroups) });
    },
  },
  overlayFault({
    id: 'no-tokens-of-iam',
    describes: 'The Aurora cluster takes no tokens of IAM.',
    breaks: [aurora('iam-auth')],
    deviation: 'rds/cluster-member',
    arguments: (spec) => ({
      cluster: name(spec),
      member: 'IAMDatabaseAuthenticationEnabled',
      value: 'false',
    }),
  }),
  overlayFault({
    id: 'master-is-postgres',
    describes: 'The master user of the Aurora cluster is called postgres.',
    breaks: [aurora('master-credentials')],
    deviation: 'rds/cluster-member',
    arguments: (spec) => ({ cluster: name(spec), member: 'MasterUsername', value: 'postgres' }),
  }),
  overlayFault({
    id: 'reader-not-watched',
    describes: 'Performance Insights does not watch a reader.',
    breaks: [aurora('insights')],
    deviation: 'rds/instance-member',
    arguments: (spec) => ({
      instance: reader(spec),
      member: 'PerformanceInsightsEnabled',
      value: 'false',
    }),
  }),
  overlayFault({
    id: 'reader-upgrades-by-hand',
    describes: 'A reader does not take minor versions on its own.',
    breaks: [aurora('minor-upgrade')],
    deviation: 'rds/instance-member',
    arguments: (spec) => ({
      instance: reader(spec),
      member: 'AutoMinorVersionUpgrade',
      value: 'false',
    }),
  }),
  overlayFault({
    id: 'reader-of-the-last-tier',
    describes: 'The reader of the Aurora cluster is the last to be promoted.',
    breaks: [aurora('failover-tier')],
    deviation: 'rds/instance-member',
    arguments: (spec) => ({ instance: reader(spec), member: 'PromotionTier', value: '15' }),
  }),
  overlayFault({
    id: 'certificate-runs-out',
    describes: 'The certificate of a member of the Aurora cluster is about to run out.',
    breaks: [aurora('ca-certificate')],
    deviation: 'rds/certificate',
    arguments: (spec) => ({ instance: reader(spec), days: 30 }),
  }),

  overlayFault({
    id: 'reader-not-described',
    describes: 'RDS describes every member of the Aurora cluster but the reader.',
    breaks: [
      'ca-certificate',
      'cluster-available',
      'failover-tier',
      'insights',
      'instance-class',
      'minor-upgrade',
      'not-public',
      'parameters-in-sync',
      'pending-changes',
    ].map((check) => ({ ...aurora(check), status: 'unknown' })),
    deviation: 'rds/membership',
    arguments: (spec) => ({
      instance: reader(spec),
      member: 'DBInstanceIdentifier',
      value: `${reader(spec)}-new`,
    }),
  }),
  overlayFault({
    id: 'reader-to-be-provisioned',
    describes: 'The reader of the Aurora cluster gets another class in its maintenance window.',
    breaks: [aurora('pending-changes')],
    deviation: 'rds/pending-class',
    arguments: (spec) => ({ instance: reader(spec), instanceClass: 'db.r6g.large' }),
  }),
  {
    id: 'database-events-unheard',
    describes: 'Nobody is told of what happens to the databases.',
    breaks: [{ check: 'aurora/events', subject: auroraClusters }],
    async apply(context) {
      await unsubscribe(context);
      return null;
    },
    heal: deployDatabaseEvents,
  },
  {
    id: 'database-maintenance-pending',
    describes: 'RDS will restart the database in three days, whatever anybody does.',
    breaks: [aurora('pending-changes')],
    async apply(context) {
      const { spec, account, region } = context;
      await writePending(context, [
        {
          ResourceIdentifier: `arn:aws:rds:${region}:${account}:cluster:${auroraCluster(spec).name}`,
          PendingMaintenanceActionDetails: [
            {
              Action: 'system-update',
              Description: 'New operating system.',
              ForcedApplyDate: new Date(Date.now() + 3 * 24 * 60 * 60_000).toISOString(),
            },
          ],
        },
      ]);
      return null;
    },
    heal: (context) => writePending(context, []),
  },
];

/** A fault that one ModifyDBCluster makes, and another takes back. */
function modified(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  change: (picked: ReturnType<typeof auroraCluster>) => Partial<ModifyDBClusterCommandInput>;
}): Fault {
  const { id, describes, breaks, change } = fault;
  return {
    id,
    describes,
    breaks,
    apply: (context) => modify(context, change(auroraCluster(context.spec))),
    async heal(context) {
      const { capacity, backup, deletionProtection, logExports } = auroraCluster(
        context.spec,
      ).declared;
      await modify(context, {
        ServerlessV2ScalingConfiguration: {
          MinCapacity: capacity.minAcu,
          MaxCapacity: capacity.maxAcu,
        },
        BackupRetentionPeriod: backup.retentionDays,
        DeletionProtection: deletionProtection,
        ...(logExports && { CloudwatchLogsExportConfiguration: { EnableLogTypes: logExports } }),
      });
    },
  };
}

/** A fault of what cannot be changed afterwards: the cluster is created anew, with something other than declared. */
function created(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  other: (picked: ReturnType<typeof auroraCluster>) => Partial<CreateDBClusterCommandInput>;
}): Fault {
  const { id, describes, breaks, other } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await deleteCluster(context);
      await createAgain(context, other(auroraCluster(context.spec)));
      return null;
    },
    async heal(context) {
      await deleteCluster(context);
      await createAgain(context);
    },
  };
}

async function modify(
  { aws, spec }: SandboxContext,
  change: Partial<ModifyDBClusterCommandInput>,
): Promise<null> {
  await aws.rds.send(
    new ModifyDBClusterCommand({
      DBClusterIdentifier: name(spec),
      ApplyImmediately: true,
      ...change,
    }),
  );
  return null;
}

async function deleteCluster(context: SandboxContext): Promise<null> {
  const { name: cluster, declared } = auroraCluster(context.spec);
  await modify(context, { DeletionProtection: false });
  for (const instance of memberNames(cluster, declared)) {
    await context.aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: instance }));
  }
  await context.aws.rds.send(
    new DeleteDBClusterCommand({ DBClusterIdentifier: cluster, SkipFinalSnapshot: true }),
  );
  await deleteAutomatedSnapshots(context, cluster);
  return null;
}

/** They go with their cluster; the emulator keeps them, and their names are those of the minute. */
async function deleteAutomatedSnapshots({ aws }: SandboxContext, cluster: string): Promise<void> {
  const { DBClusterSnapshots = [] } = await aws.rds.send(
    new DescribeDBClusterSnapshotsCommand({ SnapshotType: 'automated' }),
  );
  for (const { DBClusterIdentifier, DBClusterSnapshotIdentifier } of DBClusterSnapshots) {
    if (DBClusterIdentifier !== cluster) continue;
    await aws.rds.send(new DeleteDBClusterSnapshotCommand({ DBClusterSnapshotIdentifier }));
  }
}

async function createAgain(
  context: SandboxContext,
  other: Partial<CreateDBClusterCommandInput> = {},
): Promise<void> {
  const { name: cluster, declared } = auroraCluster(context.spec);
  await createAuroraCluster(context, cluster, declared, other);
}

/** The first member after the writer. */
function reader(spec: Spec): string {
  const { name: cluster, declared } = auroraCluster(spec);
  return must(memberNames(cluster, declared)[1], 'reader of the Aurora cluster');
}

async function replaceReader(context: SandboxContext, position?: number): Promise<null> {
  const { name: cluster, declared } = auroraCluster(context.spec);
  const instance = reader(context.spec);
  await context.aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier: instance }));
  await createMember(context, cluster, declared, instance, position);
  return null;
}

async function setPublic({ aws, spec }: SandboxContext, isPublic: boolean): Promise<null> {
  await aws.rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: reader(spec),
      PubliclyAccessible: isPublic,
      ApplyImmediately: true,
    }),
  );
  return null;
}

async function setClass({ aws, spec }: SandboxContext, DBInstanceClass: string): Promise<null> {
  await aws.rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: reader(spec),
      DBInstanceClass,
      ApplyImmediately: true,
    }),
  );
  return null;
}

function otherGroup(spec: Spec): string {
  return `${name(spec)}-restored`;
}

async function writePending(
  { overlay, account, region }: SandboxContext,
  resources: readonly object[],
): Promise<void> {
  await overlay.writeState(`${account}/${region}/rds/pending-maintenance`, resources);
}
