// A healthy table, for the tables of the checks of DynamoDB.
import type { Table } from '../../../collectors/aws/dynamodb/tables.ts';
import type { TableSpec } from '../../../core/spec/sections/data-stores.ts';

function declaredTable(facts: Partial<TableSpec> = {}): TableSpec {
  return {
    partitionKey: { attribute: 'id', type: 'S' },
    billing: 'PAY_PER_REQUEST',
    pointInTimeRecoveryDays: 35,
    ...facts,
  };
}

export function tableSubject(facts: Partial<TableSpec> = {}) {
  return { name: 'sessions', path: ['tables', 'sessions'], declared: declaredTable(facts) };
}

export function tableArtifact(facts: Partial<Table> = {}): Table {
  return {
    arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/sessions',
    status: 'ACTIVE',
    createdAt: '2026-10-01T00:00:00.000Z',
    sizeBytes: 4 * 1024 * 1024,
    keys: [{ attribute: 'id', role: 'HASH' }],
    attributeTypes: { id: 'S' },
    indexes: [],
    billingMode: 'PAY_PER_REQUEST',
    onDemandCaps: { reads: null, writes: null },
    provisioned: { reads: 0, writes: 0 },
    deletionProtection: true,
    streamView: null,
    replicas: [],
    encryption: null,
    ...facts,
  };
}
