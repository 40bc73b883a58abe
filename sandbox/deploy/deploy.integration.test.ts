import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeScalingPoliciesCommand } from '@aws-sdk/client-application-auto-scaling';
import {
  GetBackupPlanCommand,
  ListBackupPlansCommand,
  ListRestoreJobsCommand,
} from '@aws-sdk/client-backup';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeFlowLogsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { smallSpec } from '../testing/small-spec.ts';
import { type DeployStep, openSandbox, type SandboxContext } from './context.ts';
import { sandboxCredentials } from './credentials.ts';
import { deploySpec } from './deploy.ts';
import {
  groupId,
  keyArn,
  loadBalancerArn,
  queueUrl,
  secretArn,
  subnetIds,
  targetGroupArn,
  topicArn,
} from './lookup.ts';

const CLUSTER = 'small-cluster';

let sandbox: Sandbox;
let context: SandboxContext;
const steps: DeployStep[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  await deploySpec(smallSpec, sandbox.url, (step) => steps.push(step));
  context = await openSandbox(smallSpec, sandbox.url);
}, 120_000);

afterAll(async () => {
  context.aws.close();
  await sandbox.stop();
});

test('tells of every resource, section by section', () => {
  expect(steps).toContainEqual({ section: 'network', resource: 'VPC small-vpc' });
  expect(steps).toContainEqual({ section: 'services', resource: 'service small-cluster/worker' });
  const sections = steps.map(({ section }) => section);
  const inTurn = sections.filter((section, index) => section !== sections[index - 1]);
  expect(new Set(inTurn).size).toBe(inTurn.length);
});

test('a second deployment says that there is one', async () => {
  await expect(deploySpec(smallSpec, sandbox.url)).rejects.toMatchObject({
    name: 'UsageError',
    message:
      'the sandbox already holds the deployment small; end it with landfall sandbox down and start another',
  });
});

describe('network', () => {
  test('each tier routes where it should', async () => {
    const { RouteTables = [] } = await context.aws.ec2.send(new DescribeRouteTablesCommand({}));
    const ways = async (subnet: string) => {
      const [id] = await subnetIds(context, [subnet]);
      const table = RouteTables.find(({ Associations = [] }) =>
        Associations.some(({ SubnetId }) => SubnetId === id),
      );
      return table?.Routes?.map(
        ({ DestinationCidrBlock, DestinationPrefixListId, GatewayId, NatGatewayId }) => [
          DestinationCidrBlock ?? (DestinationPrefixListId === undefined ? '' : 'prefix list'),
          (GatewayId ?? NatGatewayId ?? '').replace(/-.*/, ''),
        ],
      );
    };
    expect(await ways('public-a')).toEqual([
      ['10.0.0.0/16', 'local'],
      ['0.0.0.0/0', 'igw'],
    ]);
    expect(await ways('private-b')).toEqual([
      ['10.0.0.0/16', 'local'],
      ['0.0.0.0/0', 'nat'],
      ['prefix list', 'vpce'],
      ['prefix list', 'vpce'],
    ]);
    expect(await ways('database-a')).toEqual([['10.0.0.0/16', 'local']]);
  });

  test('groups admit the declared traffic and nothing else', async () => {
    const GroupIds = [await groupId(context, 'api')];
    const { SecurityGroups = [] } = await context.aws.ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds }),
    );
    const [api] = SecurityGroups;
    expect(api?.IpPermissions).toMatchObject([
      { FromPort: 8080, ToPort: 8080, UserIdGroupPairs: [{ UserId: '123456789012' }] },
      { FromPort: 9090, ToPort: 9091, UserIdGroupPairs: [{ GroupId: GroupIds[0] }] },
    ]);
    expect(api?.IpPermissionsEgress?.map(({ FromPort }) => FromPort).sort()).toEqual([443, 5432]);
  });

  test('endpoints and flow logs are there', async () => {
    const { VpcEndpoints = [] } = await context.aws.ec2.send(new DescribeVpcEndpointsCommand({}));
    expect(VpcEndpoints.map(({ ServiceName }) => ServiceName)).toHaveLength(7);
    const { FlowLogs = [] } = await context.aws.ec2.send(new DescribeFlowLogsCommand({}));
    expect(FlowLogs).toMatchObject([
      { TrafficType: 'ALL', LogGroupName: '/vpc/small-vpc/flow-logs', FlowLogStatus: 'ACTIVE' },
    ]);
    const { logGroups = [] } = await context.aws.logs.send(new DescribeLogGroupsCommand({}));
    const retentions = logGroups.map(({ logGroupName, retentionInDays }) => [
      logGroupName,
      retentionInDays,
    ]);
    expect(retentions).toContainEqual(['/vpc/small-vpc/flow-logs', 30]);
    // Eight days are not to be had.
    expect(retentions).toContainEqual(['/ecs/small/worker', 14]);
  });
});

