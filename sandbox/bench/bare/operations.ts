import type { AwsService, Operation } from '../../../core/aws.ts';

// What a script has to know of the operations that it calls: where they are, how they page, and the rate that they share
// with others. Written out, so that the script loads nothing of the harness but the SDK clients.

type Pages = NonNullable<Operation['pages']>;

const OPERATIONS: readonly Operation[] = [
  one('sts', 'GetCallerIdentity', 'sts'),
  one('ecs', 'DescribeClusters', 'ecs-cluster-read'),
  one('ecs', 'DescribeServices', 'ecs-service-read'),
  one('ecs', 'DescribeTaskDefinition', 'ecs-task-definition-read'),
  one('ecs', 'DescribeTasks', 'ecs-cluster-resource-read'),
  ecsList('ListServices', 'serviceArns', 'ecs-cluster-resource-read'),
  ecsList('ListTasks', 'taskArns', 'ecs-cluster-resource-read'),
  ecsList('ListServiceDeployments', 'serviceDeployments', 'ecs-deployment-read'),
  one('application-auto-scaling', 'DescribeScalableTargets', 'application-auto-scaling-read'),
  {
    ...one('application-auto-scaling', 'DescribeScalingPolicies', 'application-auto-scaling-read'),
    pages: pages('NextToken', 'NextToken', 'ScalingPolicies', 'MaxResults', 10),
  },
  one('application-auto-scaling', 'DescribeScalingActivities', 'application-auto-scaling-read'),
  one('application-auto-scaling', 'DescribeScheduledActions', 'application-auto-scaling-read'),
  one('cloudwatch', 'DescribeAlarms', 'cloudwatch-alarms'),
  one('sns', 'ListSubscriptionsByTopic', 'sns-list-subscriptions'),
  one('cloudwatch', 'GetMetricData', 'cloudwatch-metric-data'),
  ec2List('DescribeVpcs', 'Vpcs'),
  one('ec2', 'DescribeVpcAttribute', 'ec2-describe'),
  one('ec2', 'DescribeVpcBlockPublicAccessOptions', 'ec2-describe'),
  ec2List('DescribeSubnets', 'Subnets'),
  ec2List('DescribeRouteTables', 'RouteTables', 100),
  ec2List('DescribeNatGateways', 'NatGateways'),
  ec2List('DescribeVpcEndpoints', 'VpcEndpoints'),
  ec2List('DescribeNetworkAcls', 'NetworkAcls'),
  ec2List('DescribeFlowLogs', 'FlowLogs'),
  ec2List('DescribeSecurityGroups', 'SecurityGroups'),
  ec2List('DescribeNetworkInterfaces', 'NetworkInterfaces'),
  ec2List('DescribeStaleSecurityGroups', 'StaleSecurityGroupSet', 255),
  ec2List('DescribeManagedPrefixLists', 'PrefixLists', 100),
  ec2List('GetManagedPrefixListEntries', 'Entries', 100),
  rdsList('DescribeDBClusters', 'DBClusters'),
  rdsList('DescribeDBInstances', 'DBInstances'),
  rdsList('DescribeDBClusterParameters', 'Parameters'),
  rdsList('DescribeEventSubscriptions', 'EventSubscriptionsList'),
  rdsList('DescribePendingMaintenanceActions', 'PendingMaintenanceActions'),
  rdsList('DescribeDBClusterSnapshots', 'DBClusterSnapshots'),
  one('rds', 'DescribeDBSubnetGroups', 'rds'),
  one('rds', 'DescribeDBEngineVersions', 'rds'),
  elb('DescribeLoadBalancers'),
  elb('DescribeTargetGroups'),
  elb('DescribeTargetHealth'),
  elb('DescribeLoadBalancerAttributes'),
  elb('DescribeSSLPolicies'),
  elbList('DescribeListenerCertificates', 'Certificates'),
  one('acm', 'DescribeCertificate', 'acm'),
  elbList('DescribeListeners', 'Listeners'),
  elbList('DescribeRules', 'Rules'),
  one('iam', 'GetRole', 'iam'),
  one('iam', 'GetRolePolicy', 'iam'),
  iamList('ListAttachedRolePolicies', 'AttachedPolicies'),
  iamList('ListRolePolicies', 'PolicyNames'),
  one('ecr', 'DescribeImages', 'ecr'),
  one('cloudtrail', 'DescribeTrails', 'cloudtrail'),
  one('cloudtrail', 'GetTrailStatus', 'cloudtrail'),
  one('config-service', 'DescribeConfigurationRecorderStatus', 'config'),
  one('service-quotas', 'GetServiceQuota', 'service-quotas'),
  one('cost-explorer', 'ListCostAllocationTags', 'cost-explorer'),
  one('resource-groups-tagging-api', 'GetResources', 'tag-get-resources'),
  one('kms', 'DescribeKey', 'kms'),
  one('kms', 'GetKeyPolicy', 'kms'),
  one('kms', 'GetKeyRotationStatus', 'kms'),
  {
    ...one('kms', 'ListGrants', 'kms'),
    pages: pages('Marker', 'NextMarker', 'Grants', 'Limit', 100),
  },
  one('secrets-manager', 'GetResourcePolicy', 'secrets-manager-policy'),
  one('dynamodb', 'DescribeTable', 'dynamodb'),
  one('dynamodb', 'GetResourcePolicy', 'dynamodb'),
  one('dynamodb', 'DescribeTimeToLive', 'dynamodb'),
  one('dynamodb', 'DescribeContinuousBackups', 'dynamodb'),
  {
    ...one('backup', 'ListRestoreJobs', 'backup'),
    pages: pages('NextToken', 'NextToken', 'RestoreJobs', 'MaxResults', 1000),
  },
  {
    ...one('sqs', 'ListQueues', 'sqs-control'),
    pages: pages('NextToken', 'NextToken', 'QueueUrls', 'MaxResults', 1000),
  },
  {
    ...one('eventbridge', 'ListEventBuses', 'eventbridge-read'),
    pages: pages('NextToken', 'NextToken', 'EventBuses', 'Limit', 100),
  },
  {
    ...one('scheduler', 'ListSchedules', 'scheduler'),
    pages: pages('NextToken', 'NextToken', 'Schedules', 'MaxResults', 100),
  },
  {
    ...one('dynamodb', 'ListTables', 'dynamodb'),
    pages: pages('ExclusiveStartTableName', 'LastEvaluatedTableName', 'TableNames', 'Limit', 100),
  },
  {
    ...one('secrets-manager', 'ListSecrets', 'secrets-manager-list'),
    pages: pages('NextToken', 'NextToken', 'SecretList', 'MaxResults', 100),
  },
  iamList('ListRoles', 'Roles'),
  {
    ...one('sns', 'ListTopics', 'sns-list-topics'),
    pages: { inputToken: 'NextToken', outputToken: 'NextToken', items: 'Topics', size: null },
  },
  {
    ...one('ecr', 'DescribeRepositories', 'ecr'),
    pages: pages('nextToken', 'nextToken', 'repositories', 'maxResults', 1000),
  },
  ecsList('ListClusters', 'clusterArns', 'ecs-cluster-read'),
  {
    ...one('kms', 'ListAliases', 'kms'),
    pages: pages('Marker', 'NextMarker', 'Aliases', 'Limit', 100),
  },
  {
    ...one('backup', 'ListBackupPlans', 'backup'),
    pages: pages('NextToken', 'NextToken', 'BackupPlansList', 'MaxResults', 1000),
  },
  one('cloudwatch-logs', 'DescribeLogStreams', 'cloudwatch-logs-streams'),
  one('secrets-manager', 'DescribeSecret', 'secrets-manager-describe'),
  {
    ...one('cloudwatch-logs', 'DescribeLogGroups', 'cloudwatch-logs-describe'),
    pages: pages('nextToken', 'nextToken', 'logGroups', 'limit', 50),
  },
];

