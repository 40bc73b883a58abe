import type {
  DBCluster,
  DBInstance,
  DescribeDBClusterParametersCommandInput,
  DescribeDBClusterParametersCommandOutput,
  DescribeDBClusterSnapshotsCommandInput,
  DescribeDBClusterSnapshotsCommandOutput,
  DescribeDBClustersCommandInput,
  DescribeDBClustersCommandOutput,
  DescribeDBEngineVersionsCommandInput,
  DescribeDBEngineVersionsCommandOutput,
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput,
  DescribeDBParametersCommandInput,
  DescribeDBParametersCommandOutput,
  DescribeDBSubnetGroupsCommandInput,
  DescribeDBSubnetGroupsCommandOutput,
  DescribeEventSubscriptionsCommandInput,
  DescribeEventSubscriptionsCommandOutput,
  DescribePendingMaintenanceActionsCommandInput,
  DescribePendingMaintenanceActionsCommandOutput,
  Filter,
} from '@aws-sdk/client-rds';
import { names, PORTS, subnetsOf, VPC, ZONES, type EstateDatabase } from '../../estate.ts';
import { BACKUP_WINDOW, CAPACITY, DATABASE_NAME, RETENTION_DAYS } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { arns, groupId } from './arns.ts';

const answer = answersOf('rds', 'rds');

const ENGINE = 'aurora-postgresql';
const ENGINE_VERSION = '15.4';

export const rdsAnswers = [
  answer<DescribeDBClustersCommandInput, DescribeDBClustersCommandOutput>(
    'DescribeDBClusters',
    ({ Filters, MaxRecords, Marker }, world) => {
      const all = databasesIn(world, Filters);
      const page = pageOf(all, SIZES.rds, MaxRecords, Marker);
      return { DBClusters: page.items.map((one) => clusterOf(one, world)), Marker: page.next };
    },
  ),
  answer<DescribeDBInstancesCommandInput, DescribeDBInstancesCommandOutput>(
    'DescribeDBInstances',
    ({ Filters, MaxRecords, Marker }, world) => {
      const all = databasesIn(world, Filters).flatMap(({ name }) =>
        ZONES.map((zone, index) => ({ name, zone, index })),
      );
      const page = pageOf(all, SIZES.rds, MaxRecords, Marker);
      const items = page.items.map(({ name, zone, index }) => instanceOf(name, zone, index));
      return { DBInstances: items, Marker: page.next };
    },
  ),
  answer<DescribeDBClusterParametersCommandInput, DescribeDBClusterParametersCommandOutput>(
    'DescribeDBClusterParameters',
    ({ DBClusterParameterGroupName, MaxRecords, Marker }, { estate }) => {
      const isKnown = estate.databases.some(
        ({ parameterGroup }) => parameterGroup === DBClusterParameterGroupName,
      );
      if (!isKnown) throw new StubRefusal('DBParameterGroupNotFound', 'There is no such group.');
      const all = [
        {
          ParameterName: 'rds.force_ssl',
          ParameterValue: '1',
          Source: 'user',
          DataType: 'boolean',
        },
      ];
      const page = pageOf(all, SIZES.rds, MaxRecords, Marker);
      return { Parameters: page.items, Marker: page.next };
    },
  ),
  // Nobody has taken a snapshot by hand, and the members have the default group, in which nobody can set anything.
  answer<DescribeDBClusterSnapshotsCommandInput, DescribeDBClusterSnapshotsCommandOutput>(
    'DescribeDBClusterSnapshots',
    () => ({ DBClusterSnapshots: [] }),
  ),
  answer<DescribeDBParametersCommandInput, DescribeDBParametersCommandOutput>(
    'DescribeDBParameters',
    () => ({ Parameters: [] }),
  ),
  answer<DescribeEventSubscriptionsCommandInput, DescribeEventSubscriptionsCommandOutput>(
    'DescribeEventSubscriptions',
    () => ({
      EventSubscriptionsList: [
        {
          CustSubscriptionId: 'databases',
          SourceType: 'db-cluster',
          Status: 'active',
          Enabled: true,
          EventCategoriesList: ['failure', 'failover', 'maintenance'],
        },
      ],
    }),
  ),
  answer<
    DescribePendingMaintenanceActionsCommandInput,
    DescribePendingMaintenanceActionsCommandOutput
  >('DescribePendingMaintenanceActions', () => ({ PendingMaintenanceActions: [] })),
  answer<DescribeDBEngineVersionsCommandInput, DescribeDBEngineVersionsCommandOutput>(
    'DescribeDBEngineVersions',
    ({ Engine, EngineVersion }) => ({
      DBEngineVersions:
        Engine === ENGINE && EngineVersion === ENGINE_VERSION
          ? [{ Engine, EngineVersion, Status: 'available' }]
          : [],
    }),
  ),
  answer<DescribeDBSubnetGroupsCommandInput, DescribeDBSubnetGroupsCommandOutput>(
    'DescribeDBSubnetGroups',
    ({ DBSubnetGroupName }) => {
      if (DBSubnetGroupName !== undefined && DBSubnetGroupName !== names.subnetGroup) {
        throw new StubRefusal('DBSubnetGroupNotFoundFault', 'There is no such group.');
      }
      return {
        DBSubnetGroups: [
          {
            DBSubnetGroupName: names.subnetGroup,
            VpcId: VPC.id,
            SubnetGroupStatus: 'Complete',
            Subnets: subnetsOf('database').map(({ id, zone }) => ({
              SubnetIdentifier: id,
              SubnetAvailabilityZone: { Name: zone },
              SubnetStatus: 'Active',
            })),
          },
        ],
      };
    },
  ),
];

