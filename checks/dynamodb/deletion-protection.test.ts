import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './deletion-protection.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const having = (facts: Partial<Table> = {}) => ({ tables: { sessions: tableArtifact(facts) } });

testCheck(check, tableSubject(), {
  pass: [{ name: 'it is protected', artifacts: having() }],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'it is not',
      artifacts: having({ deletionProtection: false }),
      message: 'The table can be deleted.',
    },
  ],
  unknown: [
    {
      name: 'DynamoDB says nothing of it',
      artifacts: having({ deletionProtection: null }),
      message: 'DynamoDB does not say whether the table is protected.',
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
