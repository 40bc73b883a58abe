import type { TableTarget } from '../../collectors/aws/application-auto-scaling/table-targets.ts';
import type { Table } from '../../collectors/aws/dynamodb/tables.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './capacity-mode.ts';
import { tableArtifact, tableSubject } from './testing/fixtures.ts';

const having = (facts: Partial<Table> = {}, targets: readonly TableTarget[] = []) => ({
  tables: { sessions: tableArtifact(facts) },
  targets: { sessions: [...targets] },
});
const PEAK = { readUnitsPerSecond: 40, writeUnitsPerSecond: 10 };
const NONE: Table['provisioned'] = { reads: null, writes: null };
const index = (
  onDemandCaps: Table['onDemandCaps'],
  provisioned = NONE,
): Table['indexes'][number] => ({
  name: 'by-user',
  isGlobal: true,
  keys: [],
  projection: 'ALL',
  status: 'ACTIVE',
  backfilling: null,
  onDemandCaps,
  provisioned,
  sizeBytes: 0,
});
const LOW = 'The table is capped below its declared peak.';
const SMALL = 'The table is provisioned for less than its peak.';
const UNTOLD = 'DynamoDB does not give every capacity of the table and its indexes.';
const PROVISIONED = tableSubject({ billing: 'PROVISIONED', peak: PEAK });
const writes = (resourceId: string, kind: string, most: number | null): TableTarget => ({
  resourceId,
  dimension: `dynamodb:${kind}:WriteCapacityUnits`,
  policies: 1,
  most,
  isSuspended: false,
});
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
    {
      name: 'provisioned for its peak, as its index is',
      subject: PROVISIONED,
      artifacts: having({
        billingMode: null,
        provisioned: { reads: 40, writes: 10 },
        indexes: [
          index(NONE, { reads: 40, writes: 10 }),
          { ...index(NONE), name: 'by-date', isGlobal: false },
        ],
      }),
    },
    {
      name: 'idle, and scales to its peak',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 5 } }, [
        writes('table/sessions', 'table', 10),
      ]),
    },
    {
      name: 'has as much as its peak, and is suspended',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 10 } }, [
        { ...writes('table/sessions', 'table', 9), isSuspended: true },
      ]),
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
      name: 'provisioned for less than its peak',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 9 } }),
      message: SMALL,
      details: ['Provisioned for too little: writes of the table.'],
    },
    {
      name: 'an index with less than the peak holds back the table',
      subject: PROVISIONED,
      artifacts: having({
        billingMode: null,
        provisioned: { reads: 40, writes: 10 },
        indexes: [index(NONE, { reads: 40, writes: 1 })],
      }),
      message: SMALL,
      details: ['Provisioned for too little: writes of by-user.'],
    },
    {
      name: 'scales to less than the peak, though it has as much now',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 10 } }, [
        writes('table/sessions', 'table', 9),
      ]),
      message: SMALL,
      details: ['Provisioned for too little: writes of the table.'],
    },
    {
      name: 'a target without a policy scales nothing',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 5 } }, [
        { ...writes('table/sessions', 'table', 10), policies: 0 },
      ]),
      message: SMALL,
      details: ['Provisioned for too little: writes of the table.'],
    },
    {
      name: 'could scale to its peak, and is suspended',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 5 } }, [
        { ...writes('table/sessions', 'table', 10), isSuspended: true },
      ]),
      message: SMALL,
      details: ['Provisioned for too little: writes of the table.'],
    },
    {
      name: 'no table',
      artifacts: { ...having(), tables: { sessions: null } },
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
      name: 'provisioned, and not told for how much',
      subject: tableSubject({ billing: 'PROVISIONED', peak: PEAK }),
      artifacts: having({ billingMode: null, provisioned: { reads: null, writes: null } }),
      message: UNTOLD,
    },
    {
      name: 'scales, and not told how far',
      subject: PROVISIONED,
      artifacts: having({ billingMode: null, provisioned: { reads: 40, writes: 5 } }, [
        writes('table/sessions', 'table', null),
      ]),
      message: UNTOLD,
    },
  ],
  error: [
    {
      name: 'the table could not be seen',
      artifacts: { ...having(), tables: { sessions: denied('dynamodb:DescribeTable') } },
      message: 'AWS denied dynamodb:DescribeTable.',
    },
  ],
});
