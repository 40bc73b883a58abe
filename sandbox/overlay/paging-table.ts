/** How AWS pages one operation of which the emulator ignores the page size (or pages it wrongly). */
export interface PagedOperation {
  service: string;
  operation: string;
  /** The input's member that says how many. */
  size: string;
  /** The output's lists, which share the page: members, in XML the elements that have the items as children. */
  items: readonly string[];
  /** Page size when none is asked for; null: everything at once. */
  default: number | null;
  min: number;
  max: number;
  /** The error's code for a size out of range and for a token that is not one of ours. */
  code: string;
  /** Sent to the emulator as the page size, where its own default would cut the list. */
  emulatorSize?: number;
}

const MANY = 1_000_000;

function ecs(operation: string, items: string, standard: number): PagedOperation {
  return {
    service: 'ecs',
    operation,
    size: 'maxResults',
    items: [items],
    default: standard,
    min: 1,
    max: 100,
    code: 'InvalidParameterException',
  };
}

function scaling(operation: string, items: string, standard: number): PagedOperation {
  return {
    service: 'application-autoscaling',
    operation,
    size: 'MaxResults',
    items: [items],
    default: standard,
    min: 1,
    max: standard,
    code: 'InvalidNextTokenException',
    emulatorSize: MANY,
  };
}

/** EC2 gives everything unless a size is asked for. */
function ec2(operation: string, items: string): PagedOperation {
  return {
    service: 'ec2',
    operation,
    size: 'MaxResults',
    items: [items],
    default: null,
    min: 5,
    max: 1000,
    code: 'InvalidParameterValue',
  };
}

function elb(operation: string, items: string): PagedOperation {
  return {
    service: 'elasticloadbalancing',
    operation,
    size: 'PageSize',
    items: [items],
    default: 400,
    min: 1,
    max: 400,
    code: 'ValidationError',
  };
}

function backup(operation: string, items: string): PagedOperation {
  return {
    service: 'backup',
    operation,
    size: 'maxResults',
    items: [items],
    default: 1000,
    min: 1,
    max: 1000,
    code: 'InvalidParameterValueException',
  };
}

/** Sizes: the API references of the services. */
export const PAGED_OPERATIONS: readonly PagedOperation[] = [
  ecs('ListClusters', 'clusterArns', 100),
  ecs('ListServices', 'serviceArns', 10),
  ecs('ListTasks', 'taskArns', 100),
  ecs('ListTaskDefinitions', 'taskDefinitionArns', 100),
  ecs('ListTaskDefinitionFamilies', 'families', 100),
  ecs('ListServiceDeployments', 'serviceDeployments', 20),
  ecs('ListContainerInstances', 'containerInstanceArns', 100),
  scaling('DescribeScalableTargets', 'ScalableTargets', 50),
  scaling('DescribeScalingPolicies', 'ScalingPolicies', 10),
  scaling('DescribeScheduledActions', 'ScheduledActions', 50),
  scaling('DescribeScalingActivities', 'ScalingActivities', 50),
  ec2('DescribeSecurityGroups', 'securityGroupInfo'),
  ec2('DescribeSecurityGroupRules', 'securityGroupRuleSet'),
  ec2('DescribeSubnets', 'subnetSet'),
  ec2('DescribeVpcs', 'vpcSet'),
  {
    service: 'rds',
    operation: 'DescribeDBClusters',
    size: 'MaxRecords',
    items: ['DBClusters'],
    default: 100,
    min: 20,
    max: 100,
    code: 'InvalidParameterValue',
  },
  elb('DescribeLoadBalancers', 'LoadBalancers'),
  elb('DescribeTargetGroups', 'TargetGroups'),
  backup('ListBackupPlans', 'BackupPlansList'),
  backup('ListBackupVaults', 'BackupVaultList'),
  backup('ListBackupSelections', 'BackupSelectionsList'),
  backup('ListBackupJobs', 'BackupJobs'),
  backup('ListCopyJobs', 'CopyJobs'),
  backup('ListRestoreJobs', 'RestoreJobs'),
  backup('ListProtectedResources', 'Results'),
  backup('ListRecoveryPointsByResource', 'RecoveryPoints'),
  backup('ListRecoveryPointsByBackupVault', 'RecoveryPoints'),
  {
    service: 'monitoring',
    operation: 'DescribeAlarms',
    size: 'MaxRecords',
    items: ['MetricAlarms', 'CompositeAlarms'],
    default: 50,
    min: 1,
    max: 100,
    code: 'InvalidNextToken',
  },
  {
    service: 'kms',
    operation: 'ListKeys',
    size: 'Limit',
    items: ['Keys'],
    default: 100,
    min: 1,
    max: 1000,
    code: 'InvalidMarkerException',
  },
  {
    service: 'kms',
    operation: 'ListAliases',
    size: 'Limit',
    items: ['Aliases'],
    default: 50,
    min: 1,
    max: 100,
    code: 'InvalidMarkerException',
  },
  {
    service: 'ecr',
    operation: 'DescribeRepositories',
    size: 'maxResults',
    items: ['repositories'],
    default: 100,
    min: 1,
    max: 1000,
    code: 'InvalidParameterException',
  },
  {
    service: 'iam',
    operation: 'GetAccountAuthorizationDetails',
    size: 'MaxItems',
    items: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
    default: 100,
    min: 1,
    max: 1000,
    code: 'ValidationError',
  },
];
