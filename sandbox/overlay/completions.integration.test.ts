import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  BackupClient,
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  CreateBackupVaultCommand,
  CreateRestoreTestingPlanCommand,
  DescribeBackupVaultCommand,
  DescribeRegionSettingsCommand,
  GetBackupSelectionCommand,
  GetBackupVaultAccessPolicyCommand,
  GetRestoreTestingPlanCommand,
  ListBackupJobsCommand,
  ListBackupSelectionsCommand,
  ListCopyJobsCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRecoveryPointsByResourceCommand,
  ListRestoreJobsCommand,
  ListRestoreTestingPlansCommand,
  PutBackupVaultAccessPolicyCommand,
  UpdateRegionSettingsCommand,
} from '@aws-sdk/client-backup';
import {
  CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateNetworkAclCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeStaleSecurityGroupsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeClustersCommand,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  waitUntilServicesStable,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBInstanceCommand,
  CreateDBSubnetGroupCommand,
  DescribeCertificatesCommand,
  DescribeDBClusterEndpointsCommand,
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBEngineVersionsCommand,
  DescribeDBInstancesCommand,
  DescribePendingMaintenanceActionsCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import {
  CreateSecretCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { clientOptions } from '../testing/client-options.ts';
import { LAUNCH_TIMES_STATE } from './completions/ecs-fleet.ts';
import { SERIES_STATE, seriesName } from './metric-state.ts';
import { type Overlay, startOverlay } from './overlay.ts';
import { stateKey } from './state-store.ts';

let emulator: Emulator;
let overlay: Overlay;
let clients: ReturnType<typeof clientsOf>;
let vpcId: string;
let subnets: string[];

function clientsOf(endpoint: string) {
  const options = clientOptions(endpoint);
  return {
    backup: new BackupClient(options),
    cloudWatch: new CloudWatchClient(options),
    dynamodb: new DynamoDBClient(options),
    ec2: new EC2Client(options),
    ecs: new ECSClient(options),
    elb: new ElasticLoadBalancingV2Client(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    logs: new CloudWatchLogsClient(options),
    rds: new RDSClient(options),
    scaling: new ApplicationAutoScalingClient(options),
    secrets: new SecretsManagerClient(options),
  };
}

beforeAll(async () => {
  emulator = await startEmulator();
  overlay = await startOverlay({ emulatorUrl: emulator.url });
  clients = clientsOf(overlay.url);
  const { Vpc } = await clients.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  vpcId = Vpc?.VpcId ?? '';
  subnets = [];
  for (const [index, zone] of ['us-east-1a', 'us-east-1b'].entries()) {
    const { Subnet } = await clients.ec2.send(
      new CreateSubnetCommand({
        VpcId: vpcId,
        CidrBlock: `10.0.${index}.0/24`,
        AvailabilityZone: zone,
      }),
    );
    subnets.push(Subnet?.SubnetId ?? '');
  }
}, 120_000);

afterAll(async () => {
  await overlay.close();
  await emulator.stop();
});

describe('ecs', () => {
  let targetGroupArn: string;

  beforeAll(async () => {
    const { ecs, elb } = clients;
    const groups = await elb.send(
      new CreateTargetGroupCommand({
        Name: 'api',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: vpcId,
        TargetType: 'ip',
      }),
    );
    targetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn ?? '';
    await ecs.send(new CreateClusterCommand({ clusterName: 'main' }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'api',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '512',
        memory: '1024',
        containerDefinitions: [
          {
            name: 'api',
            image: 'registry.example/api:1',
            portMappings: [{ containerPort: 8080 }],
            healthCheck: { command: ['CMD', 'true'] },
          },
          { name: 'sidecar', image: 'registry.example/sidecar:1' },
        ],
      }),
    );
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'main',
        serviceName: 'api',
        taskDefinition: 'api',
        desiredCount: 3,
        capacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }],
        deploymentConfiguration: {
          minimumHealthyPercent: 50,
          deploymentCircuitBreaker: { enable: true, rollback: true },
        },
        healthCheckGracePeriodSeconds: 60,
        enableExecuteCommand: true,
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [] } },
        loadBalancers: [{ targetGroupArn, containerName: 'api', containerPort: 8080 }],
      }),
    );
  });

  test('a created service is rolled out and keeps what was asked for', async () => {
    const { services, failures } = await clients.ecs.send(
      new DescribeServicesCommand({ cluster: 'main', services: ['api', 'absent'] }),
    );
    expect(services).toHaveLength(1);
    expect(services?.[0]).toMatchObject({
      status: 'ACTIVE',
      desiredCount: 3,
      runningCount: 3,
      pendingCount: 0,
      taskDefinition: expect.stringMatching(/^arn:.*:task-definition\/api:1$/),
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 1, weight: 1 }],
      healthCheckGracePeriodSeconds: 60,
      enableExecuteCommand: true,
      deploymentConfiguration: {
        minimumHealthyPercent: 50,
        maximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
    });
    expect(services?.[0]?.launchType).toBeUndefined();
    expect(services?.[0]?.deployments).toEqual([
      expect.objectContaining({
        status: 'PRIMARY',
        rolloutState: 'COMPLETED',
        desiredCount: 3,
        runningCount: 3,
        pendingCount: 0,
        failedTasks: 0,
        platformFamily: 'Linux',
      }),
    ]);
    expect(failures).toEqual([
      { arn: 'arn:aws:ecs:us-east-1:123456789012:service/main/absent', reason: 'MISSING' },
    ]);
  });

  test('the waiter of the SDK sees the service stable', async () => {
    const result = await waitUntilServicesStable(
      { client: clients.ecs, maxWaitTime: 30 },
      { cluster: 'main', services: ['api'] },
    );
    expect(result.state).toBe('SUCCESS');
  });

  test('tasks run in every subnet, with all their containers, and stay running', async () => {
    const { taskArns } = await clients.ecs.send(
      new ListTasksCommand({ cluster: 'main', serviceName: 'api' }),
    );
    const other = await clients.ecs.send(
      new ListTasksCommand({ cluster: 'main', serviceName: 'other' }),
    );
    const stopped = await clients.ecs.send(
      new ListTasksCommand({ cluster: 'main', serviceName: 'api', desiredStatus: 'STOPPED' }),
    );
    expect(taskArns).toHaveLength(3);
    expect(other.taskArns).toEqual([]);
    expect(stopped.taskArns).toEqual([]);

    for (let look = 0; look < 3; look += 1) {
      const { tasks, failures } = await clients.ecs.send(
        new DescribeTasksCommand({ cluster: 'main', tasks: [...(taskArns ?? []), 'absent'] }),
      );
      expect(tasks?.map(({ lastStatus }) => lastStatus)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
      expect(tasks?.[0]).toMatchObject({
        healthStatus: 'HEALTHY',
        cpu: '512',
        memory: '1024',
        group: 'service:api',
        platformVersion: '1.4.0',
        containers: [
          { name: 'api', lastStatus: 'RUNNING', healthStatus: 'HEALTHY' },
          { name: 'sidecar', lastStatus: 'RUNNING', healthStatus: 'UNKNOWN' },
        ],
      });
      expect(new Set(tasks?.map(({ availabilityZone }) => availabilityZone))).toEqual(
        new Set(['us-east-1a', 'us-east-1b']),
      );
      expect(failures).toEqual([{ arn: 'absent', reason: 'MISSING' }]);
    }
  });

  test('a task that is added comes up in the time that the state says, and one that is stopped is gone', async () => {
    const { ecs, elb } = clients;
    const place = { cluster: 'launches', service: 'web' };
    const { TargetGroups } = await elb.send(
      new CreateTargetGroupCommand({
        Name: 'launches',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: vpcId,
        TargetType: 'ip',
      }),
    );
    const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
    const { LoadBalancers } = await elb.send(
      new CreateLoadBalancerCommand({ Name: 'launches', Subnets: subnets }),
    );
    await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
    await ecs.send(new CreateClusterCommand({ clusterName: 'launches' }));
    const { service } = await ecs.send(
      new CreateServiceCommand({
        cluster: 'launches',
        serviceName: 'web',
        taskDefinition: 'api',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [] } },
        loadBalancers: [
          { targetGroupArn: TargetGroupArn, containerName: 'api', containerPort: 8080 },
        ],
      }),
    );
    overlay.state.put(stateKey('123456789012', 'us-east-1', LAUNCH_TIMES_STATE), {
      [service?.serviceArn ?? '']: { provision: 0.5, pull: 1, start: 0.5, healthy: 2 },
    });
    const look = async () => {
      const { services } = await ecs.send(
        new DescribeServicesCommand({ cluster: 'launches', services: ['web'] }),
      );
      const { taskArns } = await ecs.send(
        new ListTasksCommand({ cluster: 'launches', serviceName: 'web' }),
      );
      const { tasks } = await ecs.send(
        new DescribeTasksCommand({ cluster: 'launches', tasks: taskArns }),
      );
      const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      return {
        counts: [services?.[0]?.runningCount, services?.[0]?.pendingCount],
        states: health.TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State),
        tasks: tasks ?? [],
      };
    };

    await ecs.send(new UpdateServiceCommand({ ...place, desiredCount: 2 }));
    const first = await look();
    expect(first.counts).toEqual([1, 1]);
    expect(first.states).toEqual(['healthy']);
    expect(first.tasks[1]?.startedAt).toBeUndefined();
    expect(first.tasks[1]?.healthStatus).toBe('UNKNOWN');

    await sleep(2_100);
    const second = await look();
    expect(second.counts).toEqual([2, 0]);
    expect(second.states).toEqual(['healthy', 'initial']);

    await sleep(2_000);
    const third = await look();
    expect(third.states).toEqual(['healthy', 'healthy']);
    const [, task] = third.tasks;
    const times = [task?.createdAt, task?.pullStartedAt, task?.pullStoppedAt, task?.startedAt];
    const [createdAt = 0, ...later] = times.map((at) => at?.getTime());
    expect(later.map((at) => (at ?? 0) - createdAt)).toEqual([500, 1500, 2000]);
    expect(task).toMatchObject({ lastStatus: 'RUNNING', healthStatus: 'HEALTHY' });

    await ecs.send(new UpdateServiceCommand({ ...place, desiredCount: 1 }));
    const fewer = await look();
    expect([fewer.counts, fewer.states]).toEqual([[1, 0], ['healthy']]);
    await ecs.send(new UpdateServiceCommand({ ...place, desiredCount: 2 }));
    const again = await look();
    expect(again.counts).toEqual([1, 1]);
    expect(again.tasks[1]?.taskArn).not.toBe(task?.taskArn);
  }, 20_000);

  test('the cluster counts its services and tasks', async () => {
    const { clusters } = await clients.ecs.send(
      new DescribeClustersCommand({ clusters: ['main'] }),
    );
    expect(clusters?.[0]).toMatchObject({ activeServicesCount: 1, runningTasksCount: 3 });
  });

  test('targets of a service are unused without a listener and healthy with one', async () => {
    const health = () =>
      clients.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }));
    const before = await health();
    expect(before.TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State)).toEqual(
      ['unused', 'unused', 'unused'],
    );

    const { LoadBalancers } = await clients.elb.send(
      new CreateLoadBalancerCommand({ Name: 'front', Subnets: subnets }),
    );
    const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
    await clients.elb.send(
      new CreateListenerCommand({
        LoadBalancerArn,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
      }),
    );
    const after = await health();
    expect(after.TargetHealthDescriptions).toHaveLength(3);
    expect(after.TargetHealthDescriptions?.[0]).toMatchObject({
      HealthCheckPort: '8080',
      Target: { Port: 8080, AvailabilityZone: 'us-east-1a' },
      TargetHealth: { State: 'healthy' },
    });

    const { Attributes } = await clients.elb.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }),
    );
    expect(Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' });
    expect(Attributes).toContainEqual({ Key: 'load_balancing.cross_zone.enabled', Value: 'true' });
    expect(new Set(Attributes?.map(({ Key }) => Key)).size).toBe(Attributes?.length);
  });

  test('an update is a second deployment, listed first and described with its revision', async () => {
    const { ecs } = clients;
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'api',
        networkMode: 'awsvpc',
        cpu: '512',
        memory: '1024',
        containerDefinitions: [{ name: 'api', image: 'registry.example/api:2' }],
      }),
    );
    const update = await ecs.send(
      new UpdateServiceCommand({ cluster: 'main', service: 'api', taskDefinition: 'api' }),
    );
    expect(update.service).toMatchObject({
      taskDefinition: expect.stringMatching(/^arn:.*:task-definition\/api:2$/),
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });

    const listed = await ecs.send(
      new ListServiceDeploymentsCommand({ cluster: 'main', service: 'api' }),
    );
    expect(listed.serviceDeployments?.map(({ status }) => status)).toEqual([
      'SUCCESSFUL',
      'SUCCESSFUL',
    ]);
    const [newest] = listed.serviceDeployments ?? [];
    const { serviceDeployments, failures } = await ecs.send(
      new DescribeServiceDeploymentsCommand({
        serviceDeploymentArns: [
          newest?.serviceDeploymentArn ?? '',
          'arn:aws:ecs:us-east-1:123456789012:service-deployment/main/api/absent',
        ],
      }),
    );
    expect(failures).toHaveLength(1);
    expect(serviceDeployments?.[0]).toMatchObject({
      status: 'SUCCESSFUL',
      targetServiceRevision: { arn: newest?.targetServiceRevisionArn, runningTaskCount: 3 },
      deploymentCircuitBreaker: { status: 'MONITORING_COMPLETE', failureCount: 0 },
    });
    const { serviceRevisions } = await ecs.send(
      new DescribeServiceRevisionsCommand({
        serviceRevisionArns: [newest?.targetServiceRevisionArn ?? ''],
      }),
    );
    expect(serviceRevisions?.[0]?.taskDefinition).toMatch(/task-definition\/api:2$/);
    await expect(
      ecs.send(new ListServiceDeploymentsCommand({ cluster: 'main', service: 'absent' })),
    ).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
  });

  test('scalable targets are answered on one page, unsuspended, with their role', async () => {
    const { scaling } = clients;
    const target = {
      ServiceNamespace: 'ecs',
      ResourceId: 'service/main/api',
      ScalableDimension: 'ecs:service:DesiredCount',
    } as const;
    await scaling.send(
      new RegisterScalableTargetCommand({ ...target, MinCapacity: 2, MaxCapacity: 6 }),
    );
    const described = await scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', MaxResults: 1 }),
    );
    expect(described.NextToken).toBeUndefined();
    expect(described.ScalableTargets).toEqual([
      expect.objectContaining({
        MinCapacity: 2,
        MaxCapacity: 6,
        RoleARN: expect.stringContaining('AWSServiceRoleForApplicationAutoScaling_ECSService'),
        SuspendedState: {
          DynamicScalingInSuspended: false,
          DynamicScalingOutSuspended: false,
          ScheduledScalingSuspended: false,
        },
      }),
    ]);

    await scaling.send(
      new RegisterScalableTargetCommand({
        ...target,
        SuspendedState: { DynamicScalingInSuspended: true },
      }),
    );
    const suspended = await scaling.send(
      new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(suspended.ScalableTargets?.[0]?.SuspendedState).toEqual({
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    });
    const { ScalingActivities } = await scaling.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs' }),
    );
    expect(ScalingActivities).toEqual([]);
  });

  test('what did not scale is told only when it is asked for', async () => {
    const key = stateKey('123456789012', 'us-east-1', 'application-autoscaling/activities');
    const activity = { ServiceNamespace: 'ecs', ResourceId: 'service/main/api' };
    overlay.state.put(key, [
      { ...activity, ActivityId: 'b', NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity' }] },
      { ...activity, ActivityId: 'a' },
    ]);
    const ids = async (IncludeNotScaledActivities?: boolean) => {
      const { ScalingActivities } = await clients.scaling.send(
        new DescribeScalingActivitiesCommand({
          ServiceNamespace: 'ecs',
          ...(IncludeNotScaledActivities && { IncludeNotScaledActivities }),
        }),
      );
      return ScalingActivities?.map(({ ActivityId }) => ActivityId);
    };
    await expect(ids()).resolves.toEqual(['a']);
    await expect(ids(true)).resolves.toEqual(['b', 'a']);
    overlay.state.remove(key);
  });
});

