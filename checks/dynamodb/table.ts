import { tables } from '../../collectors/aws/dynamodb/tables.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredKeys, deployedKeys } from './key-schema.ts';
import { ABSENT, declaredTables, NO_TABLES } from './subjects.ts';

/** DynamoDB is still at work on the table. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
const MOVING = ['CREATING', 'UPDATING'];

export default defineCheck({
  id: 'dynamodb/table',
  title: 'The declared DynamoDB table is active and has the declared keys',
  risk: 'The applications find no table, or one in which they cannot look anything up.',
  remediation: 'Create the table with the declared keys: they cannot be changed later.',
  fix: {
    cli: 'aws dynamodb create-table --table-name <table> --attribute-definitions AttributeName=<key>,AttributeType=S --key-schema AttributeName=<key>,KeyType=HASH --billing-mode PAY_PER_REQUEST',
    cdk: 'new dynamodb.TableV2(this, "<id>", { partitionKey: { name: "<key>", type: dynamodb.AttributeType.STRING } })',
  },
  severity: 'critical',
  resourceType: 'AWS::DynamoDB::Table',
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html',
  ],
  controls: [],
  proves: ['messaging/discovery-store'],
  needs: { tables },
  none: NO_TABLES,
  subjects: declaredTables,

  evaluate({ name, declared }, artifacts) {
    const expected = { status: 'ACTIVE', keys: declaredKeys(declared) };
    const table = artifacts.tables.get(name);
    if (table === null) return fail(ABSENT, expected, {});
    const keys = deployedKeys(table.keys, table.attributeTypes);
    const actual = { status: table.status, keys };
    const resource = { resource: table.arn };
    if (keys !== null && keys !== expected.keys) {
      return fail('The table has other keys than declared.', expected, actual, resource);
    }
    if (table.status !== null && MOVING.includes(table.status)) {
      return unsettled('DynamoDB is changing the table.', expected, actual, resource);
    }
    if (table.status !== null && table.status !== 'ACTIVE') {
      return fail('The table is not active.', expected, actual, resource);
    }
    if (table.status === null || keys === null) {
      return unknown('DynamoDB does not give the status and the keys of the table.');
    }
    return pass(expected, actual, resource);
  },
});
