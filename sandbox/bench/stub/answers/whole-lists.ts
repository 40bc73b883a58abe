import type {
  ListBackupPlansCommandInput,
  ListBackupPlansCommandOutput,
} from '@aws-sdk/client-backup';
import type { ListTablesCommandInput, ListTablesCommandOutput } from '@aws-sdk/client-dynamodb';
import type {
  DescribeRepositoriesCommandInput,
  DescribeRepositoriesCommandOutput,
} from '@aws-sdk/client-ecr';
import type { ListClustersCommandInput, ListClustersCommandOutput } from '@aws-sdk/client-ecs';
import type {
  ListEventBusesCommandInput,
  ListEventBusesCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam';
import type { ListAliasesCommandInput, ListAliasesCommandOutput } from '@aws-sdk/client-kms';
import type {
  ListSchedulesCommandInput,
  ListSchedulesCommandOutput,
} from '@aws-sdk/client-scheduler';
import type {
  ListSecretsCommandInput,
  ListSecretsCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type { ListTopicsCommandInput, ListTopicsCommandOutput } from '@aws-sdk/client-sns';
import type { ListQueuesCommandInput, ListQueuesCommandOutput } from '@aws-sdk/client-sqs';
import { ACCOUNT, names, REGION } from '../../estate.ts';
import { pageOf, SIZES } from '../pages.ts';
import { answersOf } from '../world.ts';
import { arns } from './arns.ts';

/** What is somebody else's stands in every list beside what the estate has. */
const OTHER = 'other';

export const wholeListAnswers = [
  answersOf('sqs', 'sqs')<ListQueuesCommandInput, ListQueuesCommandOutput>('ListQueues', () => ({
    QueueUrls: [`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${OTHER}`],
  })),
  answersOf('events', 'eventbridge')<ListEventBusesCommandInput, ListEventBusesCommandOutput>(
    'ListEventBuses',
    () => ({ EventBuses: [{ Name: 'default', Arn: arns.bus('default') }] }),
  ),
  answersOf('scheduler', 'scheduler')<ListSchedulesCommandInput, ListSchedulesCommandOutput>(
    'ListSchedules',
    () => ({ Schedules: [{ Name: OTHER, Arn: arns.schedule(OTHER), GroupName: 'default' }] }),
  ),
  answersOf('dynamodb', 'dynamodb')<ListTablesCommandInput, ListTablesCommandOutput>(
    'ListTables',
    ({ Limit = 100, ExclusiveStartTableName }, { estate }) => {
      const all = [...estate.tables, OTHER];
      const start =
        ExclusiveStartTableName === undefined ? 0 : all.indexOf(ExclusiveStartTableName) + 1;
      const TableNames = all.slice(start, start + Limit);
      const isLast = start + Limit >= all.length;
      return { TableNames, LastEvaluatedTableName: isLast ? undefined : TableNames.at(-1) };
    },
  ),
  answersOf('secretsmanager', 'secrets-manager')<ListSecretsCommandInput, ListSecretsCommandOutput>(
    'ListSecrets',
    ({ MaxResults, NextToken }, { estate }) => {
      const page = pageOf([...estate.secrets, OTHER], SIZES.secrets, MaxResults, NextToken);
      return {
        SecretList: page.items.map((Name) => ({ Name, ARN: arns.secret(Name) })),
        NextToken: page.next,
      };
    },
  ),
  answersOf('iam', 'iam')<ListRolesCommandInput, ListRolesCommandOutput>(
    'ListRoles',
    ({ MaxItems, Marker }, { estate, builtAt }) => {
      const own = estate.families.flatMap((family) => [
        names.taskRole(family),
        names.executionRole(family),
      ]);
      const page = pageOf([...own, OTHER], SIZES.iam, MaxItems, Marker);
      return {
        Roles: page.items.map((RoleName) => ({
          RoleName,
          RoleId: 'AROABENCH',
          Path: '/',
          Arn: arns.role(RoleName),
          CreateDate: builtAt,
        })),
        IsTruncated: page.next !== undefined,
        Marker: page.next,
      };
    },
  ),
  answersOf('sns', 'sns')<ListTopicsCommandInput, ListTopicsCommandOutput>('ListTopics', () => ({
    Topics: [{ TopicArn: arns.topic }],
  })),
  answersOf('ecr', 'ecr')<DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput>(
    'DescribeRepositories',
    () => ({
      repositories: [{ repositoryName: OTHER, repositoryArn: arns.repository(OTHER) }],
    }),
  ),
  answersOf('ecs', 'ecs')<ListClustersCommandInput, ListClustersCommandOutput>(
    'ListClusters',
    ({ maxResults, nextToken }, { estate }) => {
      const page = pageOf(estate.clusters, SIZES.ecs, maxResults, nextToken);
      return { clusterArns: page.items.map(arns.cluster), nextToken: page.next };
    },
  ),
  answersOf('kms', 'kms')<ListAliasesCommandInput, ListAliasesCommandOutput>('ListAliases', () => ({
    Aliases: [names.kmsKey, 'alias/aws/sqs'].map((AliasName) => ({
      AliasName,
      AliasArn: arns.alias(AliasName),
    })),
    Truncated: false,
  })),
  answersOf('backup', 'backup')<ListBackupPlansCommandInput, ListBackupPlansCommandOutput>(
    'ListBackupPlans',
    () => ({ BackupPlansList: [{ BackupPlanName: OTHER, BackupPlanArn: arns.backupPlan(OTHER) }] }),
  ),
];