describe('rds', () => {
  beforeAll(async () => {
    const { rds } = clients;
    await rds.send(
      new CreateDBSubnetGroupCommand({
        DBSubnetGroupName: 'data',
        DBSubnetGroupDescription: 'data',
        SubnetIds: subnets,
      }),
    );
    await rds.send(
      new CreateDBClusterParameterGroupCommand({
        DBClusterParameterGroupName: 'orders15',
        DBParameterGroupFamily: 'aurora-postgresql15',
        Description: 'orders',
      }),
    );
    await rds.send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: 'orders',
        Engine: 'aurora-postgresql',
        EngineVersion: '15.4',
        DBSubnetGroupName: 'data',
        DBClusterParameterGroupName: 'orders15',
        MasterUsername: 'app',
        MasterUserPassword: 'not-a-secret',
        StorageEncrypted: true,
        ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 },
        EnableCloudwatchLogsExports: ['postgresql'],
        EnablePerformanceInsights: true,
      }),
    );
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'orders-1',
        DBClusterIdentifier: 'orders',
        Engine: 'aurora-postgresql',
        DBInstanceClass: 'db.serverless',
        MonitoringInterval: 60,
        EnablePerformanceInsights: true,
      }),
    );
  });

  test('a cluster has the fields that AWS gives it', async () => {
    const { DBClusters } = await clients.rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters?.[0]).toMatchObject({
      DBClusterIdentifier: 'orders',
      PerformanceInsightsEnabled: true,
      PerformanceInsightsRetentionPeriod: 7,
      DatabaseInsightsMode: 'standard',
      ActivityStreamStatus: 'stopped',
      StorageType: 'aurora',
      KmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:123456789012:key\//),
      ServerlessV2ScalingConfiguration: {
        MinCapacity: 0,
        MaxCapacity: 8,
        SecondsUntilAutoPause: 300,
      },
      LatestRestorableTime: expect.any(Date),
      DBClusterMembers: [{ DBInstanceIdentifier: 'orders-1', IsClusterWriter: true }],
    });
  });

  test('a member has monitoring, a certificate and the network of its cluster', async () => {
    const { DBInstances } = await clients.rds.send(new DescribeDBInstancesCommand({}));
    expect(DBInstances?.[0]).toMatchObject({
      MonitoringInterval: 60,
      PerformanceInsightsEnabled: true,
      PubliclyAccessible: false,
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CertificateDetails: { CAIdentifier: 'rds-ca-rsa2048-g1', ValidTill: expect.any(Date) },
      DBSubnetGroup: { DBSubnetGroupName: 'data', VpcId: vpcId },
    });
    expect(DBInstances?.[0]?.DBSubnetGroup?.Subnets).toHaveLength(2);
  });

  test('later changes of exports and authentication hold', async () => {
    await clients.rds.send(
      new ModifyDBClusterCommand({
        DBClusterIdentifier: 'orders',
        EnableIAMDatabaseAuthentication: true,
        CloudwatchLogsExportConfiguration: {
          EnableLogTypes: ['instance'],
          DisableLogTypes: ['postgresql'],
        },
      }),
    );
    const { DBClusters } = await clients.rds.send(new DescribeDBClustersCommand({}));
    expect(DBClusters?.[0]).toMatchObject({
      IAMDatabaseAuthenticationEnabled: true,
      EnabledCloudwatchLogsExports: ['instance'],
      PerformanceInsightsEnabled: true,
    });
  });

  test('parameters that nobody set have the values of the engine', async () => {
    const parameters = async (Source?: string) => {
      const answer = await clients.rds.send(
        new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: 'orders15', Source }),
      );
      return answer.Parameters?.filter(({ ParameterName }) => ParameterName === 'rds.force_ssl');
    };
    expect(await parameters()).toMatchObject([{ ParameterValue: '0', Source: 'system' }]);
    expect(await parameters('user')).toEqual([]);
    await clients.rds.send(
      new ModifyDBClusterParameterGroupCommand({
        DBClusterParameterGroupName: 'orders15',
        Parameters: [
          { ParameterName: 'rds.force_ssl', ParameterValue: '1', ApplyMethod: 'immediate' },
        ],
      }),
    );
    expect(await parameters()).toMatchObject([{ ParameterValue: '1', Source: 'user' }]);
    expect(await parameters('user')).toMatchObject([{ ParameterValue: '1', Source: 'user' }]);
  });

  test('reads that the emulator lacks are answered', async () => {
    const { rds } = clients;
    const arn = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';
    const none = await rds.send(new DescribePendingMaintenanceActionsCommand({}));
    expect(none.PendingMaintenanceActions).toEqual([]);
    overlay.state.put(stateKey('123456789012', 'us-east-1', 'rds/pending-maintenance'), [
      {
        ResourceIdentifier: arn,
        PendingMaintenanceActionDetails: [
          { Action: 'system-update', ForcedApplyDate: '2026-12-01T00:00:00Z' },
        ],
      },
    ]);
    const pending = await rds.send(new DescribePendingMaintenanceActionsCommand({}));
    expect(pending.PendingMaintenanceActions).toEqual([
      {
        ResourceIdentifier: arn,
        PendingMaintenanceActionDetails: [
          { Action: 'system-update', ForcedApplyDate: new Date('2026-12-01T00:00:00Z') },
        ],
      },
    ]);

    const versions = await rds.send(
      new DescribeDBEngineVersionsCommand({ Engine: 'aurora-postgresql', EngineVersion: '15.4' }),
    );
    expect(versions.DBEngineVersions).toMatchObject([
      { EngineVersion: '15.4', Status: 'available' },
    ]);
    const unknown = await rds.send(
      new DescribeDBEngineVersionsCommand({ Engine: 'aurora-postgresql', EngineVersion: '99.9' }),
    );
    expect(unknown.DBEngineVersions).toEqual([]);
    const endpoints = await rds.send(new DescribeDBClusterEndpointsCommand({}));
    expect(endpoints.DBClusterEndpoints?.map(({ EndpointType }) => EndpointType)).toEqual([
      'WRITER',
      'READER',
    ]);
    const { Certificates } = await rds.send(new DescribeCertificatesCommand({}));
    expect(Certificates?.map(({ CertificateIdentifier }) => CertificateIdentifier)).toContain(
      'rds-ca-rsa2048-g1',
    );
  });
});

