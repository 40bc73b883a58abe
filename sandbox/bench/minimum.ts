import { ZONES, type Estate } from './estate.ts';

/**
 * The fewest calls of each operation that tell of the whole estate what compliance judges, with the largest batches and
 * pages that AWS takes, everything asked for once, and an account that holds nothing else. Named as calls are signed.
 */
export function minimumCalls(estate: Estate): Readonly<Record<string, number>> {
  const services = estate.services.length;
  const clusters = estate.clusters.length;
  const databases = estate.databases.length;
  const tables = estate.tables.length;
  const roles = 2 * estate.families.length;
  const declaredGroups = services + databases + clusters + 1;
  const parameterGroups = new Set(estate.databases.map(({ parameterGroup }) => parameterGroup));
  const servicesByCluster = Map.groupBy(estate.services, ({ cluster }) => cluster);
  const serviceBatches = [...servicesByCluster.values()].map(({ length }) => pages(length, 10));
  const servicePages = [...servicesByCluster.values()].reduce(
    (sum, { length }) => sum + pages(length, 100),
    0,
  );
  const taskPages = [...servicesByCluster.values()]
    .map(({ length }) => pages(ZONES.length * length, 100))
    .reduce((sum, count) => sum + count, 0);
  return {
    'sts:GetCallerIdentity': 1,
    'ecs:DescribeClusters': pages(clusters, 100),
    'ecs:DescribeServices': serviceBatches.reduce((sum, batches) => sum + batches, 0),
    'ecs:DescribeTaskDefinition': estate.families.length,
    // There is no batch: the history of a service is asked for by its name.
    'ecs:ListServiceDeployments': services,
    'ecs:ListServices': servicePages,
    // Those that run, and those that ended, of which there is none.
    'ecs:ListTasks': taskPages + clusters,
    'ecs:DescribeTasks': taskPages,
    'application-autoscaling:DescribeScalableTargets': pages(services, 50),
    'application-autoscaling:DescribeScalingPolicies': pages(services, 10),
    // The history of a service is asked for by its name.
    'application-autoscaling:DescribeScalingActivities': services,
    'application-autoscaling:DescribeScheduledActions': 1,
    'ec2:DescribeVpcs': 1,
    // One attribute a call.
    'ec2:DescribeVpcAttribute': 2,
    'ec2:DescribeSubnets': 1,
    'ec2:DescribeRouteTables': 1,
    'ec2:DescribeNatGateways': 1,
    'ec2:DescribeVpcEndpoints': 1,
    'ec2:DescribeNetworkAcls': 1,
    'ec2:DescribeFlowLogs': 1,
    'ec2:DescribeSecurityGroups': pages(declaredGroups + estate.undeclaredGroups.length + 1, 1000),
    'ec2:DescribeNetworkInterfaces': 1,
    'ec2:DescribeVpcBlockPublicAccessOptions': 1,
    'ec2:DescribeStaleSecurityGroups': 1,
    'ec2:DescribeManagedPrefixLists': 1,
    'ec2:GetManagedPrefixListEntries': 1,
    'rds:DescribeDBClusters': pages(databases, 100),
    'rds:DescribeDBInstances': pages(ZONES.length * databases, 100),
    'rds:DescribeDBClusterParameters': parameterGroups.size,
    'rds:DescribeDBSubnetGroups': 1,
    'rds:DescribeEventSubscriptions': 1,
    'rds:DescribePendingMaintenanceActions': 1,
    'rds:DescribeDBEngineVersions': 1,
    'elasticloadbalancing:DescribeLoadBalancers': pages(clusters, 400),
    'elasticloadbalancing:DescribeListeners': clusters,
    'elasticloadbalancing:DescribeLoadBalancerAttributes': clusters,
    // Of both listeners of each load balancer, and the certificates of the one that speaks TLS.
    'elasticloadbalancing:DescribeRules': 2 * clusters,
    'elasticloadbalancing:DescribeListenerCertificates': clusters,
    'elasticloadbalancing:DescribeSSLPolicies': 1,
    // All of them have one certificate.
    'acm:DescribeCertificate': 1,
    'elasticloadbalancing:DescribeTargetGroups': pages(services, 400),
    'elasticloadbalancing:DescribeTargetHealth': services,
    'iam:GetRole': roles,
    'iam:ListAttachedRolePolicies': roles,
    'iam:ListRolePolicies': roles,
    'iam:GetRolePolicy': roles,
    // The declared alarms and the two of each policy; and a call that proves that no composite alarm is above them.
    'monitoring:DescribeAlarms': pages(3 * services, 100) + 1,
    // All alarms tell one topic.
    'sns:ListSubscriptionsByTopic': 1,
    // Four series of a database, five of a load balancer and four of a table.
    'monitoring:GetMetricData': pages(4 * databases + 5 * clusters + 4 * tables, 500),
    'rds:DescribeDBClusterSnapshots': pages(databases, 100),
    // There is no batch over repositories.
    'ecr:DescribeImages': estate.families.length,
    'cloudtrail:DescribeTrails': 1,
    'cloudtrail:GetTrailStatus': 1,
    'config:DescribeConfigurationRecorderStatus': 1,
    // Of vCPUs, interfaces, groups, NAT gateways, addresses, instances and clusters.
    'servicequotas:GetServiceQuota': 7,
    'ce:ListCostAllocationTags': 1,
    // Clusters, services, databases, tables and log groups.
    'tagging:GetResources': pages(
      clusters + services + databases + tables + estate.families.length,
      100,
    ),
    'kms:DescribeKey': 1,
    'kms:GetKeyPolicy': 1,
    'kms:GetKeyRotationStatus': 1,
    'kms:ListGrants': 1,
    'secretsmanager:GetResourcePolicy': estate.secrets.length,
    'dynamodb:DescribeTable': tables,
    'dynamodb:DescribeTimeToLive': tables,
    'dynamodb:GetResourcePolicy': tables,
    'dynamodb:DescribeContinuousBackups': tables,
    'backup:ListRestoreJobs': pages(databases, 1000) + pages(tables, 1000),
    'secretsmanager:DescribeSecret': estate.secrets.length,
    // What is there and not declared: whole lists, beside those that are read anyway.
    'sqs:ListQueues': 1,
    'events:ListEventBuses': 1,
    'scheduler:ListSchedules': 1,
    'dynamodb:ListTables': pages(tables + 1, 100),
    'secretsmanager:ListSecrets': pages(estate.secrets.length + 1, 100),
    'iam:ListRoles': pages(roles + 1, 1000),
    'sns:ListTopics': 1,
    'ecr:DescribeRepositories': 1,
    'ecs:ListClusters': pages(clusters, 100),
    'kms:ListAliases': 1,
    'backup:ListBackupPlans': 1,
    'logs:DescribeLogStreams': estate.families.length,
    // Those of the services, and that of the flow logs.
    'logs:DescribeLogGroups': pages(estate.families.length, 50) + 1,
  };
}

function pages(items: number, size: number): number {
  return Math.ceil(items / size);
}
