import {
  CreateBackupPlanCommand,
  DeleteBackupPlanCommand,
  type CreateBackupPlanCommandInput,
} from '@aws-sdk/client-backup';
import { DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { CreateLogGroupCommand, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateSecurityGroupCommand, DeleteSecurityGroupCommand } from '@aws-sdk/client-ec2';
import { CreateClusterCommand, DeleteClusterCommand } from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { Spec } from '../../core/spec/spec.ts';
import { createMember } from '../deploy/aurora.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { createRule, deleteRule, events, putSchedule } from '../deploy/events.ts';
import { loadBalancerArn, subnetIds, vpcId } from '../deploy/lookup.ts';
import { subnetsOfTier } from '../deploy/network.ts';
import { deleteQueue } from '../deploy/queues.ts';
import { trustOf } from '../deploy/roles.ts';
import { createTopic, deleteTopic } from '../deploy/topics.ts';
import type { Fault, Undo } from './fault.ts';
import { auroraCluster, must } from './pick.ts';

/** A name in the scope that the spec does not declare. */
const forgotten = (spec: Spec) => `${spec.deployment}-forgotten`;
/** A name outside of the scope. */
const STRAY = 'stray';
const ECR = 'AmazonEC2ContainerRegistry_V20150921';

/** Something that somebody made beside the deployment, one of each kind. */
export const UNDECLARED_FAULTS: readonly Fault[] = [
  made('sg/undeclared-groups', 'securityGroups', {
    id: 'security-group-that-nobody-declared',
    describes: 'A security group of the VPC has a name of ours and is declared by nobody.',
    make: async (context, GroupName) => {
      const { GroupId } = await context.aws.ec2.send(
        new CreateSecurityGroupCommand({
          GroupName,
          Description: 'left behind',
          VpcId: await vpcId(context),
        }),
      );
      return must(GroupId, 'security group');
    },
    remove: ({ aws }, _name, GroupId) => aws.ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
  }),
  made('sqs/undeclared-queues', 'queues', {
    id: 'queue-that-nobody-declared',
    describes: 'A queue has a name of ours and is declared by nobody.',
    make: (context, QueueName) => makeQueue(context, QueueName, {}),
    remove: deleteQueue,
  }),
  made('sqs/undeclared-queues', 'queues', {
    id: 'queue-of-ours-by-its-tags',
    describes: 'A queue of any name carries our tags and is declared by nobody.',
    name: () => STRAY,
    make: (context, QueueName) => makeQueue(context, QueueName, context.spec.scope?.tags ?? {}),
    remove: deleteQueue,
  }),
  made('eventbridge/undeclared-buses', 'buses', {
    id: 'bus-that-nobody-declared',
    describes: 'An event bus has a name of ours and is declared by nobody.',
    make: (context, Name) => events(context, 'CreateEventBus', { Name }),
    remove: (context, Name) => events(context, 'DeleteEventBus', { Name }),
  }),
  made('eventbridge/undeclared-rules', firstBus, {
    id: 'rule-that-nobody-declared',
    describes: 'A rule that nobody declared stands on a declared bus.',
    make: (context, name) =>
      createRule(context, firstBus(context.spec), name, {
        state: 'ENABLED',
        pattern: { source: ['forgotten'] },
        targets: [],
      }),
    remove: (context, name) => deleteRule(context, firstBus(context.spec), name),
  }),
  made('eventbridge/undeclared-schedules', 'schedules', {
    id: 'schedule-that-nobody-declared',
    describes: 'A schedule has a name of ours and is declared by nobody.',
    make: (context, name) =>
      putSchedule(
        context,
        name,
        must(Object.values(context.spec.schedules ?? {})[0], 'schedule'),
        'POST',
      ),
    remove: ({ wire }, name) => wire.rest('scheduler', 'DELETE', `/schedules/${name}`),
  }),
  made('dynamodb/undeclared-tables', 'tables', {
    id: 'table-that-nobody-declared',
    describes: 'A table has a name of ours and is declared by nobody.',
    make: ({ aws }, TableName) =>
      aws.dynamodb.send(
        new CreateTableCommand({
          TableName,
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      ),
    remove: ({ aws }, TableName) => aws.dynamodb.send(new DeleteTableCommand({ TableName })),
  }),
  made('aurora/undeclared-clusters', 'aurora', {
    id: 'cluster-that-nobody-declared',
    describes: 'A database cluster has a name of ours and is declared by nobody.',
    make: ({ aws }, DBClusterIdentifier) =>
      aws.rds.send(
        new CreateDBClusterCommand({
          DBClusterIdentifier,
          Engine: 'aurora-postgresql',
          MasterUsername: 'owner',
          ManageMasterUserPassword: true,
        }),
      ),
    remove: ({ aws }, DBClusterIdentifier) =>
      aws.rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier, SkipFinalSnapshot: true })),
  }),
  made('aurora/undeclared-instances', 'aurora', {
    id: 'database-that-nobody-declared',
    describes: 'A database instance outside of any cluster has a name of ours.',
    make: ({ aws }, DBInstanceIdentifier) =>
      aws.rds.send(
        new CreateDBInstanceCommand({
          DBInstanceIdentifier,
          DBInstanceClass: 'db.t4g.micro',
          Engine: 'postgres',
          AllocatedStorage: 20,
          MasterUsername: 'owner',
          ManageMasterUserPassword: true,
        }),
      ),
    remove: ({ aws }, DBInstanceIdentifier) =>
      aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true })),
  }),
  made('aurora/undeclared-members', (spec) => auroraCluster(spec).name, {
    id: 'reader-too-many',
    describes: 'A database cluster has a reader more than declared.',
    make: async (context, instance) => {
      const { name, declared } = auroraCluster(context.spec);
      await createMember(context, name, declared, instance, 0);
    },
    remove: ({ aws }, DBInstanceIdentifier) =>
      aws.rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true })),
  }),
  made('elb/undeclared-load-balancers', 'loadBalancers', {
    id: 'load-balancer-that-nobody-declared',
    describes: 'A load balancer has a name of ours and is declared by nobody.',
    make: async (context, Name) => {
      const { LoadBalancers } = await context.aws.elb.send(
        new CreateLoadBalancerCommand({
          Name,
          Type: 'network',
          Subnets: Object.values(
            await subnetIds(
              context,
              subnetsOfTier(must(context.spec.network, 'network'), 'public'),
            ),
          ),
        }),
      );
      return must(LoadBalancers?.[0]?.LoadBalancerArn, 'load balancer');
    },
    remove: ({ aws }, _name, LoadBalancerArn) =>
      aws.elb.send(new DeleteLoadBalancerCommand({ LoadBalancerArn })),
  }),
  made('elb/undeclared-listeners', firstBalancer, {
    id: 'listener-that-nobody-declared',
    describes: 'The load balancer listens on a port that nobody declared.',
    make: async (context) => {
      const { Listeners } = await context.aws.elb.send(
        new CreateListenerCommand({
          LoadBalancerArn: await loadBalancerArn(context, firstBalancer(context.spec)),
          Protocol: 'HTTP',
          Port: 8081,
          DefaultActions: [
            {
              Type: 'redirect',
              RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
            },
          ],
        }),
      );
      return must(Listeners?.[0]?.ListenerArn, 'listener');
    },
    remove: ({ aws }, _name, ListenerArn) =>
      aws.elb.send(new DeleteListenerCommand({ ListenerArn })),
  }),
  made('elb/undeclared-target-groups', 'targetGroups', {
    id: 'target-group-that-nobody-declared',
    describes: 'A target group has a name of ours and is declared by nobody.',
    make: async (context, Name) => {
      const { TargetGroups } = await context.aws.elb.send(
        new CreateTargetGroupCommand({
          Name,
          Protocol: 'HTTP',
          Port: 8080,
          TargetType: 'ip',
          VpcId: await vpcId(context),
        }),
      );
      return must(TargetGroups?.[0]?.TargetGroupArn, 'target group');
    },
    remove: ({ aws }, _name, TargetGroupArn) =>
      aws.elb.send(new DeleteTargetGroupCommand({ TargetGroupArn })),
  }),
  made('secrets/undeclared-secrets', 'secrets', {
    id: 'secret-that-nobody-declared',
    describes: 'A secret has a name of ours and is declared by nobody.',
    make: ({ aws }, Name) =>
      aws.secrets.send(new CreateSecretCommand({ Name, SecretString: 'nothing' })),
    remove: ({ aws }, SecretId) =>
      aws.secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
  }),
  made('iam/undeclared-roles', 'roles', {
    id: 'role-that-nobody-declared',
    describes: 'A role has a name of ours and is declared by nobody.',
    make: (context, RoleName) =>
      context.aws.iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument: JSON.stringify(
            trustOf(context, { trust: ['lambda.amazonaws.com'] }),
          ),
        }),
      ),
    remove: ({ aws }, RoleName) => aws.iam.send(new DeleteRoleCommand({ RoleName })),
  }),
  made('logs/undeclared-log-groups', 'logGroups', {
    id: 'log-group-that-nobody-declared',
    describes: 'A log group has a name of ours and is declared by nobody.',
    make: ({ aws }, logGroupName) => aws.logs.send(new CreateLogGroupCommand({ logGroupName })),
    remove: ({ aws }, logGroupName) => aws.logs.send(new DeleteLogGroupCommand({ logGroupName })),
  }),
  made('alarms/undeclared-alarms', 'alarms', {
    id: 'alarm-that-nobody-declared',
    describes: 'An alarm with a name of ours watches what nobody declared.',
    make: ({ aws }, AlarmName) =>
      aws.cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'Forgotten',
          MetricName: 'Things',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          ComparisonOperator: 'GreaterThanThreshold',
          Threshold: 1,
        }),
      ),
    remove: ({ aws }, name) => aws.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] })),
  }),
  made('alarms/undeclared-topics', 'topics', {
    id: 'topic-that-nobody-declared',
    describes: 'A topic has a name of ours and is declared by nobody.',
    make: (context, name) => createTopic(context, name, { minSubscriptions: 0 }),
    remove: deleteTopic,
  }),
  made('ecr/undeclared-repositories', 'repositories', {
    id: 'repository-that-nobody-declared',
    describes: 'A repository has a name of ours and is declared by nobody.',
    make: ({ wire }, repositoryName) =>
      wire.json('ecr', ECR, 'CreateRepository', { repositoryName }),
    remove: ({ wire }, repositoryName) =>
      wire.json('ecr', ECR, 'DeleteRepository', { repositoryName, force: true }),
  }),
  made('ecs/undeclared-clusters', 'clusters', {
    id: 'ecs-cluster-that-nobody-declared',
    describes: 'An ECS cluster has a name of ours and is declared by nobody.',
    make: ({ aws }, clusterName) =>
      aws.ecs.send(
        // The tagging API of the emulator fails for a cluster without tags.
        new CreateClusterCommand({ clusterName, tags: [{ key: 'left', value: 'behind' }] }),
      ),
    remove: ({ aws }, cluster) => aws.ecs.send(new DeleteClusterCommand({ cluster })),
  }),
  made('kms/undeclared-keys', 'kmsKeys', {
    id: 'key-that-nobody-declared',
    describes: 'A key has an alias of ours and is declared by nobody.',
    make: async ({ aws }, name) => {
      const { KeyMetadata } = await aws.kms.send(new CreateKeyCommand({}));
      const TargetKeyId = must(KeyMetadata?.KeyId, 'key');
      await aws.kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId }));
      return TargetKeyId;
    },
    remove: async ({ aws }, name, KeyId) => {
      await aws.kms.send(new DeleteAliasCommand({ AliasName: `alias/${name}` }));
      await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    },
  }),
  made('backup/undeclared-plans', 'backup.plans', {
    id: 'backup-plan-that-nobody-declared',
    describes: 'A backup plan has a name of ours and is declared by nobody.',
    make: async ({ aws }, BackupPlanName) => {
      const { BackupPlanId } = await aws.backup.send(
        new CreateBackupPlanCommand(emptyPlan(BackupPlanName)),
      );
      return must(BackupPlanId, 'backup plan');
    },
    remove: ({ aws }, _name, BackupPlanId) =>
      aws.backup.send(new DeleteBackupPlanCommand({ BackupPlanId })),
  }),
];