describe('services', () => {
  test('run the declared revision with the declared tasks', async () => {
    const { services = [] } = await context.aws.ecs.send(
      new DescribeServicesCommand({ cluster: CLUSTER, services: ['api', 'worker'] }),
    );
    const seen = services.map((service) => ({
      taskDefinition: service.taskDefinition?.replace(/^.*\//, ''),
      running: service.runningCount,
      desired: service.desiredCount,
      breaker: service.deploymentConfiguration?.deploymentCircuitBreaker,
      publicIp: service.networkConfiguration?.awsvpcConfiguration?.assignPublicIp,
      providers: service.capacityProviderStrategy?.map(({ capacityProvider }) => capacityProvider),
    }));
    const breaker = expect.objectContaining({ enable: true, rollback: true });
    expect(seen).toEqual([
      {
        taskDefinition: 'small-api:3',
        running: 2,
        desired: 2,
        breaker,
        publicIp: 'DISABLED',
        providers: undefined,
      },
      {
        taskDefinition: 'small-worker:2',
        running: 2,
        desired: 2,
        breaker,
        publicIp: 'DISABLED',
        providers: ['FARGATE', 'FARGATE_SPOT'],
      },
    ]);
  });

  test('scale by the declared metrics', async () => {
    const { ScalingPolicies = [] } = await context.aws.autoScaling.send(
      new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs' }),
    );
    const policy = (name: string) =>
      ScalingPolicies.find(({ PolicyName }) => PolicyName === name)
        ?.TargetTrackingScalingPolicyConfiguration;
    expect(policy('api-requests')?.PredefinedMetricSpecification?.ResourceLabel).toMatch(
      /^app\/small-alb\/\w+\/targetgroup\/api\/\w+$/,
    );
    expect(policy('worker-backlog')?.CustomizedMetricSpecification?.Metrics).toHaveLength(3);
    expect(policy('api-cpu')).toMatchObject({
      TargetValue: 70,
      ScaleOutCooldown: 60,
      ScaleInCooldown: 300,
    });
  });

  test.each(['api', 'spare'])('the targets of %s are healthy in two zones', async (name) => {
    const { TargetHealthDescriptions = [] } = await context.aws.elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: await targetGroupArn(context, name) }),
    );
    const healthy = TargetHealthDescriptions.filter(
      ({ TargetHealth }) => TargetHealth?.State === 'healthy',
    );
    expect(healthy).toHaveLength(2);
    expect(new Set(healthy.map(({ Target }) => Target?.AvailabilityZone)).size).toBe(2);
  });
});

test('listeners forward with a certificate and redirect without one', async () => {
  const { Listeners = [] } = await context.aws.elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: await loadBalancerArn(context, 'small-alb') }),
  );
  const [http, https] = Listeners.sort((a, b) => (a.Port ?? 0) - (b.Port ?? 0));
  expect(http?.DefaultActions).toMatchObject([
    { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS' } },
  ]);
  expect(https?.DefaultActions).toMatchObject([{ Type: 'forward' }]);
  expect(https?.Certificates?.[0]?.CertificateArn).toMatch(/^arn:aws:acm:/);
});

test('the database is serverless, encrypted, and in two zones', async () => {
  const { DBClusters = [] } = await context.aws.rds.send(new DescribeDBClustersCommand({}));
  expect(DBClusters).toMatchObject([
    {
      StorageEncrypted: true,
      KmsKeyId: await keyArn(context, 'alias/small'),
      BackupRetentionPeriod: 7,
      DeletionProtection: true,
      DBClusterParameterGroup: 'small-parameters',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 1 },
    },
  ]);
  const { DBInstances = [] } = await context.aws.rds.send(new DescribeDBInstancesCommand({}));
  expect(DBInstances.map(({ AvailabilityZone }) => AvailabilityZone)).toEqual([
    'us-east-1a',
    'us-east-1b',
  ]);
  expect(DBInstances.every(({ PubliclyAccessible }) => PubliclyAccessible === false)).toBe(true);
});

test('the table has its index and can be recovered as far back as declared', async () => {
  const TableName = 'small-discovery';
  const { Table } = await context.aws.dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table?.GlobalSecondaryIndexes).toMatchObject([{ IndexName: 'by-state' }]);
  const { ContinuousBackupsDescription } = await context.aws.dynamodb.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toMatchObject({
    PointInTimeRecoveryStatus: 'ENABLED',
    RecoveryPeriodInDays: 35,
  });
});

test('a rotated secret can still be read, and its key rotates', async () => {
  const secret = await context.aws.secrets.send(
    new DescribeSecretCommand({ SecretId: 'small/database' }),
  );
  expect(secret).toMatchObject({
    RotationEnabled: true,
    RotationRules: { AutomaticallyAfterDays: 30 },
  });
  const stages = Object.values(secret.VersionIdsToStages ?? {}).flat();
  expect(stages).toEqual(['AWSCURRENT']);
  const value = await context.wire.json('secretsmanager', 'secretsmanager', 'GetSecretValue', {
    SecretId: await secretArn(context, 'small/database'),
  });
  expect(value['SecretString']).toMatch(/^\{"value":".{10,}"\}$/);
  const rotation = await context.aws.kms.send(
    new GetKeyRotationStatusCommand({ KeyId: secret.KmsKeyId }),
  );
  expect(rotation.KeyRotationEnabled).toBe(true);
});