describe('backup', () => {
  const clusterArn = 'arn:aws:rds:us-east-1:123456789012:cluster:orders';

  test('selections belong to a plan', async () => {
    const { backup } = clients;
    await backup.send(new CreateBackupVaultCommand({ BackupVaultName: 'main' }));
    const { BackupPlanId } = await backup.send(
      new CreateBackupPlanCommand({
        BackupPlan: {
          BackupPlanName: 'daily',
          Rules: [{ RuleName: 'daily', TargetBackupVaultName: 'main' }],
        },
      }),
    );
    const selection = {
      SelectionName: 'all',
      IamRoleArn: 'arn:aws:iam::123456789012:role/backup',
      Resources: ['*'],
    };
    const { SelectionId } = await backup.send(
      new CreateBackupSelectionCommand({ BackupPlanId, BackupSelection: selection }),
    );
    const { BackupSelectionsList } = await backup.send(
      new ListBackupSelectionsCommand({ BackupPlanId }),
    );
    expect(BackupSelectionsList).toMatchObject([{ SelectionId, SelectionName: 'all' }]);
    const got = await backup.send(new GetBackupSelectionCommand({ BackupPlanId, SelectionId }));
    expect(got.BackupSelection).toEqual(selection);
    await expect(
      backup.send(new ListBackupSelectionsCommand({ BackupPlanId: 'absent' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('region settings are opted in until they are changed', async () => {
    const { backup } = clients;
    const before = await backup.send(new DescribeRegionSettingsCommand({}));
    expect(before.ResourceTypeOptInPreference).toMatchObject({ Aurora: true, DynamoDB: true });
    await backup.send(
      new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { Aurora: false } }),
    );
    const after = await backup.send(new DescribeRegionSettingsCommand({}));
    expect(after.ResourceTypeOptInPreference).toMatchObject({ Aurora: false, DynamoDB: true });
  });

  test('jobs and recovery points come from the state, narrowed as asked', async () => {
    const { backup } = clients;
    const put = (list: string, value: unknown) =>
      fetch(`${overlay.url}/_overlay/state/123456789012/us-east-1/backup/${list}`, {
        method: 'PUT',
        body: JSON.stringify(value),
      });
    const empty = await backup.send(new ListRestoreJobsCommand({}));
    expect(empty.RestoreJobs).toEqual([]);
    await put('restore-jobs', [
      {
        RestoreJobId: 'old',
        SourceResourceArn: clusterArn,
        ResourceType: 'Aurora',
        Status: 'COMPLETED',
        CreationDate: '2026-01-01T00:00:00Z',
        CompletionDate: '2026-01-01T01:00:00Z',
      },
      {
        RestoreJobId: 'new',
        SourceResourceArn: clusterArn,
        ResourceType: 'Aurora',
        Status: 'COMPLETED',
        CreationDate: '2026-06-01T00:00:00Z',
        CompletionDate: '2026-06-01T01:00:00Z',
      },
    ]);
    await put('recovery-points', [
      {
        RecoveryPointArn: 'arn:aws:backup:us-east-1:123456789012:recovery-point:1',
        ResourceArn: clusterArn,
        ResourceType: 'Aurora',
        BackupVaultName: 'main',
        Status: 'COMPLETED',
        CreationDate: '2026-06-01T00:00:00Z',
      },
    ]);
    const { RestoreJobs } = await backup.send(
      new ListRestoreJobsCommand({
        ByResourceType: 'Aurora',
        ByCompleteAfter: new Date('2026-03-01T00:00:00Z'),
      }),
    );
    expect(RestoreJobs).toMatchObject([
      { RestoreJobId: 'new', CompletionDate: new Date('2026-06-01T01:00:00Z') },
    ]);
    const byResource = await backup.send(
      new ListRecoveryPointsByResourceCommand({ ResourceArn: clusterArn }),
    );
    expect(byResource.RecoveryPoints).toHaveLength(1);
    const byVault = await backup.send(
      new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'absent' }),
    );
    expect(byVault.RecoveryPoints).toEqual([]);
    const vault = await backup.send(new DescribeBackupVaultCommand({ BackupVaultName: 'main' }));
    expect(vault.NumberOfRecoveryPoints).toBe(1);
    const { Results } = await backup.send(new ListProtectedResourcesCommand({}));
    expect(Results).toMatchObject([{ ResourceArn: clusterArn, ResourceType: 'Aurora' }]);
    const { BackupJobs } = await backup.send(new ListBackupJobsCommand({}));
    const { CopyJobs } = await backup.send(new ListCopyJobsCommand({}));
    expect([BackupJobs, CopyJobs]).toEqual([[], []]);
  });

  test('a vault has no policy until one is put', async () => {
    const { backup } = clients;
    const get = () =>
      backup.send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName: 'main' }));
    await expect(get()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await backup.send(
      new PutBackupVaultAccessPolicyCommand({ BackupVaultName: 'main', Policy: '{}' }),
    );
    expect((await get()).Policy).toBe('{}');
  });

  test('restore testing plans are kept', async () => {
    const { backup } = clients;
    const none = await backup.send(new ListRestoreTestingPlansCommand({}));
    expect(none.RestoreTestingPlans).toEqual([]);
    await backup.send(
      new CreateRestoreTestingPlanCommand({
        RestoreTestingPlan: {
          RestoreTestingPlanName: 'monthly',
          ScheduleExpression: 'cron(0 5 1 * ? *)',
          RecoveryPointSelection: {
            Algorithm: 'LATEST_WITHIN_WINDOW',
            RecoveryPointTypes: ['SNAPSHOT'],
            IncludeVaults: ['*'],
          },
        },
      }),
    );
    const { RestoreTestingPlans } = await backup.send(new ListRestoreTestingPlansCommand({}));
    expect(RestoreTestingPlans).toMatchObject([{ RestoreTestingPlanName: 'monthly' }]);
    const { RestoreTestingPlan } = await backup.send(
      new GetRestoreTestingPlanCommand({ RestoreTestingPlanName: 'monthly' }),
    );
    expect(RestoreTestingPlan?.RecoveryPointSelection).toMatchObject({ IncludeVaults: ['*'] });
  });
});

