import type {
  KeySchemaElement,
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Answer } from '../../../core/aws.ts';
import { malformed } from '../malformed.ts';
import { describeTable } from './operations.ts';

const Key = z.strictObject({
  attribute: z.string().nullable(),
  /** `HASH` or `RANGE`. */
  role: z.string().nullable(),
});

/** Request units a second. */
const Units = z.strictObject({ reads: z.int().nullable(), writes: z.int().nullable() });

const Index = z.strictObject({
  name: z.string().nullable(),
  isGlobal: z.boolean(),
  keys: z.array(Key).nullable(),
  projection: z.string().nullable(),
  /** Null for a local index, which has none. */
  status: z.string().nullable(),
  backfilling: z.boolean().nullable(),
  /** As those of the table; a local index has none of its own. */
  onDemandCaps: Units,
  provisioned: Units,
  /** As DynamoDB counted it, which it does about every six hours. */
  sizeBytes: z.int().nullable(),
});

/** One table as it is deployed. Null is what DynamoDB left out. */
export const Table = z.strictObject({
  arn: z.string(),
  status: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** Without its indexes. As DynamoDB counted it, which it does about every six hours: 0 until it has. */
  sizeBytes: z.int().nullable(),
  keys: z.array(Key).nullable(),
  /** `S`, `N` or `B` by attribute. Null when the list was left out. */
  attributeTypes: z.record(z.string(), z.string()).nullable(),
  indexes: z.array(Index),
  /** Null for a table that was never switched, which is provisioned. */
  billingMode: z.string().nullable(),
  /** What a table on demand never exceeds. Null, or -1, where nothing was set: then it has no cap. */
  onDemandCaps: Units,
  /** What a provisioned table has at the moment; 0 on demand. */
  provisioned: Units,
  deletionProtection: z.boolean().nullable(),
  /** Null without a stream. */
  streamView: z.string().nullable(),
  /** Copies in other regions; an empty list when there is none. */
  replicas: z.array(z.strictObject({ region: z.string(), status: z.string().nullable() })),
  /** Null for the key that DynamoDB owns. */
  encryption: z
    .strictObject({
      status: z.string().nullable(),
      type: z.string().nullable(),
      keyArn: z.string().nullable(),
      inaccessibleSince: z.iso.datetime().nullable(),
    })
    .nullable(),
});
export type Table = z.infer<typeof Table>;

/** Every declared table, by name. */
export const tables = defineCollector<Table>({
  id: 'aws/dynamodb/tables',
  title: 'DynamoDB tables with their keys, indexes and settings',
  operations: [describeTable],
  item: Table,
  keys: (spec) => Object.keys(spec.tables ?? {}),
  collect: async ({ aws, spec }) => {
    const entries = await Promise.all(
      Object.keys(spec.tables ?? {}).map(
        async (TableName): Promise<[string, Observation<Table>]> => [
          TableName,
          observed(await aws.read(describeTable, { TableName })),
        ],
      ),
    );
    return Object.fromEntries(entries);
  },
});

function observed(answer: Answer<{ Table?: TableDescription | undefined }>): Observation<Table> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const { Table: table } = answer.value;
      return table?.TableArn === undefined
        ? malformed(describeTable, answer.calls, 'The table has no ARN.')
        : present(toItem(table, table.TableArn), answer.calls);
    }
  }
}

function toItem(table: TableDescription, arn: string): Table {
  const encryption = table.SSEDescription;
  return {
    arn,
    status: table.TableStatus ?? null,
    createdAt: table.CreationDateTime?.toISOString() ?? null,
    sizeBytes: table.TableSizeBytes ?? null,
    // DynamoDB leaves the list out of a table that has no copies.
    replicas: (table.Replicas ?? []).flatMap(({ RegionName, ReplicaStatus }) =>
      RegionName === undefined ? [] : [{ region: RegionName, status: ReplicaStatus ?? null }],
    ),
    keys: keysOf(table.KeySchema),
    attributeTypes:
      table.AttributeDefinitions === undefined
        ? null
        : Object.fromEntries(
            table.AttributeDefinitions.map(({ AttributeName = '', AttributeType = '' }) => [
              AttributeName,
              AttributeType,
            ]),
          ),
    indexes: [
      ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({
        name: index.IndexName ?? null,
        isGlobal: true,
        keys: keysOf(index.KeySchema),
        projection: index.Projection?.ProjectionType ?? null,
        status: index.IndexStatus ?? null,
        backfilling: index.Backfilling ?? null,
        onDemandCaps: capsOf(index.OnDemandThroughput),
        provisioned: provisionedOf(index.ProvisionedThroughput),
        sizeBytes: index.IndexSizeBytes ?? null,
      })),
      ...(table.LocalSecondaryIndexes ?? []).map((index) => ({
        name: index.IndexName ?? null,
        isGlobal: false,
        keys: keysOf(index.KeySchema),
        projection: index.Projection?.ProjectionType ?? null,
        status: null,
        backfilling: null,
        onDemandCaps: capsOf(undefined),
        provisioned: provisionedOf(undefined),
        sizeBytes: index.IndexSizeBytes ?? null,
      })),
    ],
    billingMode: table.BillingModeSummary?.BillingMode ?? null,
    onDemandCaps: capsOf(table.OnDemandThroughput),
    provisioned: provisionedOf(table.ProvisionedThroughput),
    deletionProtection: table.DeletionProtectionEnabled ?? null,
    streamView:
      table.StreamSpecification?.StreamEnabled === true
        ? (table.StreamSpecification.StreamViewType ?? null)
        : null,
    encryption:
      encryption === undefined
        ? null
        : {
            status: encryption.Status ?? null,
            type: encryption.SSEType ?? null,
            keyArn: encryption.KMSMasterKeyArn ?? null,
            inaccessibleSince: encryption.InaccessibleEncryptionDateTime?.toISOString() ?? null,
          },
  };
}

function capsOf(throughput: OnDemandThroughput | undefined) {
  return {
    reads: throughput?.MaxReadRequestUnits ?? null,
    writes: throughput?.MaxWriteRequestUnits ?? null,
  };
}

function provisionedOf(throughput: ProvisionedThroughputDescription | undefined) {
  return {
    reads: throughput?.ReadCapacityUnits ?? null,
    writes: throughput?.WriteCapacityUnits ?? null,
  };
}

function keysOf(schema: readonly KeySchemaElement[] | undefined) {
  return (
    schema?.map(({ AttributeName, KeyType }) => ({
      attribute: AttributeName ?? null,
      role: KeyType ?? null,
    })) ?? null
  );
}
