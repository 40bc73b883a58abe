import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './table.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const having = (facts: Partial<Table> = {}) => ({ tables: { sessions: tableArtifact(facts) } });
const sorted = {
  partitionKey: { attribute: 'id', type: 'S' },
  sortKey: { attribute: 'at', type: 'N' },
} as const;
const OTHER = 'The table has other keys than declared.';

testCheck(check, tableSubject(), {
  pass: [
    { name: 'it is active, with the declared key', artifacts: having() },
    {
      name: 'partition and sort key, in whatever order',
      subject: tableSubject(sorted),
      artifacts: having({
        keys: [
          { attribute: 'at', role: 'RANGE' },
          { attribute: 'id', role: 'HASH' },
        ],
        attributeTypes: { id: 'S', at: 'N', other: 'S' },
      }),
    },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'a key of another type',
      artifacts: having({ attributeTypes: { id: 'N' } }),
      message: OTHER,
    },
    {
      name: 'a sort key that is not declared',
      artifacts: having({
        keys: [
          { attribute: 'id', role: 'HASH' },
          { attribute: 'at', role: 'RANGE' },
        ],
        attributeTypes: { id: 'S', at: 'N' },
      }),
      message: OTHER,
    },
    { name: 'no sort key', subject: tableSubject(sorted), artifacts: having(), message: OTHER },
    {
      name: 'other keys while it is created',
      artifacts: having({ status: 'CREATING', attributeTypes: { id: 'B' } }),
      message: OTHER,
    },
    ...['INACCESSIBLE_ENCRYPTION_CREDENTIALS', 'ARCHIVED', 'DELETING'].map((status) => ({
      name: status,
      artifacts: having({ status }),
      message: 'The table is not active.',
    })),
  ],
  unsettled: ['CREATING', 'UPDATING'].map((status) => ({
    name: status,
    artifacts: having({ status }),
    message: 'DynamoDB is changing the table.',
  })),
  unknown: [
    {
      name: 'no status',
      artifacts: having({ status: null }),
      message: 'DynamoDB does not give the status and the keys of the table.',
    },
    {
      name: 'a key without a type',
      artifacts: having({ attributeTypes: {} }),
      message: 'DynamoDB does not give the status and the keys of the table.',
    },
    {
      name: 'no key',
      artifacts: having({ keys: [] }),
      message: 'DynamoDB does not give the status and the keys of the table.',
    },
  ],
  error: [
    {
      name: 'the table could not be seen',
      artifacts: { tables: { sessions: denied('dynamodb:DescribeTable') } },
      message: 'AWS denied dynamodb:DescribeTable.',
    },
  ],
});
