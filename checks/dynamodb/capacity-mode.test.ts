import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-mode.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const having = (facts: Partial<Table> = {}) => ({ tables: { sessions: tableArtifact(facts) } });
const PEAK = { readUnitsPerSecond: 40, writeUnitsPerSecond: 10 };
const index = (onDemandCaps: Table['onDemandCaps']): Table['indexes'][number] => ({
  name: 'by-user',
  isGlobal: true,
  keys: [],
  projection: 'ALL',
  status: 'ACTIVE',
  backfilling: null,
  onDemandCaps,
  sizeBytes: 0,
});
const LOW = 'The table is capped below its declared peak.';
const OTHER = 'The table is billed in another mode than declared.';

testCheck(check, tableSubject(), {
  pass: [
    { name: 'on demand', artifacts: having() },
    {
      name: 'a table without a summary is provisioned (S5)',
      subject: tableSubject({ billing: 'PROVISIONED' }),
      artifacts: having({ billingMode: null }),
    },
    {
      name: 'capped at its peak',
      subject: tableSubject({ peak: PEAK }),
      artifacts: having({ onDemandCaps: { reads: 40, writes: 10 } }),
    },
    {
      name: 'caps that were lifted',
      artifacts: having({ onDemandCaps: { reads: -1, writes: -1 } }),
    },
    {
      name: 'provisioned for its peak',
      subject: tableSubject({ billing: 'PROVISIONED', peak: PEAK }),
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 10 } }),
    },
  ],
  fail: [
    {
      name: 'capped below its peak',
      subject: tableSubject({ peak: PEAK }),
      artifacts: having({ onDemandCaps: { reads: 1, writes: 10 } }),
      message: LOW,
      details: ['Capped too low: reads of the table.'],
    },
    {
      name: 'an index capped below the peak',
      subject: tableSubject({ peak: PEAK }),
      artifacts: having({ indexes: [index({ reads: null, writes: 9 })] }),
      message: LOW,
      details: ['Capped too low: writes of by-user.'],
    },
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
  unknown: [
    {
      name: 'capped, and the spec does not say what for',
      artifacts: having({ onDemandCaps: { reads: 1, writes: null } }),
      message: 'The table is capped, and the spec does not declare its peak.',
    },
    {
      name: 'provisioned for less than its peak',
      subject: tableSubject({ billing: 'PROVISIONED', peak: PEAK }),
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 9 } }),
      message: 'The table has less than its declared peak now, and scaling may raise it.',
    },
    {
      name: 'provisioned, and not told for how much',
      subject: tableSubject({ billing: 'PROVISIONED', peak: PEAK }),
      artifacts: having({ billingMode: null, provisioned: { reads: null, writes: null } }),
      message: 'DynamoDB does not give the capacity of the table.',
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
