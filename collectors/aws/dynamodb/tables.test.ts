import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { DENIED } from '../ecs/testing/declared.ts';
import { tables } from './tables.ts';
import { timeToLive } from './time-to-live.ts';

const dynamodb = mockClient(DynamoDBClient);
const spec = { tables: { sessions: {} } } as unknown as Partial<Spec>;
const ARN = 'arn:aws:dynamodb:us-east-1:123456789012:table/sessions';
const MISSING = Object.assign(new Error('no table'), { name: 'ResourceNotFoundException' });

beforeEach(() => {
  dynamodb.reset();
});

describe('tables', () => {
  test('keeps the facts and declares what it sends', async () => {
    dynamodb.on(DescribeTableCommand, { TableName: 'sessions' }).resolves({
      Table: {
        TableArn: ARN,
        Replicas: [{ RegionName: 'us-west-2', ReplicaStatus: 'ACTIVE' }],
        TableStatus: 'ACTIVE',
        CreationDateTime: new Date('2026-11-01T00:00:00Z'),
        TableSizeBytes: 4_096,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-user',
            KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
            IndexStatus: 'CREATING',
            Backfilling: true,
            IndexSizeBytes: 512,
            OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 5 },
          },
        ],
        LocalSecondaryIndexes: [{ IndexName: 'by-time', KeySchema: [], Projection: {} }],
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        OnDemandThroughput: { MaxReadRequestUnits: 40, MaxWriteRequestUnits: 10 },
        ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        DeletionProtectionEnabled: true,
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
        SSEDescription: {
          Status: 'ENABLED',
          SSEType: 'KMS',
          KMSMasterKeyArn: 'arn:key',
          InaccessibleEncryptionDateTime: new Date('2026-11-23T00:00:00Z'),
        },
      },
    });
    const { items, operations } = await collectWith(tables, spec);
    expect(items['sessions']).toMatchObject({
      state: 'present',
      value: {
        arn: ARN,
        status: 'ACTIVE',
        createdAt: '2026-11-01T00:00:00.000Z',
        sizeBytes: 4_096,
        keys: [{ attribute: 'id', role: 'HASH' }],
        attributeTypes: { id: 'S' },
        indexes: [
          {
            name: 'by-user',
            isGlobal: true,
            status: 'CREATING',
            backfilling: true,
            sizeBytes: 512,
            onDemandCaps: { reads: -1, writes: 5 },
          },
          { name: 'by-time', isGlobal: false, status: null, projection: null, sizeBytes: null },
        ],
        billingMode: 'PAY_PER_REQUEST',
        onDemandCaps: { reads: 40, writes: 10 },
        provisioned: { reads: 0, writes: 0 },
        deletionProtection: true,
        streamView: 'NEW_IMAGE',
        replicas: [{ region: 'us-west-2', status: 'ACTIVE' }],
        encryption: {
          type: 'KMS',
          keyArn: 'arn:key',
          inaccessibleSince: '2026-11-23T00:00:00.000Z',
        },
      },
    });
    expect(operations).toEqual(actionsOf(tables));
  });

  test('what DynamoDB leaves out is null (S5)', async () => {
    dynamodb.on(DescribeTableCommand).resolves({ Table: { TableArn: ARN } });
    const { items } = await collectWith(tables, spec);
    expect(items['sessions']).toMatchObject({
      value: {
        status: null,
        createdAt: null,
        sizeBytes: null,
        keys: null,
        attributeTypes: null,
        indexes: [],
        billingMode: null,
        onDemandCaps: { reads: null, writes: null },
        provisioned: { reads: null, writes: null },
        deletionProtection: null,
        streamView: null,
        encryption: null,
      },
    });
  });

  test.each<[string, () => void, string]>([
    ['no such table', () => dynamodb.on(DescribeTableCommand).rejects(MISSING), 'absent'],
    ['a denial', () => dynamodb.on(DescribeTableCommand).rejects(DENIED), 'unseen'],
    ['an empty answer', () => dynamodb.on(DescribeTableCommand).resolves({}), 'unseen'],
    ['an empty table', () => dynamodb.on(DescribeTableCommand).resolves({ Table: {} }), 'unseen'],
  ])('%s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(tables, spec);
    expect(items['sessions']?.state).toBe(state);
  });
});

describe('time to live', () => {
  test('keeps the facts and declares what it sends', async () => {
    dynamodb.on(DescribeTimeToLiveCommand, { TableName: 'sessions' }).resolves({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
    const { items, operations } = await collectWith(timeToLive, spec);
    expect(items['sessions']).toMatchObject({ value: { status: 'ENABLED', attribute: 'expires' } });
    expect(operations).toEqual(actionsOf(timeToLive));
  });

  test.each<[string, () => void, string]>([
    ['no such table', () => dynamodb.on(DescribeTimeToLiveCommand).rejects(MISSING), 'absent'],
    ['a denial', () => dynamodb.on(DescribeTimeToLiveCommand).rejects(DENIED), 'unseen'],
    ['an empty answer', () => dynamodb.on(DescribeTimeToLiveCommand).resolves({}), 'unseen'],
  ])('%s', async (_, answer, state) => {
    answer();
    const { items } = await collectWith(timeToLive, spec);
    expect(items['sessions']?.state).toBe(state);
  });
});
