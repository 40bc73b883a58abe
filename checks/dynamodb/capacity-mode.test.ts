import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-mode.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const having = (facts: Partial<Table> = {}) => ({ tables: { sessions: tableArtifact(facts) } });
const OTHER = 'The table is billed in another mode than declared.';

testCheck(check, tableSubject(), {
  pass: [
    { name: 'on demand', artifacts: having() },
    {
      name: 'a table without a summary is provisioned (S5)',
      subject: tableSubject({ billing: 'PROVISIONED' }),
      artifacts: having({ billingMode: null }),
    },
  ],
  fail: [
    {
      name: 'no table',
      artifacts: { tables: { sessions: null } },
      message: 'The table does not exist.',
    },
    {
      name: 'no summary is not on demand (S5)',
      artifacts: having({ billingMode: null }),
      message: OTHER,
    },
    {
      name: 'on demand where it is to be provisioned',
      subject: tableSubject({ billing: 'PROVISIONED' }),
      artifacts: having(),
      message: OTHER,
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