function databasesIn(
  { estate, databasesByName }: World,
  filters: readonly Filter[] | undefined,
): readonly EstateDatabase[] {
  const wanted = filters?.find(({ Name }) => Name === 'db-cluster-id')?.Values;
  return wanted === undefined
    ? estate.databases
    : wanted.flatMap((name) => databasesByName.get(name) ?? []);
}

function instanceName(database: string, index: number): string {
  return `${database}-${index}`;
}

function clusterOf(
  { name, parameterGroup }: EstateDatabase,
  { builtAt, justNow }: World,
): DBCluster {
  return {
    DBClusterIdentifier: name,
    DBClusterArn: arns.database(name),
    Status: 'available',
    Engine: ENGINE,
    EngineMode: 'provisioned',
    EngineVersion: ENGINE_VERSION,
    Endpoint: `${name}.cluster-bench.us-east-1.rds.amazonaws.com`,
    ReaderEndpoint: `${name}.cluster-ro-bench.us-east-1.rds.amazonaws.com`,
    Port: PORTS.database,
    ServerlessV2ScalingConfiguration: {
      MinCapacity: CAPACITY.minAcu,
      MaxCapacity: CAPACITY.maxAcu,
    },
    DBClusterMembers: ZONES.map((_, index) => ({
      DBInstanceIdentifier: instanceName(name, index),
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: index,
    })),
    StorageEncrypted: true,
    KmsKeyId: arns.kmsKey,
    DeletionProtection: true,
    DatabaseName: DATABASE_NAME,
    DBClusterParameterGroup: parameterGroup,
    DBSubnetGroup: names.subnetGroup,
    VpcSecurityGroups: [
      { VpcSecurityGroupId: groupId(names.databaseGroup(name)), Status: 'active' },
    ],
    AvailabilityZones: [...ZONES],
    EnabledCloudwatchLogsExports: ['postgresql'],
    IAMDatabaseAuthenticationEnabled: true,
    MasterUsername: 'app_owner',
    PerformanceInsightsEnabled: true,
    BackupRetentionPeriod: RETENTION_DAYS,
    PreferredBackupWindow: BACKUP_WINDOW,
    EarliestRestorableTime: builtAt,
    LatestRestorableTime: justNow(),
    ClusterCreateTime: builtAt,
  };
}

function instanceOf(database: string, zone: string, index: number): DBInstance {
  const name = instanceName(database, index);
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: arns.instance(name),
    DBClusterIdentifier: database,
    DBInstanceStatus: 'available',
    Endpoint: {
      Address: `${name}.bench.us-east-1.rds.amazonaws.com`,
      Port: PORTS.database,
    },
    DBInstanceClass: 'db.serverless',
    Engine: ENGINE,
    AvailabilityZone: zone,
    PubliclyAccessible: false,
    PromotionTier: 1,
    AutoMinorVersionUpgrade: true,
    PerformanceInsightsEnabled: true,
    MonitoringInterval: 60,
    CertificateDetails: {
      CAIdentifier: 'rds-ca-rsa2048-g1',
      ValidTill: new Date(Date.now() + 365 * 24 * 60 * 60 * 1000),
    },
    DBParameterGroups: [
      { DBParameterGroupName: 'default.aurora-postgresql15', ParameterApplyStatus: 'in-sync' },
    ],
  };
}