interface Making {
  readonly id: string;
  readonly describes: string;
  /** What the thing is called; a name in the scope when left out. */
  readonly name?: (spec: Spec) => string;
  /** What it returns, when a text, is what `remove` needs besides the name. */
  readonly make: (context: SandboxContext, name: string) => Promise<unknown>;
  readonly remove: (context: SandboxContext, name: string, undo: string) => Promise<unknown>;
}

function made(
  check: string,
  subject: string | ((spec: Spec) => string),
  { id, describes, name = forgotten, make, remove }: Making,
): Fault {
  return {
    id,
    describes,
    breaks: [{ check, subject: typeof subject === 'string' ? () => subject : subject }],
    async apply(context): Promise<Undo> {
      const undo = await make(context, name(context.spec));
      return typeof undo === 'string' ? undo : null;
    },
    async heal(context, undo) {
      await remove(context, name(context.spec), undo ?? '');
    },
  };
}

function makeQueue(
  { wire }: SandboxContext,
  QueueName: string,
  tags: Readonly<Record<string, string>>,
): Promise<unknown> {
  return wire.json('sqs', 'AmazonSQS', 'CreateQueue', { QueueName, tags });
}

function emptyPlan(BackupPlanName: string): CreateBackupPlanCommandInput {
  return {
    BackupPlan: {
      BackupPlanName,
      Rules: [{ RuleName: 'daily', TargetBackupVaultName: 'Default' }],
    },
  };
}

function firstBus({ buses }: Spec): string {
  return must(Object.keys(buses ?? {})[0], 'event bus');
}

function firstBalancer({ loadBalancers }: Spec): string {
  return must(Object.keys(loadBalancers ?? {})[0], 'load balancer');
}