export const BARE_OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.flatMap((operation) => [
    [operation.name, operation],
    [`${operation.service}:${operation.name}`, operation],
  ]),
);

function one(service: AwsService, name: string, bucket: string): Operation {
  return { service, name, bucket, action: null, required: [], absentCodes: [], pages: null };
}

function pages(
  inputToken: string,
  outputToken: string,
  items: string,
  parameter: string,
  maximum: number,
): Pages {
  return { inputToken, outputToken, items, size: { parameter, maximum } };
}

function ecsList(name: string, items: string, bucket: string): Operation {
  return {
    ...one('ecs', name, bucket),
    pages: pages('nextToken', 'nextToken', items, 'maxResults', 100),
  };
}

function ec2List(name: string, items: string, most = 1000): Operation {
  return {
    ...one('ec2', name, 'ec2-describe'),
    pages: pages('NextToken', 'NextToken', items, 'MaxResults', most),
  };
}

function rdsList(name: string, items: string): Operation {
  return { ...one('rds', name, 'rds'), pages: pages('Marker', 'Marker', items, 'MaxRecords', 100) };
}

function elb(name: string): Operation {
  return one('elastic-load-balancing-v2', name, 'elastic-load-balancing-read');
}

function elbList(name: string, items: string): Operation {
  return { ...elb(name), pages: pages('Marker', 'NextMarker', items, 'PageSize', 400) };
}

function iamList(name: string, items: string): Operation {
  return { ...one('iam', name, 'iam'), pages: pages('Marker', 'Marker', items, 'MaxItems', 1000) };
}
