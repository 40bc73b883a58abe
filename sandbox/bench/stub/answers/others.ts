import type {
  ListRestoreJobsCommandInput,
  ListRestoreJobsCommandOutput,
} from '@aws-sdk/client-backup';
import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type {
  DescribeContinuousBackupsCommandInput,
  DescribeContinuousBackupsCommandOutput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  GetResourcePolicyCommandInput as GetTablePolicyInput,
  GetResourcePolicyCommandOutput as GetTablePolicyOutput,
} from '@aws-sdk/client-dynamodb';
import type { DescribeImagesCommandInput, DescribeImagesCommandOutput } from '@aws-sdk/client-ecr';
import type {
  DescribeSecretCommandInput,
  DescribeSecretCommandOutput,
  GetResourcePolicyCommandInput,
  GetResourcePolicyCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type {
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { ACCOUNT, IMAGE_TAG, names } from '../../estate.ts';
import { LOG_RETENTION_DAYS, ROTATION_DAYS } from '../../estate-spec.ts';
import { pageOf, SIZES, StubRefusal } from '../pages.ts';
import { answersOf } from '../world.ts';
import { arns } from './arns.ts';

const EMPTY_POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [] });
const DAY_MS = 24 * 60 * 60_000;

/** Services of which one operation is read. */
export const otherAnswers = [
  answersOf('sts', 'sts')<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput>(
    'GetCallerIdentity',
    () => ({
      Account: ACCOUNT,
      UserId: 'AIDABENCH',
      Arn: `arn:aws:iam::${ACCOUNT}:user/bench`,
    }),
  ),
  answersOf('dynamodb', 'dynamodb')<DescribeTableCommandInput, DescribeTableCommandOutput>(
    'DescribeTable',
    ({ TableName = '' }) => ({
      Table: {
        TableName,
        TableArn: arns.table(TableName),
        TableStatus: 'ACTIVE',
        TableSizeBytes: 4 * 1024 * 1024,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        DeletionProtectionEnabled: true,
      },
    }),
  ),
  answersOf('dynamodb', 'dynamodb')<
    DescribeTimeToLiveCommandInput,
    DescribeTimeToLiveCommandOutput
  >('DescribeTimeToLive', () => ({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } })),
  answersOf('dynamodb', 'dynamodb')<
    DescribeContinuousBackupsCommandInput,
    DescribeContinuousBackupsCommandOutput
  >('DescribeContinuousBackups', ({ TableName = '' }, { estate, builtAt, justNow }) => {
    if (!estate.tables.includes(TableName)) {
      throw new StubRefusal('TableNotFoundException', 'There is no such table.');
    }
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: 'ENABLED',
          RecoveryPeriodInDays: 35,
          EarliestRestorableDateTime: builtAt,
          LatestRestorableDateTime: justNow(),
        },
      },
    };
  }),
  answersOf('logs', 'cloudwatch-logs')<
    DescribeLogGroupsCommandInput,
    DescribeLogGroupsCommandOutput
  >('DescribeLogGroups', ({ logGroupNamePrefix = '', limit, nextToken }, { estate }) => {
    const all = [...estate.families.map(names.logGroup), names.flowLogGroup]
      .filter((name) => name.startsWith(logGroupNamePrefix))
      .map((name) => ({
        logGroupName: name,
        logGroupArn: arns.logGroup(name),
        arn: `${arns.logGroup(name)}:*`,
        retentionInDays: LOG_RETENTION_DAYS,
      }));
    const page = pageOf(all, SIZES.logs, limit, nextToken);
    return { logGroups: page.items, nextToken: page.next };
  }),
  answersOf('logs', 'cloudwatch-logs')<
    DescribeLogStreamsCommandInput,
    DescribeLogStreamsCommandOutput
  >('DescribeLogStreams', (_, { justNow }) => ({
    logStreams: [{ logStreamName: 'task/1', lastEventTimestamp: justNow().getTime() }],
  })),
  answersOf('backup', 'backup')<ListRestoreJobsCommandInput, ListRestoreJobsCommandOutput>(
    'ListRestoreJobs',
    ({ ByResourceType, MaxResults, NextToken }, { estate, justNow }) => {
      const sources =
        ByResourceType === 'Aurora'
          ? estate.databases.map(({ name }) => arns.database(name))
          : estate.tables.map(arns.table);
      const all = sources.map((source, index) => ({
        RestoreJobId: `${ByResourceType ?? ''}-${index}`,
        SourceResourceArn: source,
        Status: 'COMPLETED' as const,
        CreationDate: justNow(),
        CompletionDate: justNow(),
        ...(ByResourceType === undefined ? {} : { ResourceType: ByResourceType }),
      }));
      const page = pageOf(all, SIZES.backup, MaxResults, NextToken);
      return { RestoreJobs: page.items, NextToken: page.next };
    },
  ),
  answersOf('secretsmanager', 'secrets-manager')<
    DescribeSecretCommandInput,
    DescribeSecretCommandOutput
  >('DescribeSecret', ({ SecretId = '' }, { estate, builtAt, changedAt }) => {
    if (!estate.secrets.includes(SecretId)) {
      throw new StubRefusal('ResourceNotFoundException', 'There is no such secret.');
    }
    return {
      ARN: arns.secret(SecretId),
      Name: SecretId,
      RotationEnabled: true,
      RotationLambdaARN: arns.rotation,
      RotationRules: { AutomaticallyAfterDays: ROTATION_DAYS },
      LastRotatedDate: changedAt,
      NextRotationDate: new Date(changedAt.getTime() + ROTATION_DAYS * DAY_MS),
      LastChangedDate: changedAt,
      CreatedDate: builtAt,
      VersionIdsToStages: { v1: ['AWSCURRENT'], v0: ['AWSPREVIOUS'] },
    };
  }),
  answersOf('secretsmanager', 'secrets-manager')<
    GetResourcePolicyCommandInput,
    GetResourcePolicyCommandOutput
  >('GetResourcePolicy', ({ SecretId = '' }, { estate }) => {
    if (!estate.secrets.includes(SecretId)) {
      throw new StubRefusal('ResourceNotFoundException', 'There is no such secret.');
    }
    return { ARN: arns.secret(SecretId), Name: SecretId };
  }),
  answersOf('ecr', 'ecr')<DescribeImagesCommandInput, DescribeImagesCommandOutput>(
    'DescribeImages',
    ({ repositoryName = '' }, { estate, builtAt }) => {
      if (!estate.families.includes(repositoryName)) {
        throw new StubRefusal('RepositoryNotFoundException', 'There is no such repository.');
      }
      const imageDigest = arns.imageDigest(repositoryName);
      return {
        imageDetails: [
          { imageDigest, imageTags: [IMAGE_TAG], imagePushedAt: builtAt, imageSizeInBytes: 50e6 },
        ],
      };
    },
  ),
  answersOf('dynamodb', 'dynamodb')<GetTablePolicyInput, GetTablePolicyOutput>(
    'GetResourcePolicy',
    () => ({ Policy: EMPTY_POLICY, RevisionId: '1' }),
  ),
];
