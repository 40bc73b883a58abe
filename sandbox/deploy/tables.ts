import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  type AttributeDefinition,
  CreateTableCommand,
  type KeySchemaElement,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import type { SandboxContext } from './context.ts';
import { keyArn } from './lookup.ts';
import { tagsOf } from './tags.ts';

type Keys = Pick<TableSpec, 'partitionKey' | 'sortKey'>;

/** What provisioned tables and indexes start with: the spec declares no figures. */
const CAPACITY = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };

export async function deployTables(context: SandboxContext): Promise<void> {
  for (const [name, table] of Object.entries(context.spec.tables ?? {})) {
    await context.make('table', name, () => createTable(context, name, table));
    if (table.billing === 'PROVISIONED') await scaleTable(context, name, table);
  }
}

/** Creates a declared table, with what is to be different. */
export async function createTable(
  context: SandboxContext,
  TableName: string,
  table: TableSpec,
): Promise<void> {
  const { dynamodb } = context.aws;
  const capacity = table.billing === 'PROVISIONED' ? { ProvisionedThroughput: CAPACITY } : {};
  const indexes = Object.entries(table.indexes ?? {}).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: {
      ProjectionType: index.projection,
      ...(index.projection === 'INCLUDE' && { NonKeyAttributes: [] }),
    },
    ...capacity,
  }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: attributesOf(table),
      KeySchema: keySchema(table),
      BillingMode: table.billing,
      ...capacity,
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      ...(table.stream !== undefined && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream },
      }),
      ...(table.kmsKeyAlias !== undefined && {
        SSESpecification: {
          Enabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: await keyArn(context, table.kmsKeyAlias),
        },
      }),
      DeletionProtectionEnabled: table.deletionProtection ?? false,
      Tags: tagsOf(context.spec),
    }),
  );
  await recoverable(context, TableName, table);
  if (table.ttlAttribute !== undefined) {
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { Enabled: true, AttributeName: table.ttlAttribute },
      }),
    );
  }
}

/** Switches point-in-time recovery on, as far back as declared. */
export async function recoverable(
  { aws }: SandboxContext,
  TableName: string,
  table: TableSpec,
): Promise<void> {
  await aws.dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: table.pointInTimeRecoveryDays,
      },
    }),
  );
}

function keySchema({ partitionKey, sortKey }: Keys): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey.attribute, KeyType: 'HASH' },
    ...(sortKey ? [{ AttributeName: sortKey.attribute, KeyType: 'RANGE' as const }] : []),
  ];
}

function attributesOf(table: TableSpec): AttributeDefinition[] {
  const keys: Keys[] = [table, ...Object.values(table.indexes ?? {})];
  const types = new Map(
    keys
      .flatMap(({ partitionKey, sortKey }) => [partitionKey, ...(sortKey ? [sortKey] : [])])
      .map(({ attribute, type }) => [attribute, type]),
  );
  return [...types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

/** A target and a policy for reads and for writes, of the table and of each index. */
async function scaleTable(context: SandboxContext, name: string, table: TableSpec): Promise<void> {
  const resources = [
    { ResourceId: `table/${name}`, kind: 'table' as const },
    ...Object.keys(table.indexes ?? {}).map((index) => {
      return { ResourceId: `table/${name}/index/${index}`, kind: 'index' as const };
    }),
  ];
  for (const { ResourceId, kind } of resources) {
    for (const unit of ['Read', 'Write'] as const) {
      await context.make('scaling of', `${ResourceId} ${unit}`, () =>
        scaleCapacity(context, ResourceId, kind, unit),
      );
    }
  }
}

export async function scaleCapacity(
  { aws }: SandboxContext,
  ResourceId: string,
  kind: 'table' | 'index',
  unit: 'Read' | 'Write',
): Promise<void> {
  const target = {
    ServiceNamespace: 'dynamodb',
    ResourceId,
    ScalableDimension: `dynamodb:${kind}:${unit}CapacityUnits`,
  } as const;
  await aws.autoScaling.send(
    new RegisterScalableTargetCommand({ ...target, MinCapacity: 5, MaxCapacity: 50 }),
  );
  await aws.autoScaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: `${ResourceId} ${unit}`,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: {
          PredefinedMetricType: `DynamoDB${unit}CapacityUtilization`,
        },
      },
    }),
  );
}
