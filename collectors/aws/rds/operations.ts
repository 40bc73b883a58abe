import type {
  DescribeDBProxiesCommandInput,
  DescribeDBProxiesCommandOutput,
  DescribeDBProxyTargetsCommandInput,
  DescribeDBProxyTargetsCommandOutput,
  DescribeEventSubscriptionsCommandInput,
  DescribeEventSubscriptionsCommandOutput,
  DescribePendingMaintenanceActionsCommandInput,
  DescribePendingMaintenanceActionsCommandOutput,
  DescribeDBClusterSnapshotAttributesCommandInput,
  DescribeDBClusterSnapshotAttributesCommandOutput,
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
} from '@aws-sdk/client-rds';
import type { Operation } from '../../../core/aws.ts';

/** Records that one page holds, at most. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html */
const PAGE = { parameter: 'MaxRecords', maximum: 100 } as const;

/** Values of one filter: a page's worth, so that one call asks for what one page can answer. */
export const MAX_IDENTIFIERS_PER_CALL = 100;

export const describeDBClusters: Operation<
  DescribeDBClustersCommandInput,
  DescribeDBClustersCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBClusters',
  action: 'rds:DescribeDBClusters',
  bucket: 'rds',
  required: ['DBClusters'],
  absentCodes: ['DBClusterNotFoundFault'],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'DBClusters', size: PAGE },
};

export const describeDBInstances: Operation<
  DescribeDBInstancesCommandInput,
  DescribeDBInstancesCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBInstances',
  action: 'rds:DescribeDBInstances',
  bucket: 'rds',
  required: ['DBInstances'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'DBInstances', size: PAGE },
};

export const describeDBClusterParameters: Operation<
  DescribeDBClusterParametersCommandInput,
  DescribeDBClusterParametersCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBClusterParameters',
  action: 'rds:DescribeDBClusterParameters',
  bucket: 'rds',
  required: ['Parameters'],
  absentCodes: ['DBParameterGroupNotFound', 'DBParameterGroupNotFoundFault'],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'Parameters', size: PAGE },
};

export const describeDBEngineVersions: Operation<
  DescribeDBEngineVersionsCommandInput,
  DescribeDBEngineVersionsCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBEngineVersions',
  action: 'rds:DescribeDBEngineVersions',
  bucket: 'rds',
  required: ['DBEngineVersions'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'DBEngineVersions', size: PAGE },
};

/** Asked only of groups that are attached, which AWS lets nobody delete, so no error of this call proves absence. */
export const describeDBParameters: Operation<
  DescribeDBParametersCommandInput,
  DescribeDBParametersCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBParameters',
  action: 'rds:DescribeDBParameters',
  bucket: 'rds',
  required: ['Parameters'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'Parameters', size: PAGE },
};

export const describeDBClusterSnapshots: Operation<
  DescribeDBClusterSnapshotsCommandInput,
  DescribeDBClusterSnapshotsCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBClusterSnapshots',
  action: 'rds:DescribeDBClusterSnapshots',
  bucket: 'rds',
  required: ['DBClusterSnapshots'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'DBClusterSnapshots', size: PAGE },
};

/** Of one manual snapshot: automated ones cannot be shared. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusterSnapshotAttributes.html */
export const describeDBClusterSnapshotAttributes: Operation<
  DescribeDBClusterSnapshotAttributesCommandInput,
  DescribeDBClusterSnapshotAttributesCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBClusterSnapshotAttributes',
  action: 'rds:DescribeDBClusterSnapshotAttributes',
  bucket: 'rds',
  required: ['DBClusterSnapshotAttributesResult'],
  absentCodes: ['DBClusterSnapshotNotFoundFault'],
  pages: null,
};

export const describeEventSubscriptions: Operation<
  DescribeEventSubscriptionsCommandInput,
  DescribeEventSubscriptionsCommandOutput
> = {
  service: 'rds',
  name: 'DescribeEventSubscriptions',
  action: 'rds:DescribeEventSubscriptions',
  bucket: 'rds',
  required: ['EventSubscriptionsList'],
  absentCodes: [],
  pages: {
    inputToken: 'Marker',
    outputToken: 'Marker',
    items: 'EventSubscriptionsList',
    size: { parameter: 'MaxRecords', maximum: 100 },
  },
};

/** Resources of which nothing is pending are left out. */
export const describePendingMaintenanceActions: Operation<
  DescribePendingMaintenanceActionsCommandInput,
  DescribePendingMaintenanceActionsCommandOutput
> = {
  service: 'rds',
  name: 'DescribePendingMaintenanceActions',
  action: 'rds:DescribePendingMaintenanceActions',
  bucket: 'rds',
  required: ['PendingMaintenanceActions'],
  absentCodes: [],
  pages: {
    inputToken: 'Marker',
    outputToken: 'Marker',
    items: 'PendingMaintenanceActions',
    size: { parameter: 'MaxRecords', maximum: 100 },
  },
};

/** Without a name it lists all of the region, so that what does not exist is missing from the list. */
export const describeDBProxies: Operation<
  DescribeDBProxiesCommandInput,
  DescribeDBProxiesCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBProxies',
  action: 'rds:DescribeDBProxies',
  bucket: 'rds',
  required: ['DBProxies'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'DBProxies', size: PAGE },
};

/** Of one proxy, and of its only target group. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBProxyTargets.html */
export const describeDBProxyTargets: Operation<
  DescribeDBProxyTargetsCommandInput,
  DescribeDBProxyTargetsCommandOutput
> = {
  service: 'rds',
  name: 'DescribeDBProxyTargets',
  action: 'rds:DescribeDBProxyTargets',
  bucket: 'rds',
  required: ['Targets'],
  absentCodes: ['DBProxyNotFoundFault', 'DBProxyTargetGroupNotFoundFault'],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'Targets', size: PAGE },
};
