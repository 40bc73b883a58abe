import { tables, type Table } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredKeys, deployedKeys } from './key-schema.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

export default defineCheck({
  id: 'dynamodb/indexes',
  title: 'The DynamoDB table has the declared indexes, whole and no others',
  risk: 'Queries fail or miss items that an index does not hold yet, or an index costs that nobody uses.',
  remediation: 'Create the missing index and wait until it is filled; delete those not declared.',
  fix: {
    cli: 'aws dynamodb update-table --table-name <table> --attribute-definitions AttributeName=<key>,AttributeType=S --global-secondary-index-updates file://index.json',
    cdk: 'table.addGlobalSecondaryIndex({ indexName: "<index>", partitionKey: { name: "<key>", type: dynamodb.AttributeType.STRING } })',
  },
  severity: 'high',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html',
  ],
  controls: [],
  proves: ['messaging/discovery-store'],
  needs: { tables },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const wanted = Object.entries(declared.indexes ?? {}).map(([index, keys]) =>
      inWords(index, declaredKeys(keys), keys.projection),
    );
    const expected = { indexes: wanted.sort() };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const found = table.indexes.map((index) => indexInWords(index, table.attributeTypes));
    if (found.includes(null)) {
      return unknown('DynamoDB does not give all of what an index is made of.');
    }
    const indexes = found.filter((index) => index !== null).sort();
    const states = table.indexes.flatMap(({ name: index, isGlobal, status, backfilling }) =>
      isGlobal ? [{ index, status, backfilling }] : [],
    );
    const actual = { indexes, states };
    const resource = { resource: table.arn };
    const missing = wanted.filter((index) => !indexes.includes(index));
    const others = indexes.filter((index) => !wanted.includes(index));
    if (missing.length > 0 || others.length > 0) {
      return fail('The indexes are not the declared ones.', expected, actual, {
        ...resource,
        details: [
          ...missing.map((index) => `Missing: ${index}.`),
          ...others.map((index) => `Not declared: ${index}.`),
        ],
      });
    }
    // Until it is filled, an index answers without the items that it lacks.
    if (states.some(({ status, backfilling }) => backfilling === true || status === 'CREATING')) {
      return unsettled('DynamoDB is still filling an index.', expected, actual, resource);
    }
    if (states.some(({ status }) => status === null)) {
      return unknown('DynamoDB does not say whether an index is active.');
    }
    return states.every(({ status }) => status === 'ACTIVE')
      ? pass(expected, actual, resource)
      : unsettled('DynamoDB is changing an index.', expected, actual, resource);
  },
});

function indexInWords(index: Table['indexes'][number], types: Table['attributeTypes']) {
  const keys = deployedKeys(index.keys, types);
  return index.name === null || keys === null || index.projection === null
    ? null
    : inWords(index.name, keys, index.projection);
}

function inWords(name: string, keys: string, projection: string): string {
  return `${name}: ${keys}, ${projection}`;
}