test('roles trust the declared service of this account, and have one policy', async () => {
  const RoleName = 'api-task';
  const { Role } = await context.aws.iam.send(new GetRoleCommand({ RoleName }));
  expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ],
  });
  const { AttachedPolicies } = await context.aws.iam.send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  expect(AttachedPolicies).toMatchObject([{ PolicyName: RoleName }]);
});

test('queues, topics, rules, web ACLs, budgets and records are there', async () => {
  const { wire } = context;
  const { Attributes } = await wire.json('sqs', 'AmazonSQS', 'GetQueueAttributes', {
    QueueUrl: queueUrl(context, 'small-tasks'),
    AttributeNames: ['All'],
  });
  expect(Attributes).toMatchObject({
    VisibilityTimeout: '300',
    MessageRetentionPeriod: '1209600',
    RedrivePolicy: expect.stringContaining('small-tasks-dlq'),
    Policy: expect.stringContaining('events.amazonaws.com'),
  });
  const subscriptions = await wire.query('sns', '2010-03-31', 'ListSubscriptionsByTopic', {
    TopicArn: topicArn(context, 'small-default-alarms'),
  });
  expect(subscriptions).toContain('on-call-1@example.com');
  const targets = await wire.json('events', 'AWSEvents', 'ListTargetsByRule', {
    Rule: 'agents',
    EventBusName: 'small-events',
  });
  expect(targets['Targets']).toMatchObject([
    { DeadLetterConfig: { Arn: expect.stringContaining('small-tasks-dlq') } },
  ]);
  const { WebACL } = await wire.json('wafv2', 'AWSWAF_20190729', 'GetWebACLForResource', {
    ResourceArn: await loadBalancerArn(context, 'small-alb'),
  });
  expect((WebACL as { Rules: unknown[] }).Rules).toHaveLength(3);
  const { Budgets } = await wire.json('budgets', 'AWSBudgetServiceGateway', 'DescribeBudgets', {
    AccountId: context.account,
  });
  expect(Budgets).toMatchObject([{ BudgetName: 'small' }]);
  const zones = await wire.rest('route53', 'GET', '/2013-04-01/hostedzone');
  const zone = /<Id>\/hostedzone\/(\w+)</.exec(zones)?.[1] ?? '';
  const records = await wire.rest('route53', 'GET', `/2013-04-01/hostedzone/${zone}/rrset`);
  expect(records).toContain('source.example.net');
});

test('alarms tell a topic', async () => {
  const { MetricAlarms = [] } = await context.aws.cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: ['api-errors'] }),
  );
  expect(MetricAlarms).toMatchObject([
    { AlarmActions: [topicArn(context, 'small-default-alarms')], ActionsEnabled: true },
  ]);
  const dimensions = MetricAlarms[0]?.Dimensions?.map(({ Value }) => Value);
  expect(dimensions).toEqual([
    expect.stringMatching(/^app\/small-alb\/\w+$/),
    expect.stringMatching(/^targetgroup\/api\/\w+$/),
  ]);
});

test('backups are planned, copied, and were restored', async () => {
  const { backup } = context.aws;
  const { BackupPlansList = [] } = await backup.send(new ListBackupPlansCommand({}));
  const BackupPlanId = BackupPlansList[0]?.BackupPlanId;
  const { BackupPlan } = await backup.send(new GetBackupPlanCommand({ BackupPlanId }));
  expect(BackupPlan?.Rules).toMatchObject([
    {
      TargetBackupVaultName: 'small-vault',
      Lifecycle: { DeleteAfterDays: 35 },
      CopyActions: [{ DestinationBackupVaultArn: expect.stringContaining('us-west-2') }],
    },
  ]);
  const { RestoreJobs = [] } = await backup.send(new ListRestoreJobsCommand({}));
  expect(RestoreJobs.map(({ Status }) => Status)).toEqual(['COMPLETED', 'COMPLETED']);
});

describe('on a sandbox of its own', () => {
  let another: Sandbox;
  beforeAll(async () => {
    another = await startSandbox();
  }, 60_000);
  afterAll(() => another.stop());

  test('what cannot be created is named, with the reason', async () => {
    const [name = '', subnet] = Object.entries(smallSpec.network?.subnets ?? {})[0] ?? [];
    const spec = {
      ...smallSpec,
      network: { ...smallSpec.network, subnets: { [name]: { ...subnet, cidr: '192.168.0.0/24' } } },
    } as Spec;
    await expect(deploySpec(spec, another.url)).rejects.toMatchObject({
      name: 'DeployError',
      message: expect.stringMatching(
        /^The subnet public-a cannot be created. InvalidSubnet.Range: /,
      ),
    });
  }, 60_000);

  test('credentials are those of the account that is asked for', async () => {
    const account = { id: '111122223333', region: 'us-east-1' };
    const credentials = await sandboxCredentials(another.url, account);
    const sts = new STSClient({ endpoint: another.url, region: account.region, credentials });
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toBe(account.id);
  });
});
