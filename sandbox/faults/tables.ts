import { DeleteScalingPolicyCommand } from '@aws-sdk/client-application-auto-scaling';
import {
  DeleteResourcePolicyCommand,
  DeleteTableCommand,
  PutResourcePolicyCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { createTable, scaleCapacity } from '../deploy/tables.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, table } from './pick.ts';

const broken = (check: string): Broken => ({ check: `dynamodb/${check}`, subject: table });

export const TABLE_FAULTS: readonly Fault[] = [
  {
    id: 'table-deleted',
    describes: 'A declared table does not exist.',
    breaks: [
      broken('table'),
      broken('indexes'),
      broken('capacity-mode'),
      broken('deletion-protection'),
      broken('ttl-streams'),
      broken('encryption'),
      broken('replicas-and-policy'),
      broken('storage'),
      { check: 'backup/dynamodb-pitr', subject: table },
      { check: 'cost/tags', subject: () => 'tables' },
    ],
    async apply(context) {
      await deleteTable(context);
      return null;
    },
    heal: (context) => createTable(context, table(context.spec), declaredTable(context.spec)),
  },
  remade({
    id: 'table-with-other-keys',
    describes: 'A table was created with another key than declared.',
    breaks: [broken('table')],
    change: (declared) => ({ ...declared, partitionKey: { attribute: 'other_id', type: 'N' } }),
  }),
  remade({
    id: 'table-with-another-index',
    describes: 'A table has an index that nobody declared.',
    breaks: [broken('indexes')],
    change: (declared) => ({
      ...declared,
      indexes: {
        undeclared: { partitionKey: { attribute: 'zone', type: 'S' }, projection: 'KEYS_ONLY' },
      },
    }),
  }),
  remade({
    id: 'table-streams',
    describes: 'A table streams its changes, which nobody declared.',
    breaks: [broken('ttl-streams')],
    change: (declared) => ({ ...declared, stream: 'KEYS_ONLY' }),
  }),
  updated({
    id: 'table-provisioned',
    describes: 'A table that is to be on demand has a fixed capacity.',
    breaks: [broken('capacity-mode')],
    change: {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    },
    heal: { BillingMode: 'PAY_PER_REQUEST' },
  }),
  overlayFault({
    id: 'table-capped',
    describes: 'A table on demand is capped at one read a second, and nobody declared a peak.',
    breaks: [{ ...broken('capacity-mode'), status: 'unknown' }],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({
      table: table(spec),
      members: { OnDemandThroughput: { MaxReadRequestUnits: 1, MaxWriteRequestUnits: -1 } },
    }),
  }),
  updated({
    id: 'table-unprotected',
    describes: 'A table can be deleted.',
    breaks: [broken('deletion-protection')],
    change: { DeletionProtectionEnabled: false },
    heal: { DeletionProtectionEnabled: true },
  }),
  {
    id: 'items-stay-for-ever',
    describes: 'Items of a table do not expire: that was lost in a restore.',
    breaks: [broken('ttl-streams')],
    async apply(context) {
      await setExpiry(context, false);
      return null;
    },
    heal: (context) => setExpiry(context, true),
  },
  overlayFault({
    id: 'table-key-lost',
    describes: 'A table cannot use its key any more, and is archived soon.',
    breaks: [broken('table'), broken('encryption')],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({
      table: table(spec),
      members: {
        TableStatus: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
        SSEDescription: {
          Status: 'ENABLED',
          SSEType: 'KMS',
          InaccessibleEncryptionDateTime: 1_760_000_000,
        },
      },
    }),
  }),
  overlayFault({
    id: 'table-updating',
    describes: 'DynamoDB is changing a table.',
    breaks: [{ ...broken('table'), status: 'unsettled' }],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({ table: table(spec), members: { TableStatus: 'UPDATING' } }),
  }),

  overlayFault({
    id: 'table-too-large',
    describes: 'A table has outgrown the declared storage.',
    breaks: [broken('storage')],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({
      table: table(spec),
      members: { TableSizeBytes: ((declaredTable(spec).maxStorageGiB ?? 0) + 1) * 2 ** 30 },
    }),
  }),
  overlayFault({
    id: 'table-not-counted',
    describes: 'DynamoDB has not yet counted how large a table is that was created just now.',
    breaks: [{ ...broken('storage'), status: 'unknown' }],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({ table: table(spec), members: { TableSizeBytes: 0 } }),
  }),
  overlayFault({
    id: 'table-copied-elsewhere',
    describes: 'A table is copied to a region that nobody declared.',
    breaks: [broken('replicas-and-policy')],
    deviation: 'dynamodb/table-members',
    arguments: (spec) => ({
      table: table(spec),
      members: { Replicas: [{ RegionName: 'eu-west-1', ReplicaStatus: 'ACTIVE' }] },
    }),
  }),
  {
    id: 'table-open-to-another-account',
    describes: 'Another account may read a table.',
    breaks: [broken('replicas-and-policy')],
    async apply({ aws, spec }) {
      const ResourceArn = tableArn(spec);
      await aws.dynamodb.send(
        new PutResourcePolicyCommand({
          ResourceArn,
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::999988887777:root' },
                Action: 'dynamodb:GetItem',
                Resource: ResourceArn,
              },
            ],
          }),
        }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      await aws.dynamodb.send(new DeleteResourcePolicyCommand({ ResourceArn: tableArn(spec) }));
    },
  },
  {
    id: 'table-that-does-not-scale',
    describes: 'Writes of a provisioned table have a target and no policy.',
    breaks: [{ check: 'dynamodb/autoscaling', subject: provisionedTable }],
    async apply({ aws, spec }) {
      const ResourceId = `table/${provisionedTable(spec)}`;
      await aws.autoScaling.send(
        new DeleteScalingPolicyCommand({
          ServiceNamespace: 'dynamodb',
          ScalableDimension: 'dynamodb:table:WriteCapacityUnits',
          ResourceId,
          PolicyName: `${ResourceId} Write`,
        }),
      );
      return null;
    },
    async heal(context) {
      await scaleCapacity(context, `table/${provisionedTable(context.spec)}`, 'table', 'Write');
    },
  },
];