describe('the other services', () => {
  test('the time that a table can be restored to moves on', async () => {
    const { dynamodb } = clients;
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'orders',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    const describeBackups = async () => {
      const answer = await dynamodb.send(
        new DescribeContinuousBackupsCommand({ TableName: 'orders' }),
      );
      return answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    };
    expect(await describeBackups()).toEqual({ PointInTimeRecoveryStatus: 'DISABLED' });
    await dynamodb.send(
      new UpdateContinuousBackupsCommand({
        TableName: 'orders',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
    expect(await describeBackups()).toMatchObject({
      PointInTimeRecoveryStatus: 'ENABLED',
      RecoveryPeriodInDays: 35,
      LatestRestorableDateTime: expect.any(Date),
    });
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'orders' }));
    expect(Table?.TableId).toMatch(/^[0-9a-f]{8}-/);
  });

  test('a key has a usage, and its rotation the period that was asked for', async () => {
    const { kms } = clients;
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const KeyId = KeyMetadata?.KeyId;
    const described = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(described.KeyMetadata).toMatchObject({
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
    });
    const before = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(before).toMatchObject({ KeyRotationEnabled: false });
    await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 180 }));
    const after = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(after).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 });
  });

  test('a log group is encrypted with the key it was associated with', async () => {
    const { logs } = clients;
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/api' }));
    await logs.send(new AssociateKmsKeyCommand({ logGroupName: '/api', kmsKeyId: 'key' }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([{ logGroupName: '/api', kmsKeyId: 'key' }]);
    // As if it had been there before a cutover.
    expect(logGroups?.[0]?.creationTime).toBeLessThan(Date.now() - 23 * 60 * 60_000);
    await expect(
      logs.send(new AssociateKmsKeyCommand({ logGroupName: '/absent', kmsKeyId: 'key' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('all documents of the account details are URL-encoded', async () => {
    const { iam } = clients;
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    await iam.send(new CreateRoleCommand({ RoleName: 'task', AssumeRolePolicyDocument: document }));
    const { RoleDetailList } = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }),
    );
    const role = RoleDetailList?.find(({ RoleName }) => RoleName === 'task');
    expect(role?.AssumeRolePolicyDocument).toMatch(/^%7B/);
    expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? '')).toBe(document);
  });

  test('a rotation without a function is refused', async () => {
    const { secrets } = clients;
    await secrets.send(new CreateSecretCommand({ Name: 'static', SecretString: 'x' }));
    await expect(
      secrets.send(
        new RotateSecretCommand({
          SecretId: 'static',
          RotationRules: { AutomaticallyAfterDays: 30 },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(
      secrets.send(new RotateSecretCommand({ SecretId: 'absent' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('network answers are complete', async () => {
    const { ec2 } = clients;
    const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId: vpcId }));
    const { NetworkAcls } = await ec2.send(
      new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAcl?.NetworkAclId ?? ''] }),
    );
    expect(NetworkAcls?.[0]?.Entries).toMatchObject([
      { RuleNumber: 32767, Egress: true, RuleAction: 'deny' },
      { RuleNumber: 32767, Egress: false, RuleAction: 'deny' },
    ]);
    const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
    expect(SecurityGroupRules?.[0]).toMatchObject({
      GroupOwnerId: '123456789012',
      SecurityGroupRuleArn: expect.stringContaining(':security-group-rule/sgr-'),
    });
    const stale = await ec2.send(new DescribeStaleSecurityGroupsCommand({ VpcId: vpcId }));
    expect(stale.StaleSecurityGroupSet).toEqual([]);
    const blocked = await ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({}));
    expect(blocked.VpcBlockPublicAccessOptions).toMatchObject({ InternetGatewayBlockMode: 'off' });
  });

  test('a service reports what the state says, percentiles too', async () => {
    const asked = { ...metric, Metric: { ...metric.Metric, MetricName: 'Steady' }, Stat: 'p95' };
    const name = seriesName({
      namespace: 'AWS/ECS',
      metric: 'Steady',
      dimensions: {},
      statistic: 'p95',
    });
    await fetch(`${overlay.url}/_overlay/state/123456789012/us-east-1/${SERIES_STATE}`, {
      method: 'PUT',
      body: JSON.stringify({ [name]: 0.25 }),
    });
    const { MetricDataResults } = await clients.cloudWatch.send(metricData({ MetricStat: asked }));
    expect(MetricDataResults).toMatchObject([{ Id: 'q', StatusCode: 'Complete' }]);
    expect(MetricDataResults?.[0]?.Values).toEqual(Array.from({ length: 60 }, () => 0.25));
    expect(MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date('2026-01-01T00:59:00Z'));
  });

  test('what is steady is so until something is put', async () => {
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    const ago = (minutes: number) => new Date(minute - minutes * 60_000);
    const series = { namespace: 'AWS/ECS', metric: 'Until', dimensions: {}, statistic: 'Maximum' };
    overlay.state.put(stateKey('123456789012', 'us-east-1', SERIES_STATE), {
      [seriesName(series)]: 7,
    });
    await clients.cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'AWS/ECS',
        MetricData: [{ MetricName: 'Until', Timestamp: ago(2), Value: 90 }],
      }),
    );
    const { MetricDataResults } = await clients.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: ago(4),
        EndTime: ago(0),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'q',
            MetricStat: {
              Metric: { Namespace: 'AWS/ECS', MetricName: 'Until' },
              Period: 60,
              Stat: 'Maximum',
            },
          },
        ],
      }),
    );
    expect(MetricDataResults?.[0]).toMatchObject({
      Timestamps: [ago(4), ago(3), ago(2)],
      Values: [7, 7, 90],
    });
  });

  test('what was put is told by period and statistic, and nothing of a period without points', async () => {
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    const at = (seconds: number) => new Date(minute - 300_000 + seconds * 1000);
    const named = {
      MetricName: 'CPUUtilization',
      Dimensions: [
        { Name: 'ClusterName', Value: 'put' },
        { Name: 'ServiceName', Value: 'api' },
      ],
    };
    const two = { SampleCount: 2, Sum: 40, Minimum: 10, Maximum: 30 };
    await clients.cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'AWS/ECS',
        MetricData: [
          { ...named, Timestamp: at(5), StatisticValues: two },
          { ...named, Timestamp: at(50), Value: 80 },
          { ...named, Timestamp: at(120), Values: [20, 50], Counts: [1, 3] },
        ],
      }),
    );
    const statistics = ['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount'];
    const ask = (from: Date, period: number, names: readonly string[]) =>
      clients.cloudWatch.send(
        new GetMetricDataCommand({
          // As the services write it: the dimensions in another order.
          MetricDataQueries: names.map((Stat) => ({
            Id: Stat.toLowerCase(),
            MetricStat: {
              Metric: {
                Namespace: 'AWS/ECS',
                MetricName: named.MetricName,
                Dimensions: named.Dimensions.toReversed(),
              },
              Period: period,
              Stat,
            },
          })),
          StartTime: from,
          EndTime: at(300),
          ScanBy: 'TimestampAscending',
        }),
      );
    const { MetricDataResults } = await ask(at(20), 60, statistics);
    expect(MetricDataResults?.map(({ Id, Values }) => [Id, Values])).toEqual([
      ['average', [40, 42.5]],
      ['maximum', [80, 50]],
      ['minimum', [10, 20]],
      ['sum', [120, 170]],
      ['samplecount', [3, 4]],
    ]);
    for (const { Timestamps } of MetricDataResults ?? []) {
      expect(Timestamps).toEqual([at(0), at(120)]);
    }
    const fine = await ask(at(0), 10, ['Average']);
    expect(fine.MetricDataResults?.[0]).toMatchObject({
      Timestamps: [at(0), at(50), at(120)],
      Values: [20, 80, 42.5],
    });
    await expect(ask(at(0), 60, ['p95'])).rejects.toMatchObject({
      name: 'NotImplementedInEmulator',
    });
  });

  test.each([
    [
      'a filter that the emulator fails on',
      () =>
        clients.ec2.send(
          new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'nonsense', Values: ['x'] }] }),
        ),
    ],
    [
      'a percentile',
      () => clients.cloudWatch.send(metricData({ MetricStat: { ...metric, Stat: 'p95' } })),
    ],
    ['metric math', () => clients.cloudWatch.send(metricData({ Expression: 'm1 * 2' }))],
  ])('what cannot be answered is an error of its own: %s', async (_name, ask) => {
    await expect(ask()).rejects.toMatchObject({
      name: 'NotImplementedInEmulator',
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
  });
});

const metric = { Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }, Period: 60 };

function metricData(query: object) {
  return new GetMetricDataCommand({
    StartTime: new Date('2026-01-01T00:00:00Z'),
    EndTime: new Date('2026-01-01T01:00:00Z'),
    MetricDataQueries: [{ Id: 'q', ...query }],
  });
}