function declaredTable(spec: Spec): TableSpec {
  return must(spec.tables?.[table(spec)], 'table');
}

async function deleteTable(context: SandboxContext): Promise<void> {
  await update(context, { DeletionProtectionEnabled: false });
  await context.aws.dynamodb.send(new DeleteTableCommand({ TableName: table(context.spec) }));
}

async function update(
  { aws, spec }: SandboxContext,
  change: Partial<UpdateTableCommandInput>,
): Promise<void> {
  await aws.dynamodb.send(new UpdateTableCommand({ TableName: table(spec), ...change }));
}

async function setExpiry({ aws, spec }: SandboxContext, Enabled: boolean): Promise<void> {
  const AttributeName = must(declaredTable(spec).ttlAttribute, 'table whose items expire');
  await aws.dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName: table(spec),
      TimeToLiveSpecification: { Enabled, AttributeName },
    }),
  );
}

/** A fault that can only be made by creating the table anew. */
function remade(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  change: (declared: TableSpec) => TableSpec;
}): Fault {
  const { id, describes, breaks, change } = fault;
  const remake = async (context: SandboxContext, declared: TableSpec) => {
    await deleteTable(context);
    await createTable(context, table(context.spec), declared);
  };
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await remake(context, change(declaredTable(context.spec)));
      return null;
    },
    heal: (context) => remake(context, declaredTable(context.spec)),
  };
}

/** A fault that an update of the table makes, and another heals. */
function updated(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  change: Partial<UpdateTableCommandInput>;
  heal: Partial<UpdateTableCommandInput>;
}): Fault {
  const { id, describes, breaks } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      await update(context, fault.change);
      return null;
    },
    heal: (context) => update(context, fault.heal),
  };
}

function tableArn(spec: Spec): string {
  const { id, region } = spec.account;
  return `arn:aws:dynamodb:${region}:${id}:table/${table(spec)}`;
}

function provisionedTable(spec: Spec): string {
  const found = Object.entries(spec.tables ?? {}).find(
    ([, { billing }]) => billing === 'PROVISIONED',
  );
  return must(found, 'provisioned table')[0];
}
